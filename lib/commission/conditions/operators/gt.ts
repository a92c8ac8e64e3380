import { ordering } from './ordering';

/** One value is greater than the expected one. */
export const gt = ordering((order) => order > 0);
