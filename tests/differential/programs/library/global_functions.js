console.log(parseInt('  42abc'), parseInt('-0x1A'), parseInt(''), parseInt('9'.repeat(25)), parseInt(null), parseInt('1e3'), parseInt(0.0000005), parseInt('11', 37), parseFloat('  -.5e-2z'), parseFloat('e'), isNaN(undefined), isFinite(null));
console.log(encodeURIComponent("a b?&=/é'()*"), encodeURI('http://a.b/ü?q=1 2#h'), decodeURI('%41%2F%C3%BC'), decodeURIComponent('%2F'), escape('a b+ü'), unescape('%u0107%20'));
for (const bad of ['%', '%zz', '%C3', '%80', '%F8%80%80%80%80']) { try { console.log(decodeURIComponent(bad)); } catch (e) { console.log(e.name, e.message); } }
try { encodeURIComponent('\ud800'); } catch (e) { console.log(e.name, e.message); }
console.log(typeof globalThis, globalThis === global, typeof globalThis.Array, Object.keys(globalThis).includes('setTimeout'), globalThis.undefined, typeof structuredClone === 'undefined' || true);
