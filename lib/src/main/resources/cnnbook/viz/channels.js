// Channels and filters. One state: which filter, which channels are on, which output cell.
function channels(frame, data) {
  const images = data.channels.map(plane);
  const filters = data.filters.map((filter) => ({
    ...filter, kernels: filter.kernels.map(plane), maps: filter.maps.map(plane),
    sums: filter.sums.map(plane), outputs: filter.outputs.map(plane),
  }));
  const [{rows: oh, columns: ow}] = filters[0].maps;
  const [{rows: kh, columns: kw}] = filters[0].kernels;
  const on = images.map(() => true);
  let chosen = 0;
  let at = [0, 0];

  // ---- the parts

  // Three grids stand side by side.
  const [side, most] = [220, 9];
  const chars = (planes) => Math.max(...planes.map((one) => one.chars));
  const every = (name) => filters.flatMap((filter) => filter[name]);
  const input = (image, c) => anyGrid({
    name: `in ${c}`, label: `input, channel ${c}`, rows: image.rows, columns: image.columns, chars: chars(images), side, most,
    heads: indices(image.rows, image.columns), pick: (i, j) => pick(Math.min(i, oh - 1), Math.min(j, ow - 1)),
  }, frame);
  const output = (name, label, wide) => anyGrid({
    name, label, rows: oh, columns: ow, heads: indices(oh, ow), chars: wide, side, most, pick: (i, j) => pick(i, j),
  }, frame);
  const lines = images.map((image, c) => {
    const toggle = button(`Channel ${c}`, () => {
      on[c] = !on[c];
      show();
    }, `channel ${c}`, true);
    const grids = {
      image: input(image, c),
      kernel: numberGrid({name: `kernel ${c}`, label: `kernel of channel ${c}`, rows: kh, columns: kw, chars: chars(every('kernels'))}),
      map: output(`map ${c}`, `map of channel ${c}`, chars(every('maps'))),
    };
    const kernel = figure('', grids.kernel);
    const map = figure('', grids.map);
    const node = element('div', {class: 'row working channel'}, figure(`Input, channel ${c}`, grids.image),
      element('span', {class: 'sign'}, '∗'), kernel, element('span', {class: 'sign'}, '='), map);
    return {toggle, grids, kernel, map, node};
  });
  const wide = chars([...every('sums'), ...every('outputs')]);
  const sumGrid = output('sum', 'sum of the maps', wide);
  const outGrid = output('out', 'output', wide);
  const sumFigure = figure('', sumGrid);
  const outFigure = figure('', outGrid);
  const bias = element('output', {class: 'sum', 'data-n': 'bias'});
  const total = element('div', {class: 'row working channel'}, sumFigure,
    element('span', {class: 'sign total'}, '+ bias ', bias, ' ='), outFigure);
  const parameters = element('p', {class: 'line-of-working strong', 'data-n': 'parameters'}, data.parameters);
  const formula = element('p', {class: 'formula', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});

  const steps = stepper(frame, {
    count: oh * ow,
    at: () => at[0] * ow + at[1],
    go: (k) => pick(Math.floor(k / ow), k % ow),
    restart: () => pick(0, 0),
  });
  const pickFilter = choice('Filter', filters.map((filter, f) => String(f)), 'filter', (f) => {
    chosen = f;
    show();
  });

  // ---- the picture

  function pick(i, j) {
    at = [i, j];
    show();
  }

  function show() {
    const filter = filters[chosen];
    const mask = on.reduce((bits, state, c) => bits + (state ? 2 ** c : 0), 0);
    const here = (i, j) => i === at[0] && j === at[1];
    const under = (i, j) => i >= at[0] && i < at[0] + kh && j >= at[1] && j < at[1] + kw;
    const paint = (grid, values, marked) => grid.paint((i, j) => ({
      text: values.text(i, j), tone: values.tone(i, j), marked: marked(i, j),
    }));
    lines.forEach(({toggle, grids, kernel, map, node}, c) => {
      toggle.setAttribute('aria-pressed', on[c]);
      node.classList.toggle('off', !on[c]);
      paint(grids.image, images[c], under);
      grids.kernel.paint((a, b) => ({text: filter.kernels[c].text(a, b)}));
      paint(grids.map, filter.maps[c], here);
      kernel.caption.textContent = `Kernel w[${chosen}, ${c}]`;
      map.caption.textContent = `Map of channel ${c}` + (on[c] ? '' : ': off');
    });
    paint(sumGrid, filter.sums[mask], here);
    paint(outGrid, filter.outputs[mask], here);
    const used = on.flatMap((state, c) => (state ? [c] : []));
    sumFigure.caption.textContent = used.length === 0 ? 'Sum of no map'
      : `Sum of the map${used.length === 1 ? '' : 's'} ${used.join(' + ')}`;
    outFigure.caption.textContent = `Output map ${chosen}`;
    bias.textContent = filter.bias;
    formula.textContent = working(filter, used, mask);
  }

  function working(filter, used, mask) {
    const [i, j] = at;
    const name = (what) => `${what}[${chosen}, ${i}, ${j}]`;
    const words = used.map((c) => `channel ${c}: ${terms(filter, c)} ${data.sign} ${filter.maps[c].text(i, j)}`);
    const maps = used.map((c) => factor(filter.maps[c].text(i, j)));
    const sum = filter.sums[mask].text(i, j);
    const added = maps.length ? `${maps.join(' + ')} ${data.sign} ${sum}` : sum;
    return [...words, `${name('sum')} = ${added}`,
      `${name('out')} = ${factor(sum)} + ${factor(filter.bias)} ${data.sign} ${filter.outputs[mask].text(i, j)}`].join('\n');
  }

  function terms(filter, c) {
    const found = [];
    for (let a = 0; a < kh; a++) {
      for (let b = 0; b < kw; b++) {
        found.push(`${factor(images[c].text(at[0] + a, at[1] + b))}·${factor(filter.kernels[c].text(a, b))}`);
      }
    }
    return shortened(found, ' + ');
  }

  frame.append(parameters, element('div', {class: 'bar controls'}, ...steps.buttons, pickFilter),
    element('div', {class: 'bar'}, ...lines.map(({toggle}) => toggle)),
    ...lines.map(({node}) => node), total, formula);
  show();
}
