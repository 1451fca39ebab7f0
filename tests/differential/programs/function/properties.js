function f() {} f.x = 1;
console.log(f, Object.keys(f), f.hasOwnProperty('prototype'), Object.getOwnPropertyNames(function (a, b) {}).sort());
console.log(delete f.name, f.name, delete f.length, f.length, Object.getOwnPropertyDescriptor(f, 'prototype'));
'use strict';
console.log(Object.getOwnPropertyDescriptors((a, b) => {}));
f.prototype = 5;
console.log(Object.getPrototypeOf(new f()) === Object.prototype);
console.log(typeof Function.prototype, Function.prototype(), Function.prototype.name === '', Function.prototype.length);
