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

// A grid of numbers. It has: node; paint(view), which asks view(i, j) for {text, tone, marked,
// padding, hidden} of each cell; focus(i, j).
// options: name (part and reading), label, rows, columns, first ([i, j], the index of the first
// cell; without it there are no indices), chars (of the longest text), pick(i, j) if its cells can
// be picked by pointer, touch and keys.
function numberGrid(options) {
  const {name, label, rows, columns, first, pick} = options;
  const table = element('table', {
    class: pick ? 'grid' : 'grid still', 'aria-label': label, 'data-n': name, 'data-grid': name,
    style: `--chars: ${options.chars}`,
  });
  if (pick) {
    table.setAttribute('role', 'grid');
  }
  if (first) {
    const head = element('tr', {}, element('th', {}));
    for (let j = 0; j < columns; j++) {
      head.append(element('th', {scope: 'col'}, numeral({decimals: 0}, first[1] + j)));
    }
    table.append(element('thead', {'aria-hidden': 'true'}, head));
  }
  const body = element('tbody');
  const cells = [];
  for (let i = 0; i < rows; i++) {
    const row = element('tr');
    if (first) {
      row.append(element('th', {scope: 'row', 'aria-hidden': 'true'},
        numeral({decimals: 0}, first[0] + i)));
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
  let current = cells[0];
  const select = (cell) => {
    current.tabIndex = -1;
    current = cell;
    current.tabIndex = 0;
  };
  if (pick) {
    cells.forEach((cell) => cell.setAttribute('tabindex', '-1'));
    select(current);
    table.addEventListener('mouseover', (event) => event.target.place && pick(...event.target.place));
    table.addEventListener('focusin', (event) => {
      if (event.target.place) {
        select(event.target);
        pick(...event.target.place);
      }
    });
    table.addEventListener('keydown', (event) => {
      const to = event.target.place && moved(event, event.target.place, rows, columns);
      if (to) {
        cells[to[0] * columns + to[1]].focus();
      }
    });
  }
  const paint = (view) => {
    const views = cells.map((cell) => view(...cell.place));
    cells.forEach((cell, k) => {
      const {text, tone, marked, padding, hidden} = views[k];
      const looks = (marked ? 'marked' + edges(views, rows, columns, ...cell.place) : '')
        + (padding ? ' padding' : '') + (hidden ? ' hidden' : '') + (tone === undefined ? '' : ' toned');
      const key = `${looks}|${text}|${tone}`;
      if (cell.key !== key) {
        cell.key = key;
        cell.className = looks;
        cell.textContent = text;
        if (pick) {
          const [i, j] = first ? [first[0] + cell.place[0], first[1] + cell.place[1]] : cell.place;
          cell.setAttribute('aria-label',
            `row ${i}, column ${j}: ${hidden ? 'hidden' : text}${padding ? ', padding' : ''}`);
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
    const place = [
      Math.floor((event.clientY - box.top) / box.height * rows),
      Math.floor((event.clientX - box.left) / box.width * columns),
    ];
    const inside = place[0] >= 0 && place[1] >= 0 && place[0] < rows && place[1] < columns;
    if (inside && (place[0] !== at[0] || place[1] !== at[1])) {
      go(place);
    }
  });
  canvas.addEventListener('focus', () => go(at));
  canvas.addEventListener('keydown', (event) => {
    const to = moved(event, at, rows, columns);
    if (to) {
      go(to);
    }
  });
  const paint = (view) => {
    last = view;
    const style = getComputedStyle(frame);
    const colour = (of) => style.getPropertyValue(of).trim();
    const [paper, line, accent] = [colour('--paper'), colour('--line'), colour('--accent')];
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.fillStyle = paper;
    pen.fillRect(0, 0, columns * size, rows * size);
    const views = [];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const seen = view(i, j);
        views.push(seen);
        const [x, y] = [j * size, i * size];
        if (seen.hidden || seen.padding) {
          pen.fillStyle = line;
          pen.fillRect(x + size / 2 - 0.75, y + size / 2 - 0.75, 1.5, 1.5);
        } else {
          const grey = Math.round(255 * seen.tone);
          pen.fillStyle = `rgb(${grey},${grey},${grey})`;
          pen.fillRect(x, y, size, size);
        }
      }
    }
    for (const [width, ink] of [[4, paper], [2, accent]]) {
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
  frame.addEventListener('theme', () => paint(last));
  const focus = (i, j) => {
    at = [i, j];
    canvas.focus();
  };
  return {node: canvas, paint, focus};
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

// Steps by itself until step() says false or the visual has left the page.
function player(step, changed) {
  let timer;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    changed(false);
  };
  return {
    stop: () => timer && stop(),
    toggle: (frame) => {
      if (timer) {
        stop();
        return;
      }
      timer = setInterval(() => {
        if (!frame.isConnected || !step()) {
          stop();
        }
      }, 700);
      changed(true);
    },
  };
}
