const fs = require('fs'), path = require('path'), os = require('os');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lode-test-'));
const file = path.join(dir, 'f.txt');
fs.writeFileSync(file, 'héllo\n');
fs.appendFileSync(file, 'more');
console.log(JSON.stringify(fs.readFileSync(file, 'utf8')), fs.existsSync(file), fs.existsSync(file + 'x'), fs.statSync(file).size, fs.statSync(dir).isDirectory(), fs.statSync(file).isFile());
fs.mkdirSync(path.join(dir, 'a/b/c'), { recursive: true });
fs.renameSync(file, path.join(dir, 'g.txt'));
fs.copyFileSync(path.join(dir, 'g.txt'), path.join(dir, 'h.txt'));
console.log(fs.readdirSync(dir), fs.readdirSync(dir, { withFileTypes: true }).map((d) => d.name + d.isDirectory()));
try { fs.readFileSync(file, 'utf8'); } catch (e) { console.log(e.code, e.errno, e.syscall, e.message.replace(dir, 'DIR'), e.path === file); }
try { fs.mkdirSync(dir); } catch (e) { console.log(e.code, e.syscall); }
try { fs.readFileSync(5.5, 'utf8'); } catch (e) { console.log(e.code); }
fs.rmSync(dir, { recursive: true });
console.log(fs.existsSync(dir), fs.statSync(dir, { throwIfNoEntry: false }));
