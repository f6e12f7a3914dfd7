// Numbers and formulas as texts.

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

