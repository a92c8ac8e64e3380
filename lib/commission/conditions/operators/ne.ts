import { negationOf } from '../condition-match';
import { eq } from './eq';
import type { Operator } from './operator';

/** No value is the expected one. */
export const ne: Operator = (values, expected) => negationOf(eq(values, expected));
