// Texts of one regular expression literal need no compiler.
for (const body of ['a', 'a\\/b', '[^a]', '(?<n>x)'])
  for (const flags of ['', 'gi', 'v']) {
    const text = '/' + body + '/' + flags;
    console.log(text, (0, eval)(text), eval(text).lastIndex, eval(text) === eval(text));
  }
