import { ordering } from './ordering';

/** One value is at most the expected one. */
export const lte = ordering((order) => order <= 0);
