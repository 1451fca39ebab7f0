// CommonJS, JSON and built-in modules as ES modules have them; package conditions.
import all, { named, 'quoted name' as quoted, later, getter, missing, __esModule } from './support/esm/names_cjs.cjs';
import * as namespace from './support/esm/names_cjs.cjs';
import again, { named as named2 } from './support/esm/reexport_cjs.cjs';
import literal, * as literals from './support/esm/literal_cjs.cjs';
import fn, { prop } from './support/esm/function_cjs.cjs';
import fs, { readFileSync, existsSync as there } from 'node:fs';
import { basename } from 'path';
import EventEmitter from 'events';
import process, { argv } from 'process';
import data from './support/esm/data.json' with { type: 'json' };
import * as dataNamespace from './support/esm/data.json' with { type: 'json' };
import packages from './support/esm/packages.mjs';
import required from './support/esm/packages_cjs.cjs';
import typed, { value, common } from './support/esm/typed/index.js';
import { detected } from './support/esm/detected.js';
console.log(named, quoted, later, getter, missing, __esModule, namespace.default === all, all.default, namespace);
console.log(again === all, named2, literals, literal['c-d'], fn(), prop);
console.log(fs.readFileSync === readFileSync, there(process.argv[0]), basename('/a/b.js'), new EventEmitter() instanceof EventEmitter, argv === process.argv);
console.log(data, dataNamespace);
console.log(packages, required, typed, value, detected);
common().then((m) => console.log(m.default, Object.keys(m)));
all.named = 'changed afterwards';
console.log(named, namespace.named);
const attempt = (f) => f().then((v) => console.log(v), (e) => console.log(e.name, e.code, e.message.split(/ in \/| imported|\n| '\/|"file/)[0]));
const chain = [() => import('./support/esm/throwing_cjs.cjs'), () => import('./support/esm/throwing_cjs.cjs'), () => import('missing-package'),
  () => import('./missing.mjs'), () => all.esm().then((m) => m.shared), () => import('dual'), () => import('./support/esm/'), () => import('node:nothing'), () => import('#nothing'),
  () => import('./support/esm/data.json'), () => import('./support/esm/counter.mjs', { with: { type: 'json' } }), () => import('http://x')];
chain.reduce((before, f) => before.then(() => attempt(f)), Promise.resolve());
