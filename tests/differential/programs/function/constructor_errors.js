// Parameters and body of a dynamic function have to end where their texts do.
function attempt(make) {
  try {
    console.log(String(make()));
  } catch (error) {
    console.log(error.name, error.message);
  }
}

attempt(() => new Function('a){', '}'));
attempt(() => new Function('/*', '*/){'));
attempt(() => new Function('a) { return 1; } function b(', ''));
attempt(() => new Function('a b', ''));
attempt(() => new Function('a)', ''));
attempt(() => new Function('a', '}, function(){'));
attempt(() => new Function('a', '}) + (function(){'));
attempt(() => new Function('a = function (b) {}, c', 'return [a, c]'));
attempt(() => new Function('a = (1', ')'));
attempt(() => new Function('a //', ''));
attempt(() => new Function('`', '`'));
attempt(() => new Function('a=`', '`){'));
attempt(() => new Function('1', ''));
