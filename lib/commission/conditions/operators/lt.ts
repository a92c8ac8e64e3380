import { ordering } from './ordering';

/** One value is less than the expected one. */
export const lt = ordering((order) => order < 0);
