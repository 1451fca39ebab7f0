const d = new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789));
console.log(d.toISOString(), d.getTime(), d.toJSON(), d.getUTCDay(), d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCHours(), d.getUTCMilliseconds());
console.log(Date.parse('2020-01-01'), Date.parse('2020-01-01T00:00:00Z'), Date.parse('Thu, 01 Jan 1970 00:00:00 GMT'), new Date('nope').getTime(), new Date(NaN).toString(), Date.parse('2020-02-30T00:00:00Z'));
d.setUTCMonth(12);
console.log(d.toISOString());
d.setUTCDate(0);
console.log(d.toISOString(), new Date(2020, 0, 31, 25).getDate(), new Date(0).toUTCString(), typeof Date(), Date.length, new Date(8.64e15 + 1).getTime());
try { new Date(NaN).toISOString(); } catch (e) { console.log(e.name, e.message); }
console.log(new Date(99, 0).getFullYear(), new Date(-1).toISOString(), new Date(-62198755200000).toISOString(), new Date(253402300800000).toISOString(), new Date(2020, 5, 15) - new Date(2020, 5, 14));
console.log(JSON.stringify({ d: new Date(0) }), new Date(5) < new Date(6), +new Date(7), new Date(new Date(8)).getTime(), `${new Date(0).valueOf()}`, Object.prototype.toString.call(d));
