// Matrices as grids of numbers or of pixels.

// A grid with more rows or columns is shown as pixels.
const LARGEST_READABLE = 20;

// Pixels of a canvas for each pixel of the page: sharp on screens of high resolution.
const PIXELS = 2;

const KEYS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  Home: [0, -Infinity], End: [0, Infinity], PageUp: [-Infinity, 0], PageDown: [Infinity, 0],
};

// Where a key leads from a cell; nothing for keys that do not move.
function moved(event, at, rows, columns) {
  const step = KEYS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) {
    return undefined;
  }
  event.preventDefault();
  event.stopPropagation();
  const clamp = (value, size) => Math.max(0, Math.min(size - 1, value));
  return [clamp(at[0] + step[0], rows), clamp(at[1] + step[1], columns)];
}

// Which sides of a marked cell have no marked neighbour: there the outline runs.
function edges(views, rows, columns, i, j) {
  const marked = (r, c) =>
    r >= 0 && c >= 0 && r < rows && c < columns && views[r * columns + c].marked;
  return (marked(i - 1, j) ? '' : ' et') + (marked(i, j + 1) ? '' : ' er')
    + (marked(i + 1, j) ? '' : ' eb') + (marked(i, j - 1) ? '' : ' el');
}

// Indices as heads of a grid whose first cell has the index [i, j].
function indices(rows, columns, i = 0, j = 0) {
  const names = (size, from) => Array.from({length: size}, (unused, k) => minus(from + k));
  return {rows: names(rows, i), columns: names(columns, j), words: ['row ', 'column ']};
}

// A matrix as Plane writes it: its size, text(i, j), tone(i, j) from 0 to 1, chars of the longest.
function plane(data) {
  const texts = data.texts.replaceAll('-', '−').split(' ');
  return {
    rows: data.rows,
    columns: data.columns,
    text: (i, j) => texts[i * data.columns + j],
    tone: (i, j) => Number(data.tones[i * data.columns + j]) / 9,
    chars: Math.max(...texts.map((text) => text.length)),
  };
}

// Numbers while they can be read (a further option: most, rows and columns of such a grid), else a
// picture.
function anyGrid(options, frame) {
  const readable = Math.max(options.rows, options.columns) <= (options.most || LARGEST_READABLE);
  return readable ? numberGrid(options) : pixelGrid(options, frame);
}

// A grid of numbers. It has: node; paint(view), which asks view(i, j) for {text, tone, marked, near
// (hatched without an outline), padding, hidden} of each cell; focus(i, j).
// options: name (part and reading), label, rows, columns, heads ({rows, columns}: their names, see
// indices; may be left out), chars (of the longest text), pick(i, j) if its cells can be picked by
// pointer, touch and keys.
function numberGrid(options) {
  const {rows, columns} = options;
  const {table, cells} = numberTable(options);
  if (options.pick) {
    pickable(table, cells, options);
  }
  const paint = (view) => {
    const views = cells.map((cell) => view(...cell.place));
    cells.forEach((cell, k) => {
      const outlined = views[k].marked ? 'marked' + edges(views, rows, columns, ...cell.place) : '';
      paintCell(cell, views[k], outlined, options);
    });
  };
  return {node: table, paint, focus: (i, j) => cells[i * columns + j].focus()};
}

function numberTable({name, label, rows, columns, heads, chars, pick}) {
  const table = element('table', {
    class: pick ? 'grid' : 'grid still', 'aria-label': label, 'data-n': name, 'data-grid': name,
    style: `--chars: ${chars}`,
  });
  if (heads) {
    table.append(element('thead', {'aria-hidden': 'true'}, element('tr', {}, element('th', {}),
      ...heads.columns.map((head) => element('th', {scope: 'col'}, head)))));
  }
  const body = element('tbody');
  const cells = [];
  for (let i = 0; i < rows; i++) {
    const row = element('tr');
    if (heads) {
      row.append(element('th', {scope: 'row', 'aria-hidden': 'true'}, heads.rows[i]));
    }
    for (let j = 0; j < columns; j++) {
      const cell = element('td', {'data-part': `${name} ${i} ${j}`});
      cell.place = [i, j];
      cells.push(cell);
      row.append(cell);
    }
    body.append(row);
  }
  table.append(body);
  return {table, cells};
}

// One cell stands in the Tab order; the arrow keys move on from it.
function pickable(table, cells, {rows, columns, pick}) {
  table.setAttribute('role', 'grid');
  cells.forEach((cell) => cell.setAttribute('tabindex', '-1'));
  let current = cells[0];
  current.tabIndex = 0;
  const cellOf = (event) => event.target.closest('td');
  table.addEventListener('mouseover', (event) => {
    const cell = cellOf(event);
    if (cell) {
      pick(...cell.place);
    }
  });
  table.addEventListener('focusin', (event) => {
    const cell = cellOf(event);
    if (cell) {
      current.tabIndex = -1;
      current = cell;
      current.tabIndex = 0;
      pick(...current.place);
    }
  });
  table.addEventListener('keydown', (event) => {
    const cell = cellOf(event);
    const to = cell && moved(event, cell.place, rows, columns);
    if (to) {
      // The last row may be shorter than the others.
      cells[Math.min(to[0] * columns + to[1], cells.length - 1)].focus();
    }
  });
}

// Touches only what has changed.
function paintCell(cell, view, outlined, {heads, pick}) {
  const {text, tone, near, padding, hidden} = view;
  const looks = [outlined, near && 'near', padding && 'padding', hidden && 'hidden', tone !== undefined && 'toned']
    .filter(Boolean).join(' ');
  const key = `${looks}|${text}|${tone}`;
  if (cell.key === key) {
    return;
  }
  cell.key = key;
  cell.className = looks;
  cell.textContent = text;
  if (tone !== undefined) {
    cell.style.setProperty('--tone', tone);
  }
  if (pick) {
    cell.setAttribute('aria-label',
      `${spoken(cell.place, heads)}: ${hidden ? 'hidden' : text}${padding ? ', padding' : ''}`);
  }
}

function spoken([i, j], heads) {
  if (!heads) {
    return `row ${i}, column ${j}`;
  }
  const [row, column] = heads.words || ['', ''];
  return `${row}${heads.rows[i]}, ${column}${heads.columns[j]}`;
}

// The same for grids too large for numbers: a picture of grey squares. Its numbers are read in the
// rest of the visual. A further option: side, about how many pixels it may take; none: 400.
function pixelGrid(options, frame) {
  const {name, label, rows, columns} = options;
  const size = Math.max(5, Math.min(14, Math.floor((options.side || 400) / Math.max(rows, columns))));
  const canvas = element('canvas', {
    class: 'pixels', width: columns * size * PIXELS, height: rows * size * PIXELS, tabindex: 0,
    role: 'application', 'aria-roledescription': 'picture of numbers',
    'aria-label': `${label}; ${rows} rows, ${columns} columns; arrow keys move`,
    'data-grid': name, 'data-rows': rows, 'data-columns': columns,
    style: `width: ${columns * size}px`,
  });
  const go = pickablePixels(canvas, options);
  const {ground, draw} = squares(canvas, columns, size);
  const pen = canvas.getContext('2d');
  let last = () => ({});
  let colours;
  const paint = (view) => {
    last = view;
    if (!colours) {
      return;
    }
    const views = [];
    for (let k = 0; k < rows * columns; k++) {
      views.push(view(Math.floor(k / columns), k % columns));
      draw(views[k], k, colours);
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(ground, 0, 0);
    pen.setTransform(PIXELS, 0, 0, PIXELS, 0, 0);
    hatch(pen, views, columns, size, colours.accent);
    for (const [width, ink] of [[4, colours.paper], [2, colours.accent]]) {
      pen.strokeStyle = ink;
      pen.lineWidth = width;
      pen.beginPath();
      views.forEach((seen, k) => seen.marked && outline(pen, views, rows, columns, k, size));
      pen.stroke();
    }
  };
  frame.addEventListener('theme', () => {
    const style = getComputedStyle(frame);
    const colour = (of) => style.getPropertyValue(of).trim();
    colours = {paper: colour('--paper'), line: colour('--line'), accent: colour('--accent')};
    paint(last);
  });
  const focus = (i, j) => {
    go([i, j]);
    canvas.focus();
  };
  return {node: canvas, paint, focus};
}

// Returns the function that goes to a place.
function pickablePixels(canvas, {rows, columns, pick}) {
  let at = [0, 0];
  const go = (to) => {
    at = to;
    pick(...at);
  };
  canvas.addEventListener('mousemove', (event) => {
    const box = canvas.getBoundingClientRect();
    const i = Math.floor((event.clientY - box.top) / box.height * rows);
    const j = Math.floor((event.clientX - box.left) / box.width * columns);
    const inside = i >= 0 && j >= 0 && i < rows && j < columns;
    if (inside && (i !== at[0] || j !== at[1])) {
      go([i, j]);
    }
  });
  canvas.addEventListener('focus', () => go(at));
  canvas.addEventListener('keydown', (event) => {
    const to = moved(event, at, rows, columns);
    if (to) {
      go(to);
    }
  });
  return go;
}

// The squares without outlines, kept from step to step: draw touches only what has changed.
function squares(canvas, columns, size) {
  const ground = element('canvas', {width: canvas.width, height: canvas.height});
  const brush = ground.getContext('2d');
  brush.scale(PIXELS, PIXELS);
  const drawn = [];
  const draw = (view, k, colours) => {
    const bare = view.hidden || view.padding;
    const grey = Math.round(255 * view.tone);
    const look = bare ? colours.paper + colours.line : `rgb(${grey},${grey},${grey})`;
    if (drawn[k] === look) {
      return;
    }
    drawn[k] = look;
    const [x, y] = [k % columns * size, Math.floor(k / columns) * size];
    brush.fillStyle = bare ? colours.paper : look;
    brush.fillRect(x, y, size, size);
    if (bare) {
      brush.fillStyle = colours.line;
      brush.fillRect(x + size / 2 - 0.75, y + size / 2 - 0.75, 1.5, 1.5);
    }
  };
  return {ground, draw};
}

// A stroke through each near square.
function hatch(pen, views, columns, size, ink) {
  pen.strokeStyle = ink;
  pen.lineWidth = 1;
  pen.beginPath();
  views.forEach((seen, k) => {
    if (seen.near) {
      const [left, top] = [k % columns * size, Math.floor(k / columns) * size];
      pen.moveTo(left + 1, top + size - 1);
      pen.lineTo(left + size - 1, top + 1);
    }
  });
  pen.stroke();
}

function outline(pen, views, rows, columns, k, size) {
  const [i, j] = [Math.floor(k / columns), k % columns];
  const sides = edges(views, rows, columns, i, j);
  const [top, left, bottom, right] = [i * size, j * size, (i + 1) * size, (j + 1) * size];
  const line = (side, x1, y1, x2, y2) => {
    if (sides.includes(side)) {
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
    }
  };
  line('et', left, top, right, top);
  line('er', right, top, right, bottom);
  line('eb', left, bottom, right, bottom);
  line('el', left, top, left, bottom);
}

