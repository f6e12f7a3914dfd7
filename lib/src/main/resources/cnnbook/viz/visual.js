// What all visuals share: taking the place of the static part, the theme, numerals, grids, controls.
// Each file of this folder is pasted into one function per visual: no name gets out of it.

// Every host on the page with this visual's content that no script has taken yet. Equal hosts have
// equal scripts, so it does not matter which of them serves which host.
function takeOver(hash, title, css, draw) {
  for (const host of document.querySelectorAll(`[data-cnnbook-visual="${hash}"]`)) {
    if (host.shadowRoot) {
      continue;
    }
    const root = host.attachShadow({mode: 'open'});
    const frame = element('section', {class: 'frame', 'aria-label': title});
    frame.append(element('p', {class: 'title'}, title));
    // JupyterLab would take the arrow keys for its own.
    host.setAttribute('data-lm-suppress-shortcuts', 'true');
    try {
      draw(frame);
      root.append(element('style', {}, css), frame);
      followTheme(host, frame);
    } catch (problem) {
      root.replaceChildren(element('slot'));
      throw problem;
    }
  }
}

// The page's word, else the brightness of what lies behind, else the system's setting.
function isDark(host) {
  const word = document.body.getAttribute('data-jp-theme-light');
  if (word) {
    return word === 'false';
  }
  for (let place = host.parentElement; place; place = place.parentElement) {
    const parts = (getComputedStyle(place).backgroundColor.match(/[\d.]+/g) || []).map(Number);
    if (parts.length >= 3 && (parts.length < 4 || parts[3] > 0.5)) {
      return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
    }
  }
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

function followTheme(host, frame) {
  const follow = () => {
    frame.classList.toggle('dark', isDark(host));
    frame.dispatchEvent(new Event('theme'));
  };
  follow();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow);
  new MutationObserver(follow).observe(document.body, {attributes: true});
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// A number as Numerals.text writes it in Java.
function numeral(style, value) {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  }
  const plain = value === 0 ? 0 : value;
  const text = style.exponent ? plain.toExponential(style.decimals) : plain.toFixed(style.decimals);
  return (Number(text) === 0 ? text.replace('-', '') : text).replaceAll('-', '−');
}

// What a person typed as a number, NaN if it is none.
function typed(text) {
  const plain = text.trim().replaceAll('−', '-').replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

// A button; pressed is given for one that stays down.
function button(label, action, part, pressed) {
  const made = element('button', {type: 'button', 'data-part': part}, label);
  if (pressed !== undefined) {
    made.setAttribute('aria-pressed', pressed);
  }
  made.addEventListener('click', action);
  return made;
}

// Choices of which one holds: a labelled select.
function choice(label, names, part, chosen) {
  const list = element('select', {'data-part': part});
  names.forEach((name, i) => list.append(element('option', {value: i}, name)));
  list.addEventListener('change', () => chosen(Number(list.value)));
  return element('label', {class: 'choice'}, label + ' ', list);
}

// A grid with its caption.
function figure(caption, grid) {
  const words = element('figcaption', {}, caption);
  const made = element('figure', {}, words, grid.node);
  made.caption = words;
  return made;
}

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

// A whole number with a true minus sign.
function minus(number) {
  return String(number).replace('-', '−');
}

// The name of an element: x[1, 2].
function place(map, i, j) {
  return `${map}[${minus(i)}, ${minus(j)}]`;
}

// A text as a factor: in brackets if it is negative.
function factor(text) {
  return text.startsWith('−') ? `(${text})` : text;
}

// Long lists shortened to their beginning and their last one.
function shortened(words, glue) {
  return (words.length <= 25 ? words : [...words.slice(0, 12), '…', words[words.length - 1]]).join(glue);
}

// Makes a table's cells, each with its place, pickable by pointer, touch and keys. Only one of them
// stands in the Tab order. A last row may be shorter than the others.
function pickable(table, cells, columns, pick) {
  table.setAttribute('role', 'grid');
  cells.forEach((cell) => cell.setAttribute('tabindex', '-1'));
  let current = cells[0];
  const select = (cell) => {
    current.tabIndex = -1;
    current = cell;
    current.tabIndex = 0;
  };
  select(current);
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
      select(cell);
      pick(...cell.place);
    }
  });
  table.addEventListener('keydown', (event) => {
    const cell = cellOf(event);
    const to = cell && moved(event, cell.place, Math.ceil(cells.length / columns), columns);
    if (to) {
      cells[Math.min(to[0] * columns + to[1], cells.length - 1)].focus();
    }
  });
}

// A grid of numbers. It has: node; paint(view), which asks view(i, j) for {text, tone, marked, near
// (hatched without an outline), padding, hidden} of each cell; focus(i, j).
// options: name (part and reading), label, rows, columns, heads ({rows, columns}: their names, see
// indices; may be left out), chars (of the longest text), pick(i, j) if its cells can be picked by
// pointer, touch and keys.
function numberGrid(options) {
  const {name, label, rows, columns, heads, pick} = options;
  const table = element('table', {
    class: pick ? 'grid' : 'grid still', 'aria-label': label, 'data-n': name, 'data-grid': name,
    style: `--chars: ${options.chars}`,
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
  if (pick) {
    pickable(table, cells, columns, pick);
  }
  const words = (heads && heads.words) || ['', ''];
  const where = heads ? (i, j) => `${words[0]}${heads.rows[i]}, ${words[1]}${heads.columns[j]}`
    : (i, j) => `row ${i}, column ${j}`;
  const paint = (view) => {
    const views = cells.map((cell) => view(...cell.place));
    cells.forEach((cell, k) => {
      const {text, tone, marked, near, padding, hidden} = views[k];
      const looks = (marked ? 'marked' + edges(views, rows, columns, ...cell.place) : '')
        + (near ? ' near' : '') + (padding ? ' padding' : '') + (hidden ? ' hidden' : '') + (tone === undefined ? '' : ' toned');
      const key = `${looks}|${text}|${tone}`;
      if (cell.key !== key) {
        cell.key = key;
        cell.className = looks;
        cell.textContent = text;
        if (pick) {
          cell.setAttribute('aria-label',
            `${where(...cell.place)}: ${hidden ? 'hidden' : text}${padding ? ', padding' : ''}`);
        }
        if (tone !== undefined) {
          cell.style.setProperty('--tone', tone);
        }
      }
    });
  };
  return {node: table, paint, focus: (i, j) => cells[i * columns + j].focus()};
}

// The same for grids too large for numbers: a picture of grey squares. Its numbers are read in the
// rest of the visual.
function pixelGrid(options, frame) {
  const {name, label, rows, columns, pick} = options;
  const size = Math.max(5, Math.min(14, Math.floor(400 / Math.max(rows, columns))));
  const scale = 2;
  const canvas = element('canvas', {
    class: 'pixels', width: columns * size * scale, height: rows * size * scale, tabindex: 0,
    role: 'application', 'aria-roledescription': 'picture of numbers',
    'aria-label': `${label}; ${rows} rows, ${columns} columns; arrow keys move`,
    'data-grid': name, 'data-rows': rows, 'data-columns': columns,
    style: `width: ${columns * size}px`,
  });
  const pen = canvas.getContext('2d');
  let at = [0, 0];
  let last = () => ({});
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
  // What does not change from step to step is kept in a picture of its own.
  const ground = element('canvas', {width: canvas.width, height: canvas.height});
  const brush = ground.getContext('2d');
  brush.scale(scale, scale);
  let drawn = [];
  let colours;
  const square = (seen, k) => {
    const [x, y] = [k % columns * size, Math.floor(k / columns) * size];
    const bare = seen.hidden || seen.padding;
    const grey = Math.round(255 * seen.tone);
    brush.fillStyle = bare ? colours.paper : `rgb(${grey},${grey},${grey})`;
    brush.fillRect(x, y, size, size);
    if (bare) {
      brush.fillStyle = colours.line;
      brush.fillRect(x + size / 2 - 0.75, y + size / 2 - 0.75, 1.5, 1.5);
    }
  };
  const paint = (view) => {
    last = view;
    if (!colours) {
      return;
    }
    const views = [];
    for (let k = 0; k < rows * columns; k++) {
      const seen = view(Math.floor(k / columns), k % columns);
      views.push(seen);
      const look = seen.hidden || seen.padding ? -1 : seen.tone;
      if (drawn[k] !== look) {
        drawn[k] = look;
        square(seen, k);
      }
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(ground, 0, 0);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    hatch(pen, views, columns, size, colours.accent);
    for (const [width, ink] of [[4, colours.paper], [2, colours.accent]]) {
      pen.strokeStyle = ink;
      pen.lineWidth = width;
      pen.beginPath();
      views.forEach((seen, k) => {
        if (seen.marked) {
          outline(pen, views, rows, columns, Math.floor(k / columns), k % columns, size);
        }
      });
      pen.stroke();
    }
  };
  frame.addEventListener('theme', () => {
    const style = getComputedStyle(frame);
    const colour = (of) => style.getPropertyValue(of).trim();
    colours = {paper: colour('--paper'), line: colour('--line'), accent: colour('--accent')};
    drawn = [];
    paint(last);
  });
  const focus = (i, j) => {
    at = [i, j];
    canvas.focus();
  };
  return {node: canvas, paint, focus};
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

function outline(pen, views, rows, columns, i, j, size) {
  const sides = edges(views, rows, columns, i, j);
  const [top, left, bottom, right] = [i * size, j * size, (i + 1) * size, (j + 1) * size];
  const line = (x1, y1, x2, y2) => {
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
  };
  if (sides.includes('et')) {
    line(left, top, right, top);
  }
  if (sides.includes('er')) {
    line(right, top, right, bottom);
  }
  if (sides.includes('eb')) {
    line(left, bottom, right, bottom);
  }
  if (sides.includes('el')) {
    line(left, top, left, bottom);
  }
}

// Numbers while they can be read, else a picture.
function anyGrid(options, frame) {
  return Math.max(options.rows, options.columns) <= 20 ? numberGrid(options) : pixelGrid(options, frame);
}

// A matrix as Plane writes it: its size, text(i, j), tone(i, j) from 0 to 1, chars of the longest.
function plane(data) {
  const texts = data.texts.split(' ');
  return {
    rows: data.rows,
    columns: data.columns,
    text: (i, j) => texts[i * data.columns + j],
    tone: (i, j) => Number(data.tones[i * data.columns + j]) / 9,
    chars: Math.max(...texts.map((text) => text.length)),
  };
}

// Restart, Back, Play, Step over so many places: at() says where we are, −1 if at none of them,
// go(k) goes there, restart() begins anew. Its buttons belong into the bar; stop() ends playing.
function stepper(frame, {count, at, go, restart}) {
  let timer;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = 'Play';
  };
  const by = (step) => go(Math.max(0, Math.min(count - 1, at() + step)));
  const tick = () => {
    by(1);
    if (!frame.isConnected || at() === count - 1) {
      stop();
    }
  };
  const play = button('Play', () => {
    if (timer) {
      stop();
      return;
    }
    if (at() === count - 1) {
      restart();
    }
    timer = setInterval(tick, 700);
    play.textContent = 'Pause';
  }, 'play');
  const halted = (action) => () => {
    stop();
    action();
  };
  const buttons = [
    button('Restart', halted(restart), 'restart'), button('Back', halted(() => by(-1)), 'back'), play,
    button('Step', halted(() => by(1)), 'step'),
  ];
  return {buttons, stop};
}
