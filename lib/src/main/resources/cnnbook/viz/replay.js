// The replay of one training or two. One state: the step (an epoch of any run), the picked cell of
// the confusion matrices, and for each run the picked filter.
function replay(frame, data) {
  const {steps, classes} = data;
  const size = classes.length;
  const pair = data.runs.length > 1;
  let step = 0;
  let cell = [0, 0];

  // ---- numbers

  const runs = data.runs.map((run, number) => {
    const weights = run.weights.map((texts) => texts.split(' '));
    const values = weights.map((texts) => texts.map(typed));
    const area = run.rows * run.columns;
    return {
      ...run, number, weights, area,
      measures: run.measures.map((texts) => texts.map(Number)),
      counts: run.counts.map((texts) => texts.split(' ').map(Number)),
      planes: values.map((all) => Array.from({length: all.length / area}, (unused, k) => all.slice(k * area, (k + 1) * area))),
      largest: values.flat().reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0),
      filter: 0,
    };
  });
  // The run's last epoch that is not behind the present one.
  const last = (run, k) => run.epochs.findLastIndex((epoch) => epoch <= steps[k]);
  const present = (run) => last(run, step);
  const fixed = (value) => (Number.isNaN(value) ? '–' : numeral({decimals: 4}, value));
  const percent = (share) => (Number.isNaN(share) ? '–' : numeral({decimals: 2}, 100 * share) + '%');

  // ---- the parts

  const slider = element('input', {
    type: 'range', min: 0, max: steps.length - 1, step: 1, value: 0, 'data-part': 'epoch', 'aria-label': 'epoch',
  });
  const epoch = element('output', {class: 'number', 'data-n': 'epoch'});
  const formula = element('p', {class: 'formula', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});
  const play = stepper(frame, {count: steps.length, at: () => step, go: (k) => go(k), restart: () => go(0)});
  slider.addEventListener('input', () => {
    play.stop();
    go(Number(slider.value));
  });
  const bar = element('div', {class: 'bar'}, ...play.buttons,
    element('label', {class: 'choice scrubber'}, 'epoch ', slider), epoch);

  const lines = runs.flatMap((run) => ['training', 'validation'].map((what, k) => ({
    look: `${run.number === 1 ? 'second' : 'first'} ${what}`, words: (pair ? run.name + ', ' : '') + what,
    // Nothing behind the run's own end.
    of: (measure) => steps.map((one) => (run.epochs.includes(one) ? run.measures[run.epochs.indexOf(one)][measure + 2 * k] : NaN)),
  }))).filter((line) => [0, 1].some((measure) => line.of(measure).some(Number.isFinite)));
  const chart = (name, measure, format, top) => curves({
    name, steps, format, top, label: `${name} by epoch; the numbers are in the tables`,
    curves: lines.map((line) => ({look: line.look, values: line.of(measure)})),
    pick: (k) => {
      play.stop();
      go(k);
    },
  });
  const digits = (distance) => Math.max(0, -Math.floor(Math.log10(distance) + 1e-9));
  const loss = chart('loss', 0, (value, distance) => numeral({decimals: digits(distance)}, value));
  const accuracy = chart('accuracy', 1, (value) => numeral({decimals: 0}, 100 * value) + '%', 1);
  const legend = element('p', {class: 'legend'}, ...lines.map((line) => element('span', {class: 'entry'},
    element('span', {class: `sample ${line.look}`, 'aria-hidden': 'true'}), line.words)));
  const charts = element('div', {class: 'row charts'}, figure('Loss', loss), figure('Accuracy', accuracy));

  const perRow = (run, count) => Math.min(count, run.channels > 8 ? 8 : run.channels * Math.max(1, Math.floor(8 / run.channels)));
  const columns = runs.map((run) => {
    const count = run.planes[0].length;
    const name = pair ? `${run.name}: ` : '';
    const numbers = numberGrid({
      name: `numbers ${run.number}`, label: `${name}loss and accuracy`, rows: 2, columns: 2,
      heads: {rows: ['loss', 'accuracy'], columns: ['training', 'validation']}, chars: 8,
    });
    const filters = pictureGrid({
      name: `filters ${run.number}`, label: `${name}filters of the first convolution`, count, perRow: perRow(run, count),
      rows: run.rows, columns: run.columns, width: 32, colour: (value) => signed(run.largest === 0 ? 0 : value / run.largest),
      pick: (k) => {
        run.filter = k;
        show();
      },
    });
    const weights = numberGrid({
      name: `weights ${run.number}`, label: `${name}weights of the picked filter`, rows: run.rows, columns: run.columns,
      chars: Math.max(...run.weights.flat().map((text) => text.length)),
    });
    const confusion = numberGrid({
      name: `confusion ${run.number}`, label: `${name}confusion matrix`, rows: size, columns: size,
      heads: {
        rows: classes.map((word, k) => (data.named ? `${word} ${k}` : String(k))), columns: classes.map((word, k) => String(k)),
        words: ['truth ', 'called '],
      },
      chars: Math.max(...run.counts.flat().map((number) => String(number).length)),
      pick: (i, j) => {
        cell = [i, j];
        show();
      },
    });
    confusion.node.classList.add('heat');
    const all = run.filters * run.channels;
    const some = count < all ? `, the first ${count} of ${all} maps` : '';
    const weightFigure = figure('', weights);
    weightFigure.caption.dataset.n = `picked ${run.number}`;
    const column = element('div', {class: 'run'},
      ...(pair ? [element('p', {class: 'strong'}, run.name)] : []), numbers.node,
      element('div', {class: 'row filters'},
        figure(`Filters ${run.rows}×${run.columns}${some}; blue > 0, orange < 0`, filters), weightFigure),
      figure('Confusion matrix: rows are the right classes, columns what they were called', confusion));
    return {run, numbers, filters, weights, weightFigure, confusion, column};
  });

  // ---- what happens

  function go(k) {
    step = k;
    show();
  }

  // ---- the picture

  function show() {
    slider.value = step;
    slider.setAttribute('aria-valuetext', `epoch ${steps[step]}`);
    epoch.textContent = `${steps[step]} of ${steps[steps.length - 1]}`;
    [loss, accuracy].forEach((one) => one.at(step));
    columns.forEach(showRun);
    formula.textContent = [`epoch ${steps[step]}`, ...runs.map(said)].join('\n');
  }

  function showRun({run, numbers, filters, weights, weightFigure, confusion}) {
    const k = present(run);
    const measures = run.measures[k];
    numbers.paint((i, j) => ({text: (i === 0 ? fixed : percent)(measures[i + 2 * j])}));
    filters.paint((plane) => ({values: run.planes[k][plane], words: title(run, plane), marked: plane === run.filter}));
    weights.paint((i, j) => ({text: run.weights[k][run.filter * run.area + i * run.columns + j]}));
    weightFigure.caption.textContent = `Weights of ${title(run, run.filter)}`;
    const counts = run.counts[k];
    const most = Array.from({length: size}, (unused, i) => Math.max(1, total(counts, i)));
    confusion.paint((i, j) => ({
      text: String(counts[i * size + j]), tone: counts[i * size + j] / most[i], marked: i === cell[0] && j === cell[1],
    }));
  }

  function title(run, plane) {
    const filter = `filter ${Math.floor(plane / run.channels)}`;
    return run.channels > 1 ? `${filter}, channel ${plane % run.channels}` : filter;
  }

  function total(counts, i) {
    return counts.slice(i * size, (i + 1) * size).reduce((sum, count) => sum + count, 0);
  }

  function said(run) {
    const k = present(run);
    const [i, j] = cell;
    const count = run.counts[k][i * size + j];
    const all = total(run.counts[k], i);
    const who = pair ? `${run.name}${run.epochs[k] < steps[step] ? ` (since epoch ${run.epochs[k]})` : ''}: ` : '';
    const share = all > 0 ? ` (${percent(count / all)})` : '';
    return `${who}${count} of ${all} images of ${classes[i]} called ${classes[j]}${share}`;
  }

  frame.append(bar, legend, charts, element('div', {class: 'row runs'}, ...columns.map(({column}) => column)), formula);
  show();
}
