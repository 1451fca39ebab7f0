function f() {
  try {
    throw new Error('here');
  } finally {
    console.log('fin');
  }
}
f();
