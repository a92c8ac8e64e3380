import { ordering } from './ordering';

/** One value is at least the expected one. */
export const gte = ordering((order) => order >= 0);
