for (const v of [1, 'str', null, undefined, { o: 1 }, [1], Symbol.for('s'), NaN, () => 1]) try { throw v; } catch (e) { console.log(e === v || e !== e, typeof e); }
try { throw new TypeError('t', { cause: 'because' }); } catch { console.log('no binding'); }
let e = 'outer'; try { throw 'inner'; } catch (e) { e = 'changed'; var hoisted = e; } console.log(e, hoisted);
try { throw 1; } catch (x) { let y = x; { let x = 2; y += x; } console.log(y); }
const rethrow = (f) => { try { return f(); } catch (err) { if (err instanceof RangeError) return 'range'; throw err; } };
console.log(rethrow(() => [].length = -1), (() => { try { return rethrow(() => null.x); } catch (err) { return err.constructor.name; } })());
function deep(n) { if (!n) throw new Error('bottom'); try { deep(n - 1); } finally { count++; } } let count = 0; try { deep(10); } catch (err) { console.log(err.message, count); }
