console.log('Hello from Lode');
