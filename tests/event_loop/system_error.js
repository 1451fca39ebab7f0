process.chdir('/no/such/directory');
