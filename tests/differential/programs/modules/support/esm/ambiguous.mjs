import { same } from './star.mjs'; console.log('never');
