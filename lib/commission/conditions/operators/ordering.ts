import { compareDecimals, decimalOf } from '../comparable';
import { anyOf, matchIf } from '../condition-match';
import type { Operator } from './operator';

/** An operator by the order of exact decimals; a value that is no decimal is unknown. */
export function ordering(isWanted: (order: number) => boolean): Operator {
	return (values, expected) => {
		const limit = decimalOf(String(expected.value));
		return anyOf(
			values.map((value) => {
				const decimal = decimalOf(value);
				if (decimal === null || limit === null) return 'unknown';
				return matchIf(isWanted(compareDecimals(decimal, limit)));
			}),
		);
	};
}
