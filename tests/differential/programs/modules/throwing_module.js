for (let i = 0; i < 2; i++) try { require('./support/throws'); } catch (e) { console.log(e.message); }
try { require('./support/absent'); } catch (e) { console.log(e.code, e.message.split('\n')[0].replace(/.*module/, 'module'), Array.isArray(e.requireStack)); }
