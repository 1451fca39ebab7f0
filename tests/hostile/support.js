'use strict';
// What the programs here check: a hostile operation ends with the right result or with one of the named errors. What it
// takes of the stack before it fails differs between engines, so that a program accepts both where both are right.

let failures = 0;

function check(what, actual, expected) {
  if (Object.is(actual, expected)) return;
  failures++;
  console.log(`${what}: got ${String(actual)}, wanted ${String(expected)}`);
}

// Runs an operation. error: the constructor of what it must throw; accept: what its result must be, if it may succeed.
function attempt(what, operation, error, ...accept) {
  let result;
  try {
    result = operation();
  } catch (e) {
    if (error && e instanceof error && typeof e.message === 'string') return e;
    failures++;
    console.log(`${what}: threw ${String(e)}`);
    return undefined;
  }
  if (accept.length === 0) {
    failures++;
    console.log(`${what}: did not throw`);
  } else {
    check(what, result, accept[0]);
  }
  return undefined;
}

function report() {
  console.log(failures === 0 ? 'as it should be' : `${failures} failures`);
}

module.exports = { check, attempt, report };
