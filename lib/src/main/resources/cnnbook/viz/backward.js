// The backward stepper. One state: an upstream cell (the gradients stand as they are after it), or
// an element of a gradient (they stand as they are at the end).
function backward(frame, data) {
  const upstream = plane(data.upstream);
  const count = upstream.rows * upstream.columns;
  const sources = data.sources.map((source) => ({...source, plane: plane(source.plane)}));
  const targets = data.targets.map((target) => ({
    ...target,
    frames: target.frames.map((texts) => texts.split(' ')),
  }));
  let picked = {cell: 0};
  let last = 0;

  // ---- words

  const index = (columns, k) => [Math.floor(k / columns), k % columns];
  const at = (name, columns, k) => place(name, ...index(columns, k));
  const cellText = (k) => upstream.text(...index(upstream.columns, k));
  const sourceText = (s, k) => sources[s].plane.text(...index(sources[s].plane.columns, k));
  const term = (cell, [, , source, from]) =>
    factor(cellText(cell)) + (source < 0 ? '' : `·${factor(sourceText(source, from))}`);
  const into = (t) => data.shares.flatMap((shares, cell) =>
    shares.filter((share) => share[0] === t).map((share) => ({cell, share})));

  // ---- the parts

  const chars = (texts) => Math.max(...texts.map((text) => text.length));
  const sourceGrids = sources.map((source, s) => numberGrid({
    name: `source ${s}`, label: source.caption, rows: source.plane.rows, columns: source.plane.columns,
    heads: indices(source.plane.rows, source.plane.columns), chars: source.plane.chars,
  }));
  const upstreamGrid = numberGrid({
    name: 'dout', label: 'upstream gradient dout', rows: upstream.rows, columns: upstream.columns,
    heads: indices(upstream.rows, upstream.columns), chars: upstream.chars,
    pick: (i, j) => pick({cell: i * upstream.columns + j}),
  });
  const targetGrids = targets.map((target, t) => numberGrid({
    name: `target ${t}`, label: `gradient ${target.name}`, rows: target.rows, columns: target.columns,
    heads: indices(target.rows, target.columns), chars: chars(target.frames.flat()),
    pick: (i, j) => pick({target: t, element: i * target.columns + j}),
  }));
  const targetFigures = targetGrids.map((grid) => figure('', grid));
  const formula = element('p', {class: 'formula', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});

  const steps = stepper(frame, {
    count,
    at: () => last,
    go: (k) => pick({cell: k}),
    restart: () => pick({cell: 0}),
  });

  // ---- the picture

  function pick(what) {
    picked = what;
    const byCell = picked.cell !== undefined;
    last = byCell ? picked.cell : last;
    const parts = byCell ? data.shares[picked.cell].map((share) => ({cell: picked.cell, share}))
      : into(picked.target).filter(({share}) => share[1] === picked.element);
    const step = byCell ? picked.cell : count - 1;
    const usedCells = new Set(parts.map(({cell}) => cell));
    const used = (s) => new Set(parts.filter(({share}) =>
      (share[2] < 0 ? share[0] === s || sources.length === 1 : share[2] === s)).map(({share}) => share[3]));
    sourceGrids.forEach((grid, s) => {
      const marks = used(s);
      const columns = sources[s].plane.columns;
      const near = new Set(byCell && s === 0 ? data.windows[picked.cell] : []);
      grid.paint((i, j) => ({
        text: sources[s].plane.text(i, j), marked: marks.has(i * columns + j), near: near.has(i * columns + j),
      }));
    });
    upstreamGrid.paint((i, j) => ({
      text: upstream.text(i, j), marked: usedCells.has(i * upstream.columns + j),
    }));
    targetGrids.forEach((grid, t) => {
      const marks = new Set(parts.filter(({share}) => share[0] === t).map(({share}) => share[1]));
      const columns = targets[t].columns;
      const [name, size] = [targets[t].name, `${targets[t].rows}×${columns}`];
      targetFigures[t].caption.textContent = `Gradient ${name} ${size}, after ${step + 1} of ${count} cells`;
      grid.paint((i, j) => ({
        text: targets[t].frames[step][i * columns + j], marked: marks.has(i * columns + j),
      }));
    });
    formula.textContent = byCell ? spread(parts) : gathered(parts);
  }

  // What one upstream cell adds.
  function spread(parts) {
    const head = `${at('dout', upstream.columns, picked.cell)} = ${cellText(picked.cell)}`;
    const adds = targets.map((target, t) => {
      const own = parts.filter(({share}) => share[0] === t);
      const words = own.map(({cell, share}) => `${at(target.name, target.columns, share[1])} += ${term(cell, share)}`);
      return words.length ? shortened(words, ', ') : `${target.name} gets nothing`;
    });
    const lost = data.lost[picked.cell];
    const dropped = lost ? `: ${lost} of its places lie in the padding` : '';
    return [head + dropped, ...adds].join('\n');
  }

  // What adds up in one element of a gradient.
  function gathered(parts) {
    const target = targets[picked.target];
    const name = at(target.name, target.columns, picked.element);
    const value = target.frames[count - 1][picked.element];
    return parts.length ? `${name} = ${shortened(parts.map(({cell, share}) => term(cell, share)), ' + ')}`
      + (parts.length === 1 && parts[0].share[2] < 0 ? '' : ` ${target.sign} ${value}`)
      : `${name} = ${value}: no cell of dout depends on it`;
  }

  const caption = `Upstream gradient dout ${upstream.rows}×${upstream.columns}`;
  frame.append(element('p', {class: 'note'}, data.note), element('div', {class: 'bar'}, ...steps.buttons),
    element('div', {class: 'row'}, ...sourceGrids.map((grid, s) => figure(sources[s].caption, grid)),
      figure(caption, upstreamGrid)),
    element('div', {class: 'row below'}, ...targetFigures), formula);
  pick({cell: 0});
}
