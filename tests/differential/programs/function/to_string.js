function  spaced ( a,b ) { /* c */ return a }
console.log(spaced.toString(), String((x)=>x*2), `${class  A { m( ){} }}`);
console.log({ m( x ) { return 1 } }.m.toString(), Object.getOwnPropertyDescriptor({ get  g() { return 1 } }, 'g').get.toString());
console.log(Math.max.toString(), (function () {}).bind().toString(), Function.prototype.toString.call(class {}));
try { Function.prototype.toString.call({}); } catch (e) { console.log(e.message); }
