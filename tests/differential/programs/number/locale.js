// toLocaleString in English.
const numbers = [0, -0, 1, 12, 123, 1234, 12345.678, -1234567.891, 1e21, 123456789012345680000, 0.0005, 0.00049, 1.0005, 999999.9995, NaN, Infinity, -Infinity, 2.5, 3.5, 1e-10];
for (const n of numbers) {
  console.log(n.toLocaleString(), n.toLocaleString("en-US"), n.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }), n.toLocaleString(undefined, { maximumFractionDigits: 0 }));
  console.log(n.toLocaleString("en-US", { style: "percent" }), n.toLocaleString("en-US", { useGrouping: false }), n.toLocaleString("en", { minimumFractionDigits: 5 }));
}
