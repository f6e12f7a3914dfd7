// The explorer of a network. One state: the image, the map last pointed at, and the map of a
// convolution that is open, with the channel of its input.
function explorer(frame, data) {
  const {layers, classes} = data;
  let image = 0;
  let at = [0, 0];
  let opened;

  // ---- numbers

  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const floats = (text) => new Float32Array(bytes(text).buffer);
  const known = new Map();
  // Decoded when it is first wanted.
  const once = (key, make) => {
    if (!known.has(key)) {
      known.set(key, make());
    }
    return known.get(key);
  };
  // The pictures of a layer: numbers from −1 to 1, NaN where there is none.
  const pictures = (l) => once(`levels ${l} ${image}`, () => {
    const {rows, columns, shown, levels} = layers[l];
    const all = Array.from(bytes(levels[image]), (level) => (level === 0 ? NaN : (level - 128) / 127));
    return Array.from({length: shown}, (unused, k) => all.slice(k * rows * columns, (k + 1) * rows * columns));
  });
  const facts = (l) => once(`facts ${l} ${image}`, () => layers[l].facts[image].split(' '));
  const grey = (share) => [0, 0, 0].fill(Math.round(255 * share));

  // A matrix as Plane in Java makes it.
  const planeOf = (values, rows, columns, style) => {
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    return {
      rows, columns, texts: Array.from(values, (value) => numeral(style, value)).join(' '),
      tones: Array.from(values, (value) => Math.round((high > low ? (value - low) / (high - low) : 1) * 9)).join(''),
    };
  };

  // What one channel of the input contributes to a map: sums in double precision, rounded at the
  // end, as NaiveConvolution computes them.
  function contribution(w, x, kernel) {
    const out = new Float32Array(w.oh * w.ow);
    for (let i = 0; i < w.oh; i++) {
      for (let j = 0; j < w.ow; j++) {
        let sum = 0;
        for (let a = 0; a < w.kh; a++) {
          for (let b = 0; b < w.kw; b++) {
            const r = i * w.stride[0] - w.top + a * w.dilation[0];
            const c = j * w.stride[1] - w.left + b * w.dilation[1];
            if (r >= 0 && c >= 0 && r < w.rows && c < w.columns) {
              sum += x[r * w.columns + c] * kernel[a * w.kw + b];
            }
          }
        }
        out[i * w.ow + j] = sum;
      }
    }
    return out;
  }

  // The data of a convolution stepper.
  function steps(l, map, channel) {
    const w = layers[l].working;
    const [plane, area] = [w.rows * w.columns, w.kh * w.kw];
    const inputs = once(`input ${l}`, () => floats(w.input));
    const weights = once(`weight ${l}`, () => floats(w.weight));
    const x = inputs.slice((image * w.channels + channel) * plane, (image * w.channels + channel + 1) * plane);
    const kernel = weights.slice((map * w.channels + channel) * area, (map * w.channels + channel + 1) * area);
    const {top, bottom, left, right, stride, dilation, products} = w;
    return {
      image: planeOf(x, w.rows, w.columns, w.inputs), values: x.join(' '), zero: numeral(w.inputs, 0),
      top, bottom, left, right, stride, dilation, products,
      modes: [{
        name: 'Cross-correlation', kernel: planeOf(kernel, w.kh, w.kw, w.kernels), values: kernel.join(' '),
        output: planeOf(contribution(w, x, kernel), w.oh, w.ow, w.outputs), sign: w.sign,
      }],
    };
  }

  // ---- the parts

  const map = element('p', {class: 'formula below sticky', role: 'status', 'aria-live': 'polite', 'data-n': 'map'});
  const images = choice('Image', Array.from({length: data.images}, (unused, n) => String(n)), 'image', (chosen) => {
    image = chosen;
    show();
    open();
  });
  const guess = element('output', {'data-n': 'guess', 'aria-live': 'polite'});
  const rows = layers.map((layer, l) => {
    const width = layer.maps === 0 ? Math.min(320, 8 * layer.columns) : Math.max(26, Math.min(46, 2 * layer.columns));
    const label = layer.maps === 0 ? `the numbers of ${layer.name}` : `the maps of ${layer.name}`;
    const grid = pictureGrid({
      name: `maps ${l}`, label, count: layer.shown, perRow: 8, rows: layer.rows, columns: layer.columns, width,
      colour: layer.grey ? grey : signed,
      pick: (k) => {
        at = [l, k];
        show();
      },
      open: layer.working && ((k) => {
        opened = {l, k, channel: 0};
        open();
      }),
    });
    const words = element('div', {class: 'about'}, element('p', {class: 'strong'}, layer.name), element('p', {}, layer.kind),
      element('p', {}, layer.shape + (layer.parameters === '0' ? '' : `, ${layer.parameters} parameters`)));
    const more = layer.shown < layer.maps ? [element('p', {class: 'more'}, `the first ${layer.shown} of ${layer.maps} maps`)] : [];
    const node = element('div', {class: 'layer'}, words, element('div', {class: 'scrolls'}, grid.node, ...more));
    return {grid, node};
  });
  const scores = classes.length === 0 ? undefined : numberGrid({
    name: 'scores', label: 'scores and probabilities', rows: classes.length, columns: 2,
    heads: {rows: classes, columns: ['score', 'softmax']},
    chars: Math.max(6, ...data.scores.join(' ').split(' ').map((text) => text.length)),
  });
  const panel = element('section', {class: 'panel', 'aria-label': 'a map computed'});
  panel.hidden = true;

  // ---- the picture

  function show() {
    rows.forEach(({grid}, l) => {
      const all = pictures(l);
      grid.paint((k) => ({values: all[k], words: name(l, k), marked: l === at[0] && k === at[1]}));
    });
    map.textContent = said(...at);
    if (scores) {
      const [values, shares] = [data.scores[image].split(' '), data.shares[image].split(' ')];
      const best = shares.reduce((most, share, k) => (Number(share) > Number(shares[most]) ? k : most), 0);
      scores.paint((k, j) => ({text: (j === 0 ? values : shares)[k], marked: k === best}));
      guess.textContent = `likeliest: ${classes[best]} (${shares[best]})`;
    }
  }

  function name(l, k) {
    return layers[l].maps === 0 ? `${layers[l].name}, all numbers` : `${layers[l].name}, map ${k}`;
  }

  function said(l, k) {
    const [low, mean, high] = facts(l).slice(3 * k, 3 * k + 3);
    const hint = layers[l].working ? '; a click or Enter opens its computation' : '';
    return `${name(l, k)}: from ${low} to ${high}, mean ${mean}; full colour at ${layers[l].full}${hint}`;
  }

  // Shows the convolution that is open, from its beginning.
  function open() {
    panel.hidden = !opened;
    if (!opened) {
      return;
    }
    const {l, k, channel} = opened;
    const w = layers[l].working;
    const inner = element('div', {});
    const sum = w.channels === 1 ? 'this output' : `the sum of such outputs of all ${w.channels} channels`;
    const channels = choice('Input channel', Array.from({length: w.channels}, (unused, c) => String(c)), 'channel', (chosen) => {
      opened.channel = chosen;
      open();
      panel.querySelector('[data-part="channel"]').focus();
    });
    channels.querySelector('select').value = channel;
    const close = button('Close', () => {
      opened = undefined;
      open();
    }, 'close');
    panel.replaceChildren(
      element('p', {class: 'strong', 'data-n': 'opened'}, name(l, k) + (w.channels === 1 ? '' : `, input channel ${channel}`)),
      element('p', {class: 'note', 'data-n': 'note'}, `The map is ${sum}, plus the bias ${w.bias[k]}.`),
      element('div', {class: 'bar'}, ...(w.channels > 1 ? [channels] : []), close), inner);
    convolution(inner, steps(l, k, channel));
    rows[l].node.after(panel);
    inner.dispatchEvent(new Event('theme'));
  }

  frame.addEventListener('theme', () => panel.lastChild && panel.lastChild.dispatchEvent(new Event('theme')));
  frame.append(element('div', {class: 'bar'}, images, ...(scores ? [guess] : [])),
    element('p', {class: 'note'}, 'Blue above zero, orange below; white is zero.'),
    ...rows.map(({node}) => node), ...(scores ? [figure('Output', scores)] : []), map);
  show();
}
