// The shape calculator. One state: what stands in the fields. The numbers are computed here as Axis
// computes them.
function shapes(frame, data) {
  const fields = [
    {part: 'n', label: 'input n', name: 'n', least: 1, value: data.n},
    {part: 'k', label: 'kernel k', name: 'kernel', least: 1, value: data.axis.kernel},
    {part: 's', label: 'stride s', name: 'stride', least: 1, value: data.axis.stride},
    {part: 'before', label: 'padding before', name: 'padding before', least: 0, value: data.axis.before},
    {part: 'after', label: 'after', name: 'padding after', least: 0, value: data.axis.after},
    {part: 'd', label: 'dilation d', name: 'dilation', least: 1, value: data.axis.dilation},
  ];

  // ---- the parts

  fields.forEach((field) => {
    field.input = element('input', {
      type: 'number', min: field.least, max: data.most, step: 1, value: field.value, 'data-part': field.part,
    });
    field.input.addEventListener('input', show);
  });
  const ceil = element('input', {type: 'checkbox', 'data-part': 'ceil'});
  ceil.checked = data.axis.ceil;
  ceil.addEventListener('change', show);
  const label = (words, input) => element('label', {class: 'choice field'}, words + ' ', input);
  const size = element('p', {class: 'sum', 'data-n': 'size'});
  const formula = element('p', {class: 'line-of-working', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});
  const remark = element('p', {class: 'remark', role: 'status', 'aria-live': 'polite', 'data-n': 'remark'});
  const picture = element('figure', {class: 'strip'});
  const line = element('pre', {class: 'code scrolls', 'data-n': 'djl', tabindex: 0, 'aria-label': 'DJL builder line'});
  const copied = element('span', {class: 'choice', role: 'status', 'aria-live': 'polite'});
  const copy = button('Copy', () => {
    const chosen = getSelection();
    chosen.selectAllChildren(line);
    copied.textContent = document.execCommand('copy') ? 'copied' : 'select the line and copy it';
    chosen.removeAllRanges();
  }, 'copy');

  // ---- numbers

  function read() {
    const [n, k, s, before, after, d] = fields.map((field) => Number(field.input.value));
    const extent = d * (k - 1) + 1;
    const padded = n + before + after;
    return {n, k, s, before, after, d, extent, padded, room: padded - extent, ceil: ceil.checked};
  }

  // What is wrong with the fields, in the words of the library.
  function problem(now) {
    for (const {input, name, least} of [1, 2, 3, 4, 5, 0].map((k) => fields[k])) {
      const value = Number(input.value);
      if (input.value === '' || !Number.isInteger(value)) {
        return `${name}: type a whole number`;
      }
      if (value < least) {
        return `${name === 'n' ? 'input size' : name} is ${value}: it must be at least ${least}`;
      }
      if (value > data.most) {
        return `${name} is ${value}: at most ${data.most} can be calculated here`;
      }
    }
    if (now.ceil ? now.room <= -now.s : now.room < 0) {
      const dilated = now.d === 1 ? '' : ` with dilation ${now.d} (extent ${now.extent})`;
      return `kernel ${now.k}${dilated} does not fit the padded input of ${now.padded}: `
        + `padding ≥ ${now.extent - now.n} in total or extent ≤ ${now.padded}`;
    }
    return undefined;
  }

  function positions(now) {
    const all = (now.ceil ? Math.ceil(now.room / now.s) : Math.floor(now.room / now.s)) + 1;
    return {all, size: now.ceil && (all - 1) * now.s - now.before >= now.n ? all - 1 : all};
  }

  // ---- words

  function working(now, {all, size}) {
    const [open, close] = now.ceil ? ['⌈', '⌉'] : ['⌊', '⌋'];
    const room = minus(now.room);
    return 'out = ' + open + '(n + p − d·(k − 1) − 1) / s' + close + ' + 1\n'
      + `    = ${open}(${now.n} + ${now.before + now.after} − ${now.d}·(${now.k} − 1) − 1) / ${now.s}${close} + 1\n`
      + `    = ${open}${room} / ${now.s}${close} + 1 = ${minus(all - 1)} + 1 = ${all}`
      + (size === all ? '' : `, less the one that would begin in the padding after: ${size}`);
  }

  const counted = (count) => (count === 1 ? 'row' : `${count} rows`);

  function judgement(now, size) {
    const unread = now.padded - ((size - 1) * now.s + now.extent);
    const gap = size > 1 ? now.s - now.extent : 0;
    const words = [];
    if (unread > 0) {
      const of = Math.min(unread, now.after);
      const padding = of === 0 ? '' : of === unread ? ' (padding)' : ` (${of} of them padding)`;
      words.push(`the last ${counted(unread)}${padding} ${unread === 1 ? 'is' : 'are'} never read`);
    }
    if (unread < 0) {
      words.push(`the last window reaches ${counted(-unread).replace(/^row/, '1 row')} beyond the edge`);
    }
    if (gap > 0) {
      words.push(`between two windows ${counted(gap).replace(/^row/, '1 row')} ${gap === 1 ? 'is' : 'are'} skipped`);
    }
    return words.length ? `⚠ legal, ${words.join('; ')}` : '✓ the windows end exactly at the edge';
  }

  const both = (value) => `new Shape(${value}, ${value})`;

  function builder(now) {
    const even = now.before === now.after;
    return now.ceil ? pool(now, even) : convolution(now, even);
  }

  function convolution(now, even) {
    const option = (name, value, usual) => (value === usual ? '' : `.${name}(${both(value)})`);
    const conv = `Conv2d.builder().setFilters(1).setKernelShape(${both(now.k)})` + option('optStride', now.s, 1)
      + option('optPadding', even ? now.before : 0, 0) + option('optDilation', now.d, 1) + '.build()';
    const sides = `${now.before}, ${now.after}, ${now.before}, ${now.after}`;
    return even ? conv
      : `new SequentialBlock().addSingleton(x -> x.pad(new Shape(${sides}), 0)).add(${conv})`;
  }

  function pool(now, even) {
    if (now.d > 1 || !even) {
      return `// none: DJL's pooling has no ${now.d > 1 ? 'dilation' : 'unequal padding'}`;
    }
    return 2 * now.before > now.k ? '// none: PyTorch pools with padding up to half of the kernel'
      : `Pool.maxPool2dBlock(${both(now.k)}, ${both(now.s)}, ${both(now.before)}, true)`;
  }

  // ---- the picture

  function show() {
    const now = read();
    const wrong = problem(now);
    copied.textContent = '';
    copy.disabled = Boolean(wrong);
    remark.classList.toggle('wrong', Boolean(wrong));
    if (wrong) {
      size.textContent = '–';
      formula.textContent = '';
      remark.textContent = `✗ ${wrong}`;
      line.textContent = '';
      picture.replaceChildren();
      return;
    }
    const found = positions(now);
    size.textContent = `${now.n} → ${found.size}`;
    formula.textContent = working(now, found);
    remark.textContent = judgement(now, found.size);
    remark.classList.toggle('amber', remark.textContent.startsWith('⚠'));
    line.textContent = builder(now);
    draw(now, found.size);
  }

  // The padded input as a row of squares, below it a row for each window.
  function draw(now, size) {
    const columns = Math.max(now.padded, (size - 1) * now.s + now.extent);
    if (columns > 48 || size > 24) {
      picture.replaceChildren(element('figcaption', {}, 'Too long to draw: up to 48 elements and 24 windows can be.'));
      return;
    }
    const [side, step] = [20, 11];
    const picked = drawn('svg', {
      role: 'img', width: columns * side + 2, height: side + 6 + size * step,
      'aria-label': `${size} windows of ${now.k} elements over ${now.padded}: ${remark.textContent}`,
    });
    const read = new Set();
    for (let i = 0; i < size; i++) {
      for (let a = 0; a < now.k; a++) {
        const at = i * now.s + a * now.d;
        read.add(at);
        picked.append(drawn('rect', {class: 'reads', x: at * side + 3, y: side + 6 + i * step, width: side - 4, height: step - 3}));
      }
    }
    for (let at = 0; at < columns; at++) {
      const index = at - now.before;
      const kind = at >= now.padded ? 'beyond' : index < 0 || index >= now.n ? 'pad' : 'cell';
      const unread = kind !== 'beyond' && !read.has(at);
      picked.append(drawn('rect', {
        class: kind + (unread ? ' unread' : ''), x: at * side + 1, y: 1, width: side, height: side,
      }));
      const words = unread ? '✕' : kind === 'cell' ? String(index) : '';
      picked.append(drawn('text', {x: at * side + 1 + side / 2, y: side / 2 + 5, 'text-anchor': 'middle'}, words));
    }
    picture.replaceChildren(picked, element('figcaption', {}, 'Dashed: padding; ✕: never read; below, one line for each window.'));
  }

  frame.append(element('div', {class: 'bar'}, ...fields.map((field) => label(field.label, field.input)),
    label('ceil', ceil)), size, formula, remark, picture, element('div', {class: 'row code-row'}, line, copy, copied));
  show();
}
