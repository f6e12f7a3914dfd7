// The receptive-field tracer. One state: the unit that is picked.
function receptive(frame, data) {
  const layers = data.layers;
  const top = layers.length - 1;
  let at = [top, Math.floor((layers[top].units - 1) / 2)];

  // ---- numbers

  const center = (l, k) => layers[l].center + k * layers[l].jump;
  // The units of the layer below that a unit reads.
  const reads = (l, k) => {
    const {kernel, stride, before, dilation} = layers[l].axis;
    return Array.from({length: kernel}, (unused, a) => k * stride - before + a * dilation)
      .filter((below) => below >= 0 && below < layers[l - 1].units);
  };
  // For each layer the units that have to do with the picked one: below it what it sees, above an
  // input element what sees it.
  const trace = () => {
    const [l, k] = at;
    const found = layers.map(() => new Set());
    found[l].add(k);
    for (let m = l; m > 0; m--) {
      found[m].forEach((unit) => reads(m, unit).forEach((below) => found[m - 1].add(below)));
    }
    for (let m = 1; l === 0 && m <= top; m++) {
      for (let unit = 0; unit < layers[m].units; unit++) {
        if (reads(m, unit).some((below) => found[m - 1].has(below))) {
          found[m].add(unit);
        }
      }
    }
    return found;
  };

  // ---- the parts

  const names = ['k', 's', 'p', 'd', 'units', 'field', 'jump'];
  const cells = layers.map(({axis, units, size, jump}) => {
    const padding = axis && (axis.before === axis.after ? axis.before : `${axis.before}+${axis.after}`);
    return [...(axis ? [axis.kernel, axis.stride, padding, axis.dilation] : ['–', '–', '–', '–']), units, size, jump].map(String);
  });
  const table = numberGrid({
    name: 'layers', label: 'layers', rows: layers.length, columns: names.length,
    heads: {rows: layers.map(({name}) => name), columns: names}, chars: Math.max(...cells.flat().map((cell) => cell.length)),
  });
  const formula = element('p', {class: 'formula', role: 'status', 'aria-live': 'polite', 'data-n': 'formula'});

  // A row for each layer, the input at the bottom; a unit stands over the middle of what it sees.
  const [row, height] = [50, 20];
  const left = Math.min(...layers.map((layer, l) => center(l, 0) - Math.min(layer.jump, 4) / 2));
  const right = Math.max(...layers.map((layer, l) => center(l, layer.units - 1) + Math.min(layer.jump, 4) / 2));
  const side = Math.max(3, Math.min(26, 840 / (right - left)));
  const x = (position) => (position - left) * side + 2;
  const y = (l) => (top - l) * row + 18;
  const width = (l) => side * Math.min(layers[l].jump, 1.6) - (side > 8 ? 3 : 1);
  const svg = drawn('svg', {
    class: 'trace', role: 'group', 'aria-label': 'units of the layers; arrow keys move',
    width: (right - left) * side + 4, height: layers.length * row,
  });
  const cones = layers.map(() => drawn('path', {class: 'cone'}));
  svg.append(...cones);
  const units = layers.map((layer, l) => {
    svg.append(drawn('text', {x: 2, y: y(l) - 5, class: 'name'}, layer.name));
    return Array.from({length: layer.units}, (unused, k) => {
      const unit = drawn('rect', {
        x: x(center(l, k)) - width(l) / 2, y: y(l), width: width(l), height, rx: 2, tabindex: -1,
        role: 'button', 'aria-label': `${layer.name}, unit ${k}`, 'data-part': `unit ${l} ${k}`,
      });
      unit.place = [l, k];
      svg.append(unit);
      if (side * layer.jump >= 18 && String(k).length * 7 < width(l)) {
        svg.append(drawn('text', {x: x(center(l, k)), y: y(l) + 14, class: 'index', 'text-anchor': 'middle'}, String(k)));
      }
      return unit;
    });
  });
  svg.addEventListener('mouseover', (event) => event.target.place && pick(event.target.place));
  svg.addEventListener('focusin', (event) => event.target.place && pick(event.target.place));
  svg.addEventListener('keydown', (event) => {
    const to = moved(event, [top - at[0], at[1]], layers.length, layers[at[0]].units);
    if (to) {
      const l = top - to[0];
      const near = Math.round((center(...at) - layers[l].center) / layers[l].jump);
      const k = l === at[0] ? to[1] : Math.max(0, Math.min(layers[l].units - 1, near));
      units[l][k].focus();
    }
  });

  // ---- the picture

  function pick(to) {
    units[at[0]][at[1]].setAttribute('tabindex', -1);
    at = to;
    show();
  }

  function show() {
    const found = trace();
    units.forEach((own, l) => own.forEach((unit, k) => {
      const looks = 'unit' + (found[l].has(k) ? ' seen' : '') + (l === at[0] && k === at[1] ? ' picked' : '');
      if (unit.looks !== looks) {
        unit.looks = looks;
        unit.setAttribute('class', looks);
      }
    }));
    units[at[0]][at[1]].setAttribute('tabindex', 0);
    const spans = found.map((own) => (own.size ? [Math.min(...own), Math.max(...own)] : undefined));
    cones.forEach((cone, l) => {
      const both = l > 0 && spans[l] && spans[l - 1];
      const edge = (m, end) => x(center(m, spans[m][end])) + (end ? 1 : -1) * width(m) / 2;
      cone.setAttribute('d', both ? `M${edge(l, 0)} ${y(l) + height}L${edge(l, 1)} ${y(l) + height}`
        + `L${edge(l - 1, 1)} ${y(l - 1)}L${edge(l - 1, 0)} ${y(l - 1)}Z` : '');
    });
    table.paint((i, j) => ({text: cells[i][j], marked: i === at[0]}));
    formula.textContent = at[0] === 0 ? seen(found, spans) : sees(found);
  }

  function sees(found) {
    const [l, k] = at;
    const {name, size, jump, first, axis} = layers[l];
    const [from, to] = [first + k * jump, first + k * jump + size - 1];
    const outside = Math.max(0, Math.min(size, -from)) + Math.max(0, Math.min(size, to - layers[0].units + 1));
    const read = found[0].size;
    const below = layers[l - 1];
    return `${name}[${k}] sees input ${minus(from)} … ${minus(to)}: ${size} elements around ${minus(center(l, k))}`
      + (outside ? `, ${outside} of them padding` : '')
      + (read < size - outside ? `; ${read} of them reach it, the others fall into holes` : '')
      + `\nit reads ${shortened(reads(l, k).map((unit) => `${below.name}[${unit}]`), ', ') || 'padding alone'}`
      + `\nfield = ${below.size} + ${axis.dilation}·(${axis.kernel} − 1)·${below.jump} = ${size}; `
      + `jump = ${below.jump}·${axis.stride} = ${jump}`;
  }

  function seen(found, spans) {
    const words = layers.slice(1).map(({name}, k) => {
      const count = found[k + 1].size;
      const [from, to] = spans[k + 1] || [];
      return count === 0 ? `no unit of ${name}` : count === 1 ? `${name}[${from}]`
        : `${count} units of ${name}, ${from} … ${to}`;
    });
    return `input[${at[1]}] is seen by\n${words.join('\n')}`;
  }

  frame.append(element('figure', {}, svg), figure('Layers', table), formula);
  show();
}
