console.log((1234.5678).toFixed(2), (0.000001234).toString(), (1e-7).toFixed(10), (25).toString(36), (-7.5).toString(2), (123.456).toPrecision(2), (1e21).toLocaleString(), (12345.678).toExponential());
console.log(Number.parseFloat('1.5e3x'), Number.isNaN('x'), isNaN('x'), isFinite('5'), Number.isFinite('5'), Number('0x10'), Number('  '), Number([5]), Number({}), Number(null), Number(undefined), Number(true), Number('1e1000'));
console.log((5).constructor.name, 5..toString(), (5).valueOf(), new Number(5) + 1, typeof Object(5), Number.MAX_VALUE, 0.1 + 0.7, 1 / 3, 100 / 3, 123456789.123456789, 1e100, 4.9e-324);
for (const [v, d] of [[1.005, 2], [10.235, 2], [1.45, 1], [0.5, 0], [1.5, 0], [2.5, 0], [-1.5, 0], [1e-10, 2], [123.456, 0]]) console.log(v.toFixed(d));
try { (1).toString(1); } catch (e) { console.log(e.message); }
try { Number.prototype.toFixed.call('x'); } catch (e) { console.log(e.message); }
console.log((0.1).toString(3), (1 / 3).toString(2), (255.5).toString(16), (1e23).toString(), (-1e-7).toString(), 0xfffffffffffff, 2 ** 31, -(2 ** 31), 2 ** 32 + 0.5);
