// Softmax and cross-entropy: scores as sliders. The numbers are computed here as SoftmaxOp and
// CrossEntropyOp compute them, in the same order and precision.
function softmax(frame, data) {
  const names = data.names;
  const count = names.length;
  const scores = data.scores.map((text) => Math.fround(Number(text)));
  let label = data.label;
  let picked = label;
  let now;

  const fixed = (value) => numeral({decimals: 4}, value);
  const score = (value) => numeral({decimals: 2}, value);

  function compute() {
    const max = Math.max(...scores);
    const terms = scores.map((x) => Math.exp(x - max));
    const sum = terms.reduce((total, term) => total + term, 0);
    const logs = scores.map((x) => Math.fround(x - (max + Math.log(sum))));
    const targets = scores.map((x, k) => (k === label ? 1 : 0));
    return {
      max, terms, sum, targets, loss: -logs[label],
      probabilities: logs.map((log) => Math.fround(Math.exp(log))),
      gradient: logs.map((log, k) => Math.fround(Math.exp(log) - targets[k])),
    };
  }

  // ---- the parts

  const lines = names.map((name, k) => {
    const right = element('input', {type: 'radio', name: 'right', 'aria-label': `${name} is the right class`, 'data-part': `right ${k}`});
    right.addEventListener('click', () => {
      label = k;
      picked = k;
      show();
    });
    const slider = element('input', {
      type: 'range', min: -data.reach, max: data.reach, step: 0.1, value: scores[k],
      'aria-label': `score of ${name}`, 'data-part': `slider ${k}`,
    });
    slider.addEventListener('input', () => {
      scores[k] = Math.fround(Number(slider.value));
      picked = k;
      show();
    });
    const value = element('output', {class: 'number', 'data-n': `score ${k}`});
    const bar = element('span', {class: 'bar-inner'});
    const share = element('output', {class: 'number', 'data-n': `share ${k}`});
    const line = element('div', {class: 'line'}, right, element('span', {class: 'name'}, name), slider, value,
      element('span', {class: 'bar-outer', 'aria-hidden': 'true'}, bar), share);
    return {right, slider, value, bar, share, line};
  });
  const heading = element('div', {class: 'line heading'},
    ...['right', 'class', 'score x', '', 'probability p', ''].map((word) => element('span', {}, word)));
  const rows = ['x − max', 'exp(x − max)', 'p', 'y', 'p − y'];
  const table = numberGrid({
    name: 'terms', label: 'terms, probabilities, targets and gradients', rows: rows.length, columns: count,
    heads: {rows, columns: names}, chars: 7, pick: (i, j) => {
      picked = j;
      show();
    },
  });
  const sum = element('p', {class: 'line-of-working', 'data-n': 'sum'});
  const loss = element('p', {class: 'line-of-working strong', role: 'status', 'aria-live': 'polite', 'data-n': 'loss'});
  const formula = element('p', {class: 'formula', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});
  const reset = button('Reset', () => {
    data.scores.forEach((text, k) => {
      scores[k] = Math.fround(Number(text));
      lines[k].slider.value = scores[k];
    });
    label = data.label;
    picked = label;
    show();
  }, 'reset');

  // ---- the picture

  function show() {
    now = compute();
    lines.forEach(({right, slider, value, bar, share, line}, k) => {
      right.checked = k === label;
      slider.setAttribute('aria-valuetext', score(scores[k]));
      value.textContent = score(scores[k]);
      share.textContent = fixed(now.probabilities[k]);
      bar.style.width = `${100 * now.probabilities[k]}%`;
      line.classList.toggle('chosen', k === label);
    });
    const cells = [
      (k) => score(scores[k] - now.max), (k) => fixed(now.terms[k]), (k) => fixed(now.probabilities[k]),
      (k) => String(now.targets[k]), (k) => fixed(now.gradient[k]),
    ];
    table.paint((i, j) => ({text: cells[i](j), marked: j === picked}));
    sum.textContent = `Σ exp(x − max) ≈ ${fixed(now.sum)}`;
    loss.textContent = `loss = −ln p(${names[label]}) ≈ −ln ${fixed(now.probabilities[label])} ≈ ${fixed(now.loss)}`;
    formula.textContent = working(picked);
  }

  function working(k) {
    const gradient = fixed(now.gradient[k]);
    const effect = /^−?0\.0000$/.test(gradient) ? 'hardly moves'
      : gradient.startsWith('−') ? 'raises' : 'lowers';
    return `${names[k]}: p ≈ ${fixed(now.terms[k])} / ${fixed(now.sum)} ≈ ${fixed(now.probabilities[k])}\n`
      + `∂loss/∂x = p − y ≈ ${fixed(now.probabilities[k])} − ${now.targets[k]} ≈ ${gradient}: `
      + `a step of gradient descent ${effect} this score`;
  }

  frame.append(element('div', {class: 'lines'}, heading, ...lines.map(({line}) => line)),
    element('div', {class: 'bar'}, reset), figure('Terms', table), sum, loss, formula);
  show();
}
