console.log('throws runs');
export let x = 1;
throw new RangeError('at evaluation');
