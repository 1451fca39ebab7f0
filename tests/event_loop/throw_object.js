throw { code: 'X', nested: { list: [1, 2, 3] } };
