export default () => 1; export const where = import.meta;
