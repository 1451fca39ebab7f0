for (let i = 0; i < 20; i++) setTimeout(() => console.log(i), 3);
Promise.resolve().then(() => setTimeout(() => console.log('later'), 3));
