// What all visuals share: taking the place of the static part, the theme, controls. This file,
// numerals.js, grids.js and the visual's own are pasted into one function: no name gets out of it.

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

// The same for what is drawn: an svg element or a part of one.
function drawn(tag, attributes, words) {
  const template = element('div');
  template.innerHTML = '<svg></svg>';
  const made = document.createElementNS(template.firstChild.namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.textContent = words || '';
  return made;
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

// Restart, Back, Play, Step over so many places: at() says where we are or last were, go(k)
// goes there, restart() begins anew. Its buttons belong into the bar, play and step are two of
// them; stop() ends playing.
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
  const step = button('Step', halted(() => by(1)), 'step');
  const buttons = [
    button('Restart', halted(restart), 'restart'), button('Back', halted(() => by(-1)), 'back'), play, step,
  ];
  return {buttons, play, step, stop};
}

