// The convolution stepper. One state: the mode, what is picked (an output or an input cell), and
// which outputs are known.
function convolution(frame, data) {
  const image = plane(data.image);
  const values = data.values.split(' ').map((text) => Math.fround(Number(text)));
  const modes = data.modes.map((mode) => ({
    ...mode,
    kernel: plane(mode.kernel),
    weights: mode.values.split(' ').map((text) => Math.fround(Number(text))),
    output: plane(mode.output),
    known: new Set(),
  }));
  const [kh, kw] = [modes[0].kernel.rows, modes[0].kernel.columns];
  const [oh, ow] = [modes[0].output.rows, modes[0].output.columns];
  const padded = [data.top + image.rows + data.bottom, data.left + image.columns + data.right];
  let mode = modes[0];
  let output = true;
  let at = [0, 0];
  let last = 0;
  let predicting = false;

  // ---- numbers

  const inside = (r, c) => r >= 0 && c >= 0 && r < image.rows && c < image.columns;
  const text = (r, c) => (inside(r, c) ? image.text(r, c) : data.zero);
  // Exact in double precision: both factors are float32.
  const product = (r, c, a, b) => numeral(data.products,
    (inside(r, c) ? values[r * image.columns + c] : 0) * mode.weights[a * kw + b]);
  const source = (i, j, a, b) => [
    i * data.stride[0] - data.top + a * data.dilation[0],
    j * data.stride[1] - data.left + b * data.dilation[1],
  ];
  const times = (r, c, a, b) => `${factor(text(r, c))}·${factor(mode.kernel.text(a, b))}`;
  const key = (i, j) => i * ow + j;
  const known = (i, j) => mode.known.has(key(i, j));

  // All (a, b) with the output that lays this weight on an input element.
  const readers = (r, c) => {
    const found = [];
    for (let a = 0; a < kh; a++) {
      for (let b = 0; b < kw; b++) {
        const i = (r + data.top - a * data.dilation[0]) / data.stride[0];
        const j = (c + data.left - b * data.dilation[1]) / data.stride[1];
        if (Number.isInteger(i) && Number.isInteger(j) && i >= 0 && j >= 0 && i < oh && j < ow) {
          found.push({a, b, i, j});
        }
      }
    }
    return found;
  };
  const window = () => {
    const found = [];
    for (let a = 0; a < kh; a++) {
      for (let b = 0; b < kw; b++) {
        const [r, c] = source(...at, a, b);
        found.push({a, b, r, c});
      }
    }
    return found;
  };

  // ---- the parts

  const inputGrid = anyGrid({
    name: 'in', label: 'input', rows: padded[0], columns: padded[1],
    heads: indices(...padded, -data.top, -data.left),
    chars: Math.max(image.chars, data.zero.length), pick: (i, j) => pick(false, i - data.top, j - data.left),
  }, frame);
  const outputGrid = anyGrid({
    name: 'out', label: 'output', rows: oh, columns: ow, heads: indices(oh, ow),
    chars: Math.max(...modes.map((one) => one.output.chars)), pick: (i, j) => pick(true, i, j),
  }, frame);
  const finite = values.filter(Number.isFinite);
  const productChars = Math.max(...modes[0].weights.flatMap((weight) =>
    [Math.max(0, ...finite), Math.min(0, ...finite)].map((value) => numeral(data.products, value * weight).length)));
  const small = (part, label, chars) => numberGrid({name: part, label, rows: kh, columns: kw, chars});
  const windowGrid = small('window', 'window', image.chars);
  const kernelGrid = small('kernel', 'kernel', Math.max(...modes.map((one) => one.kernel.chars)));
  const productGrid = small('products', 'products', productChars);
  const sum = element('output', {class: 'sum', 'data-n': 'sum'});
  const formula = element('p', {class: 'formula', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});
  const verdict = element('p', {class: 'verdict', role: 'status', 'aria-live': 'polite', 'data-n': 'verdict'});
  const kernelFigure = figure('Kernel', kernelGrid);
  const padding = data.top + data.bottom + data.left + data.right > 0;
  const grids = element('div', {class: 'row maps'},
    figure(`Input ${image.rows}×${image.columns}` + (padding ? `, with padding ${padded[0]}×${padded[1]}` : ''), inputGrid),
    figure(`Output ${oh}×${ow}`, outputGrid));
  const working = element('div', {class: 'row working'},
    figure('Window', windowGrid), element('span', {class: 'sign'}, '×'), kernelFigure,
    element('span', {class: 'sign'}, '='), figure('Products', productGrid),
    element('span', {class: 'sign total'}, 'Σ = ', sum));

  // ---- the controls

  const steps = stepper(frame, {
    count: oh * ow,
    at: () => last,
    go: (k) => {
      pick(true, Math.floor(k / ow), k % ow);
      if (!ask.hidden) {
        answer.focus();
      }
    },
    restart: () => restart(),
  });
  const predict = button('Predict', () => {
    steps.stop();
    predicting = !predicting;
    predict.setAttribute('aria-pressed', predicting);
    restart();
  }, 'predict', false);
  const all = button('Show all', () => {
    modes.forEach((one) => {
      for (let k = 0; k < oh * ow; k++) {
        one.known.add(k);
      }
    });
    show();
  }, 'all');
  const bar = element('div', {class: 'bar'},
    ...steps.buttons, all, predict,
    ...(modes.length > 1 ? [choice('Operation', modes.map((one) => one.name), 'mode', (chosen) => {
      mode = modes[chosen];
      pick(output, ...at);
    })] : []));
  const answer = element('input', {type: 'text', inputmode: 'decimal', autocomplete: 'off', size: 8, 'data-part': 'answer'});
  const question = element('span', {});
  const ask = element('form', {class: 'ask'},
    element('label', {}, question, ' ', answer), element('button', {'data-part': 'check'}, 'Check'));
  ask.addEventListener('submit', (event) => {
    event.preventDefault();
    check();
  });

  // ---- what happens

  function pick(isOutput, i, j) {
    output = isOutput;
    at = [i, j];
    if (output) {
      last = key(i, j);
    }
    if (output && !predicting) {
      mode.known.add(last);
    }
    verdict.textContent = '';
    show();
  }

  function restart() {
    modes.forEach((one) => one.known.clear());
    pick(true, 0, 0);
  }

  function check() {
    const number = typed(answer.value);
    if (Number.isNaN(number)) {
      verdict.textContent = 'Type a number.';
      return;
    }
    const right = mode.output.text(...at);
    const style = {decimals: (right.split('.')[1] || '').replace(/e.*/, '').length, exponent: right.includes('e')};
    const said = numeral(style, number);
    mode.known.add(key(...at));
    answer.value = '';
    show();
    verdict.textContent = (said === right ? '✓ Right: ' : `✗ Not ${said}: `) + formula.textContent;
    verdict.classList.toggle('wrong', said !== right);
    steps.step.focus();
  }

  // ---- the picture

  function show() {
    const cells = output ? window() : readers(...at);
    const spot = (r, c) => (r + data.top) * padded[1] + c + data.left;
    const covered = new Set(output ? cells.map(({r, c}) => spot(r, c)) : [spot(...at)]);
    const picked = new Set(output ? [key(...at)] : cells.map(({i, j}) => key(i, j)));
    inputGrid.paint((i, j) => {
      const [r, c] = [i - data.top, j - data.left];
      const within = inside(r, c);
      return {
        text: text(r, c), tone: within ? image.tone(r, c) : undefined, padding: !within,
        marked: covered.has(spot(r, c)),
      };
    });
    outputGrid.paint((i, j) => {
      const shown = known(i, j);
      return {
        text: shown ? mode.output.text(i, j) : picked.has(key(i, j)) ? '?' : '·', hidden: !shown,
        tone: shown ? mode.output.tone(i, j) : undefined, marked: picked.has(key(i, j)),
      };
    });
    showWorking(cells);
    kernelFigure.caption.textContent = mode === modes[0] ? 'Kernel' : 'Kernel, flipped';
    all.disabled = predicting;
    steps.play.disabled = predicting;
    const asking = predicting && output && !known(...at);
    ask.hidden = !asking;
    question.textContent = output ? `${place('out', ...at)} =` : '';
    predict.setAttribute('aria-pressed', predicting);
  }

  function showWorking(cells) {
    const used = new Map(cells.map((cell) => [cell.a * kw + cell.b, cell]));
    const pixel = (cell) => (output ? [cell.r, cell.c] : at);
    const open = !output || known(...at);
    const small = (words) => (a, b) => {
      const cell = used.get(a * kw + b);
      return cell ? {text: words(cell, a, b)} : {text: '', hidden: true};
    };
    windowGrid.paint(small((cell) => text(...pixel(cell))));
    productGrid.paint(small((cell, a, b) => (open ? product(...pixel(cell), a, b) : '?')));
    kernelGrid.paint((a, b) => ({text: mode.kernel.text(a, b), marked: !output && used.has(a * kw + b)}));
    if (output) {
      sum.textContent = open ? mode.output.text(...at) : '?';
      formula.textContent = `${place('out', ...at)} = ` + terms(cells)
        + (open ? ` ${mode.sign} ${mode.output.text(...at)}` : ' = ?');
    } else {
      sum.textContent = '–';
      formula.textContent = reading(cells);
    }
  }

  function terms(cells) {
    return shortened(cells.map(({a, b, r, c}) => times(r, c, a, b)), ' + ');
  }

  function reading(cells) {
    const [r, c] = at;
    const what = `${inside(r, c) ? 'x' : 'padding'}${place('', r, c)} = ${text(r, c)}`;
    if (cells.length === 0) {
      return `${what} is never read`;
    }
    const words = cells.map(({a, b, i, j}) => `${times(r, c, a, b)} in ${place('out', i, j)}`);
    const often = words.length === 1 ? 'once' : `${words.length} times`;
    return `${what} is read ${often}: ${shortened(words, ', ')}`;
  }

  frame.append(bar, grids, working, formula, ask, verdict);
  pick(true, 0, 0);
}
