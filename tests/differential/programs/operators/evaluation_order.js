const log = []; const t = (n, v) => (log.push(n), v);
t('a', 1) + t('b', 2) * t('c', 3); t('o', {})[t('k', 'p')] = t('v', 1); t('f', () => {})(t('x', 1), ...t('y', [2])); console.log(log.join(''));
log.length = 0; t(1, true) ? t(2) : t(3); t(4, 0) && t(5); t(6, 1) || t(7); t(8, null) ?? t(9); console.log(log.join(''));
log.length = 0; ({ [t('k1', 'a')]: t('v1'), [t('k2', 'b')]: t('v2') }); [t('e1'), ...t('e2', []), t('e3')]; `${t('t1')}${t('t2')}`; console.log(log.join(' '));
try { log.length = 0; t('base', null)[t('key', 'x')] = t('val', 1); } catch (e) { console.log(log, e.message); }
try { log.length = 0; undefined(t('arg')); } catch (e) { console.log(log, e.name); } try { log.length = 0; ({}).nope(t('arg2')); } catch (e) { console.log(log, e.message); }
let x = 1; const r = x + (x = 2) + x; console.log(r); let i = 0; const arr = []; arr[i] = i++; arr[i++] = i; console.log(arr, i); new (t('ctor', class {}))(t('cargs'));
