import * as dual from 'dual'; import * as inner from 'dual/sub/inner'; import legacy, { legacy as named } from 'legacy';
export default [dual, inner.default, inner.self(), legacy, named];
