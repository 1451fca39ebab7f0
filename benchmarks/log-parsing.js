// Patterns as programs have them over many lines of logs: groups, named groups, matchAll, replace with a function, split.
let seed = 42;
function random(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % n;
}
const two = (n) => String(n).padStart(2, '0');
const paths = ['/', '/index.html', '/api/v1/users/42', '/static/app.9f8e7d.js', '/search?q=lode&lang=en&page=2'];
const agents = ['Mozilla/5.0 (X11; Linux x86_64)', 'curl/8.5.0', 'Googlebot/2.1 (+http://www.google.com/bot.html)'];
const lines = [];
for (let i = 0; i < 40000; i++) {
  const address = `${random(256)}.${random(256)}.${random(256)}.${random(256)}`;
  const when = `${two(1 + random(28))}/Jan/2024:${two(random(24))}:${two(random(60))}:${two(random(60))} +0000`;
  lines.push(`${address} - ${random(3) ? '-' : 'user' + random(100)} [${when}] "${random(4) ? 'GET' : 'POST'} ${paths[random(5)]} HTTP/1.1" `
    + `${[200, 304, 404, 500][random(4)]} ${random(100000)} "-" "${agents[random(3)]}"`);
}
const log = lines.join('\n');

function access() {
  const pattern = /^(\S+) (\S+) (\S+) \[([^\]]+)\] "([A-Z]+) ([^ "]+) HTTP\/[0-9.]+" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"$/;
  let bytes = 0;
  for (const line of lines) {
    const match = pattern.exec(line);
    if (match !== null && match[7] !== '500') bytes += Number(match[8]);
  }
  return bytes;
}

function named() {
  const date = /(?<day>\d{2})\/(?<month>[A-Z][a-z]{2})\/(?<year>\d{4}):(?<time>\d\d:\d\d:\d\d)/g;
  let sum = 0;
  for (const match of log.matchAll(date)) sum += Number(match.groups.day) + match.groups.time.length;
  return sum;
}

function replaced() {
  const hidden = log.replace(/\b(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}\b/g, (all, a, b) => `${a}.${b}.x.x`);
  const titled = log.replace(/(\w+)\/(\d+\.\d+)/g, '$2/$1');
  return hidden.length + titled.length;
}

function tests() {
  const robot = /bot|crawler|spider/i, query = /[?&](\w+)=([^&\s"]*)/g, failed = /" (?:4\d\d|5\d\d) /, trailing = /\s+$/;
  let count = 0;
  for (const line of lines) {
    if (robot.test(line)) count++;
    if (failed.test(line)) count += 2;
    if (trailing.test(line)) count += 3;
    query.lastIndex = 0;
    for (let match; (match = query.exec(line)) !== null;) count += match[1].length + match[2].length;
  }
  return count;
}

function tokens() {
  const token = /\s*(?:([A-Za-z_$][\w$]*)|(\d+(?:\.\d+)*)|("(?:[^"\\]|\\.)*")|([-+*\/[\]:.,?&=();]))/y;
  let count = 0;
  for (let i = 0; i < 8000; i++) {
    token.lastIndex = 0;
    for (let match; (match = token.exec(lines[i])) !== null;) count += match[1] ? 1 : match[2] ? 2 : 3;
  }
  return count + log.split(/\s*[\n"]\s*/).length + log.search(/ 599 \d+ /);
}

exports.parts = { access, named, replaced, tests, tokens };
exports.run = function run() {
  return access() + named() + replaced() + tests() + tokens();
};
