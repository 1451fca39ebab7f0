export default typeof module; export { value } from './other.js'; export const common = () => import('./common.cjs');
