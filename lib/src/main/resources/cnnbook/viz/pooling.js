// Pooling. One state: what is picked (an output or an input cell), how sizes are rounded, how the
// map is moved, whether padding counts in the average.
function pooling(frame, data) {
  const image = plane(data.image);
  const [kh, kw] = data.kernel;
  const all = data.moved.map((one) => ({
    ...one, winners: one.winners.split(' ').map(Number), averages: one.averages.map(plane),
  }));
  const largest = data.roundings[data.roundings.length - 1];
  const [oh, ow] = [largest.rows, largest.columns];
  let rounding = data.roundings[data.chosen];
  let move = 0;
  let counting = 0;
  let output = true;
  let at = [0, 0];
  let last = 0;

  // ---- numbers

  const pooled = () => all[move];
  const average = () => pooled().averages[counting];
  const inside = (r, c) => r >= 0 && c >= 0 && r < image.rows && c < image.columns;
  const padded = (r, c) => !inside(r, c) && r < image.rows + data.bottom && c < image.columns + data.right;
  const clamp = (value, size) => Math.max(0, Math.min(size - 1, value));
  const source = (r, c) => [
    clamp(r - data.moves[move].down, image.rows), clamp(c - data.moves[move].right, image.columns),
  ];
  const text = (r, c) => (inside(r, c) ? image.text(...source(r, c)) : padded(r, c) ? '·' : '');
  const kept = (i, j) => i < rounding.rows && j < rounding.columns;
  const key = (i, j) => i * ow + j;
  const changed = (flags, i, j) => flags[key(i, j)] === '1';
  const window = (i, j) => {
    const cells = [];
    for (let a = 0; a < kh; a++) {
      for (let b = 0; b < kw; b++) {
        const r = i * data.stride[0] - data.top + a * data.dilation[0];
        const c = j * data.stride[1] - data.left + b * data.dilation[1];
        cells.push({a, b, r, c});
      }
    }
    return cells;
  };
  const winner = (i, j, of = pooled()) => window(i, j)[of.winners[key(i, j)]];
  const max = (i, j) => {
    const {r, c} = winner(i, j);
    return {text: text(r, c), tone: image.tone(...source(r, c))};
  };
  // All outputs whose window holds an element.
  const readers = (r, c) => {
    const found = [];
    for (let i = 0; i < rounding.rows; i++) {
      for (let j = 0; j < rounding.columns; j++) {
        if (window(i, j).some((cell) => cell.r === r && cell.c === c)) {
          found.push([i, j]);
        }
      }
    }
    return found;
  };

  // ---- the parts

  const [reachRows, reachColumns] = data.reach;
  const inputGrid = anyGrid({
    name: 'in', label: 'input', rows: reachRows, columns: reachColumns,
    heads: indices(reachRows, reachColumns, -data.top, -data.left), chars: image.chars,
    pick: (i, j) => pick(false, i - data.top, j - data.left),
  }, frame);
  const outputGrid = (name, label, chars) => anyGrid({
    name, label, rows: oh, columns: ow, heads: indices(oh, ow), chars, pick: (i, j) => pick(true, i, j),
  }, frame);
  const chars = (planes) => Math.max(...planes.map((one) => one.chars));
  const maxGrid = outputGrid('max', 'maximum of each window', image.chars);
  const averageGrid = outputGrid('avg', 'average of each window', chars(all.flatMap((one) => one.averages)));
  const windowGrid = numberGrid({name: 'window', label: 'window', rows: kh, columns: kw, chars: image.chars});
  const maxFigure = figure('', maxGrid);
  const averageFigure = figure('', averageGrid);
  const note = element('p', {class: 'note edge', 'data-n': 'note'});
  const changes = element('p', {class: 'line-of-working strong', role: 'status', 'aria-live': 'polite', 'data-n': 'changes'});
  const formula = element('p', {class: 'formula', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});

  // ---- the controls

  const steps = stepper(frame, {
    count: oh * ow,
    at: () => last,
    go: (k) => pick(true, Math.floor(k / ow), k % ow),
    restart: () => pick(true, 0, 0),
  });
  const sizes = choice('Size', data.roundings.map((one) => one.name), 'rounding', (chosen) => {
    rounding = data.roundings[chosen];
    show();
  });
  sizes.querySelector('select').value = data.chosen;
  const controls = [sizes, choice('Shift the map', data.moves.map((one) => one.name), 'move', (chosen) => {
    move = chosen;
    show();
  })];
  if (pooled().averages.length > 1) {
    controls.push(choice('Average', ['counts padding as 0', 'leaves padding out'], 'counting', (chosen) => {
      counting = chosen;
      show();
    }));
  }

  // ---- the picture

  function pick(isOutput, i, j) {
    output = isOutput;
    at = [i, j];
    last = output ? i * ow + j : last;
    show();
  }

  function show() {
    const here = output ? window(...at) : [];
    const won = output && kept(...at) ? winner(...at) : undefined;
    const uses = output ? [at] : readers(...at);
    const covered = new Set(here.map(({r, c}) => `${r} ${c}`));
    const used = new Set(uses.map(([i, j]) => `${i} ${j}`));
    inputGrid.paint((i, j) => {
      const [r, c] = [i - data.top, j - data.left];
      const picked = output ? won && won.r === r && won.c === c : r === at[0] && c === at[1];
      return {
        text: text(r, c), tone: inside(r, c) ? image.tone(...source(r, c)) : undefined, padding: padded(r, c),
        hidden: !inside(r, c) && !padded(r, c), marked: Boolean(picked), near: covered.has(`${r} ${c}`),
      };
    });
    const paintOutput = (grid, value, flags) => grid.paint((i, j) => (kept(i, j) ? {
      ...value(i, j), marked: used.has(`${i} ${j}`), near: changed(flags, i, j),
    } : {text: '', hidden: true, marked: used.has(`${i} ${j}`)}));
    paintOutput(maxGrid, max, pooled().changed[0]);
    paintOutput(averageGrid, (i, j) => ({text: average().text(i, j), tone: average().tone(i, j)}), pooled().changed[1 + counting]);
    windowGrid.paint((a, b) => {
      const cell = here[a * kw + b];
      return cell ? {text: text(cell.r, cell.c), marked: cell === here[pooled().winners[key(...at)]] && kept(...at),
        padding: padded(cell.r, cell.c)} : {text: '', hidden: true};
    });
    const size = `${rounding.rows}×${rounding.columns}`;
    maxFigure.caption.textContent = `Maximum ${size}`;
    averageFigure.caption.textContent = `Average ${size}`;
    note.textContent = rounding.note[0].toUpperCase() + rounding.note.slice(1) + '. Hatched: the window; framed: the winner.';
    changes.textContent = comparison();
    formula.textContent = !output ? reading(uses) : kept(...at) ? working(here, won) : dropped(here);
  }

  function comparison() {
    if (move === 0) {
      return 'Shift the map by one pixel to see which values stay.';
    }
    const stay = (flags) => {
      let count = 0;
      for (let k = 0; k < rounding.rows * rounding.columns; k++) {
        count += changed(flags, Math.floor(k / rounding.columns), k % rounding.columns) ? 0 : 1;
      }
      return count;
    };
    const [max, avg] = pooled().changed.filter((flags, k) => k === 0 || k === 1 + counting).map(stay);
    return `Shifted ${data.moves[move].name}: the maximum keeps ${max} of ${rounding.rows * rounding.columns} values, `
      + `the average ${avg}; what changed is hatched.`;
  }

  function working(here, won) {
    const [i, j] = at;
    const texts = here.filter(({r, c}) => inside(r, c)).map(({r, c}) => text(r, c));
    const zeros = counting ? 0 : here.filter(({r, c}) => padded(r, c)).length;
    const terms = shortened([...texts.map(factor), ...Array(zeros).fill('0')], ' + ');
    const largest = `${place('max', i, j)} = max(${shortened(texts, ', ')}) = ${max(i, j).text}, `
      + `from ${place('x', won.r, won.c)}`;
    const mean = `${place('avg', i, j)} = (${terms}) / ${texts.length + zeros} ${data.sign} ${average().text(i, j)}`;
    return [largest, mean, ...before(i, j)].join('\n');
  }

  function before(i, j) {
    if (move === 0) {
      return [];
    }
    const {r, c} = winner(i, j, all[0]);
    const word = (flags) => (changed(flags, i, j) ? 'changed' : 'kept');
    return [`before the shift: max ${image.text(r, c)}, ${word(pooled().changed[0])}; `
      + `avg ${all[0].averages[counting].text(i, j)}, ${word(pooled().changed[1 + counting])}`];
  }

  function dropped(here) {
    const beyond = here.filter(({r, c}) => !inside(r, c) && !padded(r, c)).length;
    return `${place('out', ...at)} is dropped by floor: ${beyond} of the ${here.length} places of its window lie beyond the edge`;
  }

  function reading(uses) {
    const [r, c] = at;
    if (!inside(r, c) && !padded(r, c)) {
      return `${place('', r, c)} lies beyond the edge: it holds no value`;
    }
    const what = inside(r, c) ? `${place('x', r, c)} = ${text(r, c)}` : `padding${place('', r, c)}`;
    if (uses.length === 0) {
      return `${what} is never read`;
    }
    const words = uses.map(([i, j]) => {
      const won = winner(i, j);
      return place('out', i, j) + (won.r === r && won.c === c ? ' as its maximum' : '');
    });
    const role = inside(r, c) ? '' : counting ? ', where it does not count' : ', where it never wins and counts as 0 in the average';
    return `${what} lies in ${words.length === 1 ? 'the window of' : `${words.length} windows:`} ${shortened(words, ', ')}${role}`;
  }

  const border = reachRows > image.rows || reachColumns > image.columns;
  frame.append(element('div', {class: 'bar'}, ...steps.buttons), element('div', {class: 'bar'}, ...controls), note,
    element('div', {class: 'row'},
      figure(`Input ${image.rows}×${image.columns}` + (border ? ', with its border' : ''), inputGrid),
      figure('Window', windowGrid), maxFigure, averageFigure),
    changes, formula);
  show();
}
