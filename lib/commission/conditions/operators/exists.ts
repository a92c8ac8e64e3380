import { matchIf } from '../condition-match';
import type { Operator } from './operator';

/** Whether there is a value; a blank one is none. The only operator that answers for the unknown. */
export const exists: Operator = (values, expected) =>
	matchIf(values.some((value) => value.trim() !== '') === expected.value);
