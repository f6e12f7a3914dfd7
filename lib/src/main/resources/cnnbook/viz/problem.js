// A frame that holds nothing but a message.
function problem(frame, data) {
  frame.append(element('p', {class: 'problem', role: 'status', 'data-n': 'problem'}, data.message));
}
