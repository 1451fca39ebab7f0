try { require('./support/esm/tla_slow.mjs'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
import('./support/esm/tla_slow.mjs').then((m) => console.log(m));
