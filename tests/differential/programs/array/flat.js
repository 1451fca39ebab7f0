console.log([1, [2, [3, [4, [5]]]]].flat(), [1, [2, [3, [4]]]].flat(2), [1, [2, [3, [4]]]].flat(Infinity), [1, , [2, , 3]].flat(), [[], [[]]].flat(), [1, [2]].flat(0), [[1], 'ab', null].flat(), [[[1]]].flat('1'), [[[1]]].flat(-1));
console.log(Array.prototype.flat.call({ length: 2, 0: [1], 1: 2 }), [1, 2].flatMap(function () { return this; }, [7]));
