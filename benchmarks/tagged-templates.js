// Template literals and tags: escaping, a small templating engine with a cache by strings, formatting.
const escaped = (text) => {
  let out = '';
  for (const c of text) out += c === '<' ? '&lt;' : c === '&' ? '&amp;' : c === '"' ? '&quot;' : c;
  return out;
};

function html(strings, ...values) {
  let out = strings[0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    out += (Array.isArray(value) ? value.join('') : typeof value === 'string' ? escaped(value) : value) + strings[i + 1];
  }
  return { toString: () => out, length: out.length };
}

const compiled = new Map();
function query(strings, ...values) {
  let text = compiled.get(strings);
  if (text === undefined) {
    text = strings.reduce((whole, part, i) => `${whole}$${i}${part}`);
    compiled.set(strings, text);
  }
  return { text, values };
}

const raw = ({ raw: parts }, ...values) => parts.map((part, i) => part + (i < values.length ? values[i] : '')).join('');

function row(i, name) {
  return html`<tr class="${i & 1 ? 'odd' : 'even'}"><td>${i}</td><td>${name}</td></tr>`;
}

function format(n, unit) {
  return `${n < 10 ? `0${n}` : n}.${(n * 7) % 10}${unit}`;
}

exports.run = function run() {
  let total = 0;
  const names = ['Ada <ada@example.org>', 'Grace & Co', '"Edsger"', 'Barbara'];
  for (let i = 0; i < 2400; i++) {
    const rows = [];
    for (let j = 0; j < 40; j++) rows.push(row(j, names[(i + j) & 3]));
    total += html`<table id=${i}>${rows}</table>`.length;
  }
  for (let i = 0; i < 800000; i++) {
    const { text, values } = query`select * from t where id = ${i} and kind = ${i & 3}`;
    total += text.length + values.length + values[0];
  }
  for (let i = 0; i < 160000; i++) total += raw`a\n${i}\t${i + 1}b`.length;
  for (let i = 0; i < 800000; i++) total += format(i % 60, 'ms').length;
  return total;
};
