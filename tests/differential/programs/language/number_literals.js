console.log(0xff, 0b101, 0o17, 1_000_000, .5, 5., 1e3, 1E-3, 0x7fffffff, 0xffffffff, 1e21, 123456789012345680000, 0.000001, 1e-7);
console.log((25).toString(2), (0.5).toString(2), (255).toString(36), (-255).toString(16), (1e21).toString(7).slice(0, 10), (3.14159).toFixed(2), (1.005).toFixed(2), (1e21).toFixed(2));
console.log((123.456).toPrecision(4), (0.00001).toPrecision(1), (12345).toExponential(2), (0).toExponential(), (1.45).toFixed(1), (-1.5).toFixed(0), 5e-324, 1.7976931348623157e308);
console.log(Number('12abc'), Number(''), Number('0b11'), Number(' \n42\t'), parseInt('0x1f'), parseInt('101', 2), parseInt('zz', 36), parseFloat('3.14abc'), parseFloat('.5.5'), parseFloat('-Infinityx'));
console.log(Number.EPSILON, Number.MIN_VALUE, Number.isInteger(5.0), Number.isSafeInteger(2 ** 53), (1234.5678).toLocaleString(), 0.1 * 3, 4.35 * 100, 1.1 + 2.2);
