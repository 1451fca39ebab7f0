function f(mode) {
  const log = [];
  function run() {
    try {
      log.push('try');
      if (mode === 'throw') throw new Error('E');
      if (mode === 'return') return 'ret';
      log.push('end');
    } catch (e) {
      log.push('catch ' + e.message);
      return 'from catch';
    } finally {
      log.push('finally');
      if (mode === 'override') return 'finally wins';
    }
    return 'after';
  }
  log.push(run());
  return log.join(', ');
}
for (const m of ['', 'throw', 'return', 'override']) console.log(f(m));
try { try { throw 1; } finally { console.log('inner'); } } catch (e) { console.log('outer', e); }
try { try { throw 1; } catch (e) { throw e + 1; } finally { console.log('f'); } } catch (e) { console.log(e); }
function loop() { for (let i = 0; i < 5; i++) { try { if (i === 1) continue; if (i === 3) break; console.log(i); } finally { console.log('fin', i); } } return 'done'; }
console.log(loop());
const swallow = () => { for (;;) { try { throw new Error('x'); } finally { break; } } return 'swallowed'; };
console.log(swallow());
try { throw { custom: true }; } catch ({ custom }) { console.log(custom); }
try { throw undefined; } catch { console.log('no binding'); }
const nested = () => { try { try { return 'a'; } finally { console.log('1'); } } finally { console.log('2'); } };
console.log(nested());
let n = 0;
const g = () => { try { return n; } finally { n = 5; } };
console.log(g(), n);
