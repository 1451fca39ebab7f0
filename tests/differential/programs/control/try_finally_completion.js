const f = (w) => { try { if (w === 't') throw 'x'; return 'try'; } catch (e) { return 'catch'; } finally { if (w === 'f') return 'finally'; } };
console.log(f(), f('t'), f('f'));
const order = []; const g = () => { try { order.push(1); return (order.push(2), 'r'); } finally { order.push(3); } }; console.log(g(), order);
const h = () => { for (const i of [1, 2, 3]) { try { if (i === 2) continue; if (i === 3) break; } finally { order.push('f' + i); } } return order; }; console.log(h());
const k = () => { l: try { return 1; } finally { break l; } return 2; }; console.log(k());
const m = () => { let x = 1; try { return x; } finally { x = 2; } }; console.log(m());
const n = () => { while (true) { try { return 'lost'; } finally { break; } } return 'kept'; }; console.log(n());
try { try { throw new Error('first'); } finally { throw new Error('second'); } } catch (e) { console.log(e.message); }
try { try { throw 1; } catch (e) { throw e + 1; } finally { console.log('inner finally'); } } catch (e) { console.log(e); }
const nested = () => { try { try { return 'a'; } finally { console.log('f1'); } } finally { console.log('f2'); } }; console.log(nested());
