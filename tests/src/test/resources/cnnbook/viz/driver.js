// What VisualsTest does inside a page. Every visual marks what can be driven by data-part, and what
// shows a number by data-n.
window.driver = {
  hosts: () => [...document.querySelectorAll('[data-cnnbook-visual]')],
  root: (k) => driver.hosts()[k].shadowRoot,

  // Puts a fragment into the page as a front end does: its scripts run.
  insert: (html) => {
    const start = performance.now();
    document.body.append(document.createRange().createContextualFragment(html));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  },

  // One action: "hover PART", "focus PART", "press PART", "choose PART VALUE", "type PART TEXT",
  // "key KEY" (to what has the focus).
  act: (root, action) => {
    const [verb, ...words] = action.split(' ');
    const find = (name) => {
      const found = root.querySelector(`[data-part="${name}"]`);
      if (!found) {
        throw new Error(`nothing is called "${name}"`);
      }
      return found;
    };
    const fire = (target, event) => target.dispatchEvent(event);
    const value = () => [find(words.slice(0, -1).join(' ')), words[words.length - 1]];
    if (verb === 'hover') {
      const canvas = root.querySelector(`canvas[data-grid="${words[0]}"]`);
      if (canvas) {
        const box = canvas.getBoundingClientRect();
        fire(canvas, new MouseEvent('mousemove', {
          clientX: box.left + (Number(words[2]) + 0.5) / canvas.dataset.columns * box.width,
          clientY: box.top + (Number(words[1]) + 0.5) / canvas.dataset.rows * box.height,
        }));
      } else {
        fire(find(words.join(' ')), new MouseEvent('mouseover', {bubbles: true, composed: true}));
      }
    } else if (verb === 'focus') {
      root.activeElement && root.activeElement.blur();
      find(words.join(' ')).focus();
    } else if (verb === 'press') {
      find(words.join(' ')).click();
    } else if (verb === 'choose' || verb === 'type') {
      const [target, text] = value();
      target.value = text;
      fire(target, new Event('input', {bubbles: true}));
      fire(target, new Event('change', {bubbles: true}));
    } else if (verb === 'key') {
      const event = {key: words[0], bubbles: true, composed: true, cancelable: true};
      fire(root.activeElement, new KeyboardEvent('keydown', event));
    } else {
      throw new Error(`unknown action "${action}"`);
    }
  },

  readings: (root) => {
    const found = {};
    for (const shown of root.querySelectorAll('[data-n]')) {
      found[shown.dataset.n] = shown.tagName === 'TABLE'
        ? [...shown.querySelectorAll('td')].map((cell) => cell.textContent).join(' ')
        : shown.textContent;
    }
    return found;
  },

  // states: lists of actions; the readings after each.
  walk: (k, states) => states.map((actions) => {
    actions.forEach((action) => driver.act(driver.root(k), action));
    return driver.readings(driver.root(k));
  }),

  // Milliseconds from each action to the finished layout, the best of so many rounds.
  times: (k, actions, rounds) => {
    const best = actions.map(() => Infinity);
    for (let round = 0; round < rounds; round++) {
      actions.forEach((action, i) => {
        const start = performance.now();
        driver.act(driver.root(k), action);
        document.body.getBoundingClientRect();
        best[i] = Math.min(best[i], performance.now() - start);
      });
    }
    return best;
  },

  // Cells whose hover, focus and arrow keys do not give the same readings.
  disagreements: (k) => {
    const root = driver.root(k);
    const bad = [];
    // Grids that are walked may keep a trace of the way, as revealed outputs.
    const walked = [...root.querySelectorAll('table[role="grid"]')].map((grid) => grid.dataset.n);
    const said = () => {
      const readings = driver.readings(root);
      walked.forEach((grid) => delete readings[grid]);
      return JSON.stringify(readings);
    };
    for (const grid of root.querySelectorAll('table[role="grid"]')) {
      const rows = [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll('td')]);
      const name = (cell) => cell.dataset.part;
      const expected = new Map();
      for (const cell of rows.flat()) {
        driver.act(root, `hover ${name(cell)}`);
        expected.set(cell, said());
      }
      for (const cell of rows.flat()) {
        driver.act(root, `focus ${name(cell)}`);
        said() === expected.get(cell) || bad.push(`focus ${name(cell)}`);
      }
      rows[0][0].focus();
      rows.forEach((row, i) => {
        row.forEach((cell, j) => {
          root.activeElement === cell || bad.push(`arrows miss ${name(cell)}`);
          said() === expected.get(cell) || bad.push(`arrows ${name(cell)}`);
          driver.act(root, 'key ArrowRight');
        });
        driver.act(root, 'key Home');
        driver.act(root, 'key ArrowDown');
      });
      const open = [...grid.querySelectorAll('[tabindex="0"]')].length;
      open === 1 || bad.push(`${open} cells of ${grid.dataset.grid} stand in the Tab order`);
    }
    return bad;
  },

  // What a screen reader would find without a name.
  nameless: (k) => {
    const root = driver.root(k);
    const bad = [];
    const want = (selector, named) => root.querySelectorAll(selector).forEach((one) => {
      named(one) || bad.push(one.outerHTML.slice(0, 120));
    });
    want('button', (one) => one.textContent.trim() || one.getAttribute('aria-label'));
    want('input, select, textarea', (one) => (one.labels && one.labels.length) || one.getAttribute('aria-label'));
    want('table, canvas, svg, section', (one) => one.getAttribute('aria-label'));
    root.querySelector('[aria-live], [role="status"]') || bad.push('no live region');
    return bad;
  },

  // Numbers that are cut off, and parts that stick out of the frame.
  clipped: (k) => {
    const root = driver.root(k);
    const frame = root.querySelector('.frame').getBoundingClientRect();
    const bad = [];
    const seen = (one) => one.getClientRects().length > 0;
    for (const one of root.querySelectorAll('td, button, output, p, label, figcaption, text')) {
      const box = one.getBoundingClientRect();
      const scrolls = one.closest('figure, .scrolls');
      if (seen(one) && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline') {
        bad.push(`cut off: ${one.outerHTML.slice(0, 120)}`);
      } else if (seen(one) && !scrolls && (box.right > frame.right + 1 || box.left < frame.left - 1)) {
        bad.push(`outside: ${one.outerHTML.slice(0, 120)}`);
      }
    }
    const host = driver.hosts()[k].getBoundingClientRect();
    host.width <= document.documentElement.clientWidth || bad.push('wider than the page');
    return bad;
  },

  // Texts with a contrast below 4.5 to what lies behind them (WCAG 2, level AA).
  faint: (k) => {
    const root = driver.root(k);
    const colour = (text) => {
      const parts = text.match(/[\d.]+(e-?\d+)?/g).map(Number);
      const scale = text.startsWith('color(') ? 255 : 1;
      return [...parts.slice(0, 3).map((part) => part * scale), parts.length > 3 ? parts[3] : 1];
    };
    const over = ([r, g, b, a], behind) => [r, g, b].map((part, i) => part * a + behind[i] * (1 - a));
    const backdrop = (one) => {
      if (!one) {
        return [255, 255, 255];
      }
      const next = one.parentElement || (one.getRootNode().host);
      const own = colour(getComputedStyle(one).backgroundColor);
      return own[3] === 1 ? own.slice(0, 3) : over(own, backdrop(next));
    };
    const light = (rgb) => {
      const [r, g, b] = rgb.map((part) => part / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const bad = [];
    for (const one of root.querySelectorAll('.frame *')) {
      const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!own || one.disabled || one.getClientRects().length === 0 || one.closest('svg')) {
        continue;
      }
      const behind = backdrop(one);
      const [a, b] = [light(over(colour(getComputedStyle(one).color), behind)), light(behind)];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      contrast >= 4.5 || bad.push(`${contrast.toFixed(2)}: ${one.outerHTML.slice(0, 120)}`);
    }
    return bad;
  },
};
