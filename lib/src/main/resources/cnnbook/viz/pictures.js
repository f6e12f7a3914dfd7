// Small pictures of numbers, in rows; see pictureGrid.

// The colours of a map's numbers, as Pictures.signed mixes them: zero white, positive blue, negative
// vermilion. share: from −1 to 1.
function signed(share) {
  const full = share > 0 ? [0, 114, 178] : [213, 94, 0];
  return full.map((part) => Math.round(255 + Math.abs(share) * (part - 255)));
}

// A picture of rows × columns numbers; colour(value) gives [r, g, b]; NaN stays empty.
function paintPicture(canvas, values, colour) {
  const pen = canvas.getContext('2d');
  const picture = pen.createImageData(canvas.width, canvas.height);
  for (let k = 0; k < canvas.width * canvas.height; k++) {
    if (values[k] !== undefined && !Number.isNaN(values[k])) {
      picture.data.set(colour(values[k]), 4 * k);
      picture.data[4 * k + 3] = 255;
    }
  }
  pen.putImageData(picture, 0, 0);
}

// A table of pictures, each a canvas of rows × columns numbers. It has: node; paint(view), which asks
// view(k) for {values, words, marked} of each picture; words say what it is.
// options: name (part), label, count, perRow, rows, columns, width (of a picture in CSS pixels),
// colour, pick(k), open(k) for a click, Enter or the space bar (may be left out).
function pictureGrid(options) {
  const {name, label, count, perRow, rows, columns, width, colour, pick, open} = options;
  const body = element('tbody');
  const table = element('table', {class: 'pictures', 'aria-label': label, 'data-grid': name}, body);
  const cells = [];
  for (let k = 0; k < count; k++) {
    if (k % perRow === 0) {
      body.append(element('tr'));
    }
    const canvas = element('canvas', {width: columns, height: rows, role: 'img', style: `width: ${width}px`});
    const cell = element('td', {'data-part': `${name} ${k}`}, canvas);
    cell.place = [Math.floor(k / perRow), k % perRow];
    cells.push(cell);
    body.lastChild.append(cell);
  }
  pickable(table, cells, {rows: Math.ceil(count / perRow), columns: perRow, pick: (i, j) => pick(i * perRow + j)});
  if (open) {
    const opened = (event) => {
      const cell = event.target.closest('td');
      if (cell) {
        event.preventDefault();
        event.stopPropagation();
        open(cells.indexOf(cell));
      }
    };
    table.addEventListener('click', opened);
    table.addEventListener('keydown', (event) => [' ', 'Enter'].includes(event.key) && opened(event));
  }
  const paint = (view) => cells.forEach((cell, k) => {
    const {values, words, marked} = view(k);
    cell.classList.toggle('marked', marked);
    if (cell.words !== words) {
      cell.words = words;
      cell.firstChild.setAttribute('aria-label', words);
    }
    if (cell.values !== values) {
      cell.values = values;
      paintPicture(cell.firstChild, values, colour);
    }
  });
  return {node: table, paint};
}
