setTimeout(() => { throw 'just text'; }, 1);
