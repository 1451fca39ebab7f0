import { nothing } from './names_cjs.cjs';
