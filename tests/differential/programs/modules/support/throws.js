exports.partial = true;
throw new Error('while loading');
