let a = 1
let b = 2
;[a, b] = [b, a]
console.log(a, b)
const f = function () {
  return
  1
}
console.log(f()) // trailing
/* block */ let c = a
++b
console.log(c, b)
const s = `x` + /* inside */ 'y'
do ; while (0) console.log(s)
var x = 5, y
= 6
console.log(x
  + y)
if (a) ; else console.log('never')
{ } ; ;
label: { break label
}
var g = () => ({}), re = a / 2 / 1, i = 0
console.log(typeof g(), re, i)
