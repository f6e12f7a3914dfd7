// Curves over the epochs of a training; see curves.

// The distance of about so many marks up to a number: 1, 2 or 5 with zeros behind or before it.
function tick(largest, marks) {
  const raw = largest / marks;
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * [1, 2, 5, 10].find((step) => step * power >= raw * 0.999);
}

// A chart of curves. It has: node; at(k), which moves the line of the present.
// options: name (part), label, steps (the numbers along the axis), curves ({values: one for each
// step, NaN where there is none; look: classes}), format(value) of the marks, top (the largest value
// on the axis; may be left out), pick(k).
function curves(options) {
  const {name, label, steps, format, pick} = options;
  const [left, right, top, bottom] = [44, 410, 10, 168];
  const known = options.curves.flatMap((curve) => curve.values).filter(Number.isFinite);
  const largest = options.top || Math.max(...known, 1e-9);
  const last = steps.length - 1;
  const x = (k) => (last === 0 ? (left + right) / 2
    : left + 8 + (steps[k] - steps[0]) / (steps[last] - steps[0]) * (right - left - 16));
  const y = (value) => bottom - value / largest * (bottom - top - 6);
  const svg = drawn('svg', {class: 'curves', viewBox: '0 0 420 206', role: 'img', 'aria-label': label});
  const distance = tick(largest, 5);
  for (let value = 0; value <= largest * 1.001; value += distance) {
    svg.append(drawn('line', {class: 'rule', x1: left, x2: right, y1: y(value), y2: y(value)}),
      drawn('text', {x: left - 5, y: y(value) + 4, 'text-anchor': 'end'}, format(value, distance)));
  }
  const often = Math.max(1, Math.ceil(steps.length / 10));
  steps.forEach((step, k) => {
    if (k % often === 0) {
      svg.append(drawn('text', {x: x(k), y: bottom + 16, 'text-anchor': 'middle'}, String(step)));
    }
  });
  svg.append(drawn('text', {x: (left + right) / 2, y: bottom + 33, 'text-anchor': 'middle'}, 'epoch'));
  const now = drawn('line', {class: 'now', y1: top, y2: bottom});
  svg.append(now);
  const points = options.curves.map(({values, look}) => {
    let open = false;
    const path = values.map((value, k) => {
      const began = open;
      open = Number.isFinite(value);
      const spot = `${x(k).toFixed(1)} ${y(value).toFixed(1)}`;
      // A point without neighbours is a dot.
      return open ? (began ? `L${spot}` : `M${spot}h0`) : '';
    }).join('');
    const point = look.includes('second') ? drawn('rect', {class: `point ${look}`, width: 9, height: 9})
      : drawn('circle', {class: `point ${look}`, r: 5});
    svg.append(drawn('path', {class: `curve ${look}`, d: path}), point);
    return point;
  });
  steps.forEach((step, k) => {
    const from = k === 0 ? left : (x(k - 1) + x(k)) / 2;
    const to = k === last ? right : (x(k) + x(k + 1)) / 2;
    const area = drawn('rect', {class: 'area', x: from, y: top, width: to - from, height: bottom - top, 'data-part': `${name} ${k}`});
    area.addEventListener('mouseover', () => pick(k));
    svg.append(area);
  });
  const at = (k) => {
    now.setAttribute('x1', x(k));
    now.setAttribute('x2', x(k));
    options.curves.forEach(({values}, c) => {
      const [px, py] = [x(k), y(values[k])];
      points[c].style.display = Number.isFinite(values[k]) ? '' : 'none';
      const round = points[c].tagName === 'circle';
      points[c].setAttribute(round ? 'cx' : 'x', round ? px : px - 4.5);
      points[c].setAttribute(round ? 'cy' : 'y', Number.isFinite(py) ? (round ? py : py - 4.5) : 0);
    });
  };
  return {node: svg, at};
}
