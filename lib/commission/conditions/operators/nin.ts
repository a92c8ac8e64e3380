import { negationOf } from '../condition-match';
import { isIn } from './in';
import type { Operator } from './operator';

/** No value is in the expected list. */
export const nin: Operator = (values, expected) => negationOf(isIn(values, expected));
