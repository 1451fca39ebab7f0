'use strict';
// console.table's layout.

const { inspect } = require('internal/inspect');
const INDEX = '(index)';
const ITERATION = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

const show = (value) => inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: isFlat(value) ? 1 : -1 });

function isFlat(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length <= 2;
}

// Rows and columns of the table: keys of the outer value down, properties of its values across.
function collect(data, properties) {
  const columns = new Map();
  const rows = [];
  const indexes = [];
  const primitives = [];
  let hasPrimitives = false;
  const isMap = data instanceof Map;
  const isSet = data instanceof Set;
  const entries = isMap || isSet ? [...data].map((value, i) => [i, value]) : Object.keys(data).map((key) => [key, data[key]]);
  for (const [index, entry] of entries) {
    const item = isMap ? entry[1] : entry;
    indexes.push(String(index));
    if (isMap) cell(columns, KEY, rows.length, show(entry[0]));
    const primitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
    if (primitive || isMap) {
      hasPrimitives = true;
      primitives[rows.length] = show(item);
    } else {
      for (const key of properties || Object.keys(item)) {
        if (Object.prototype.hasOwnProperty.call(item, key)) cell(columns, key, rows.length, show(item[key]));
        else if (properties) cell(columns, key, rows.length, '');
      }
    }
    rows.push(index);
  }
  return { columns, indexes, primitives, hasPrimitives, header: isMap || isSet ? ITERATION : INDEX };
}

function cell(columns, key, row, text) {
  if (!columns.has(key)) columns.set(key, []);
  columns.get(key)[row] = text;
}

function formatTable(data, properties) {
  const { columns, indexes, primitives, hasPrimitives, header } = collect(data, properties);
  const heads = [header, ...columns.keys()];
  const cells = [indexes, ...columns.values()];
  if (hasPrimitives) {
    heads.push(VALUES);
    cells.push(primitives);
  }
  return drawTable(heads, cells, indexes.length);
}

function drawTable(heads, columns, rowCount) {
  const widths = heads.map((head, i) => {
    let width = head.length;
    for (let row = 0; row < rowCount; row++) width = Math.max(width, (columns[i][row] || '').length);
    return width + 2;
  });
  const rule = widths.map((width) => '─'.repeat(width));
  const line = (texts) => `│${texts.map((text, i) => ` ${(text || '').padEnd(widths[i] - 1)}`).join('│')}│`;
  let table = `┌${rule.join('┬')}┐\n${line(heads)}\n├${rule.join('┼')}┤\n`;
  for (let row = 0; row < rowCount; row++) table += `${line(columns.map((column) => column[row]))}\n`;
  return `${table}└${rule.join('┴')}┘`;
}

module.exports = { formatTable };
