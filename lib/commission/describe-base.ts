import { formatAmount, isZeroMoney } from '../kernel';
import type { Plan } from '../model/plan';
import type { CommissionBase } from './commission-base';

/** "99.90 − 12.70 discount, tax and shipping excluded" */
export function describeBase(base: CommissionBase, plan: Plan): string {
	const parts = [sumOfParts(base)];
	const included = inclusion(plan, true);
	const excluded = [...inclusion(plan, false), ...base.excludedReasons];
	if (included.length > 0) parts.push(`${joinWords(included)} included`);
	if (excluded.length > 0) parts.push(`${joinWords(excluded)} excluded`);
	return parts.join(', ');
}

function sumOfParts(base: CommissionBase): string {
	const gross = formatAmount(base.gross);
	return isZeroMoney(base.discount) ? gross : `${gross} − ${formatAmount(base.discount)} discount`;
}

function inclusion(plan: Plan, isIncluded: boolean): string[] {
	const kinds: Array<[string, boolean]> = [
		['tax', plan.base.includeTax],
		['shipping', plan.base.includeShipping],
	];
	return kinds.filter(([, value]) => value === isIncluded).map(([name]) => name);
}

/** "a", "a and b", "a, b and c" */
function joinWords(words: readonly string[]): string {
	if (words.length < 2) return words.join('');
	return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
