// util.inspect, deep equality and util.types of typed arrays, buffers and views.
const u = require("util");const b=new ArrayBuffer(4);new Uint8Array(b)[1]=255;
console.log(b,new Uint8Array(3),new DataView(b,1),new SharedArrayBuffer(2),[new Float64Array([1,-0,NaN])],new BigInt64Array([1n]),new Uint8Array(200),Object.assign(new Uint8Array(1),{x:1}));
console.log(u.inspect(new Uint8Array(2),{showHidden:true}),u.inspect(b,{showHidden:true}));
class X extends Uint8Array{};class B extends ArrayBuffer{};console.log(new X(2),new B(2),new Uint8Array(0),new ArrayBuffer(0),Object.assign(new ArrayBuffer(2),{y:1}));
console.log({a:{b:{c:new Uint8Array(2)}}},{a:{b:{c:{d:new Uint8Array(1)}}}},{a:{b:{c:b}}},u.inspect(new ArrayBuffer(100)),u.inspect(new ArrayBuffer(103)));
console.log(new ArrayBuffer(2,{maxByteLength:8}), Int8Array,new Uint8Array([1,2]).keys());
console.log(u.isDeepStrictEqual(new Uint8Array([1]),new Uint8Array([1])),u.isDeepStrictEqual(new Uint8Array([1]),new Uint8Array([2])),u.isDeepStrictEqual(new Uint8Array([1]),new Int8Array([1])),u.isDeepStrictEqual(new ArrayBuffer(2),new ArrayBuffer(2)),u.isDeepStrictEqual(new Float64Array([0]),new Float64Array([-0])));
console.log(Object.keys(u.types).filter(k=>/Array|View/.test(k)&&u.types[k](new Uint8Array(1))));
