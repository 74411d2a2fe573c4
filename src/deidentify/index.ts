export { deidentify } from './deidentify.ts';
