import { formatAmount, formatMoney, isZeroMoney } from '../kernel';
import type { Order } from '../model/order';
import type { Plan } from '../model/plan';
import type { TraceStep } from '../model/trace';
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

/** How the base came about, and how much of it store credit took. */
export function baseTrace(base: CommissionBase, order: Order, plan: Plan): TraceStep[] {
	const steps: TraceStep[] = [
		{
			rule: 'base',
			text: `The commission base is ${formatMoney(base.total)}: ${describeBase(base, plan)}.`,
		},
	];
	if (isZeroMoney(base.storeCredit) || order.storeCredit === null) return steps;
	return [
		...steps,
		{
			rule: 'store_credit',
			text:
				`${formatMoney(order.storeCredit)} of ${formatMoney(order.totals.total)} was paid with ` +
				`store credit; in proportion that is ${formatMoney(base.storeCredit)} of the base, ` +
				`rounded half up.`,
		},
	];
}

function sumOfParts({ gross, discount, storeCredit }: CommissionBase): string {
	const less = [
		isZeroMoney(discount) ? '' : ` − ${formatAmount(discount)} discount`,
		isZeroMoney(storeCredit) ? '' : ` − ${formatAmount(storeCredit)} store credit`,
	];
	return `${formatAmount(gross)}${less.join('')}`;
}

function inclusion(plan: Plan, isIncluded: boolean): string[] {
	const kinds: Array<[string, boolean]> = [
		['tax', plan.base.includeTax],
		['shipping', plan.base.includeShipping],
	];
	return kinds.filter(([, value]) => value === isIncluded).map(([name]) => name);
}

/** "a", "a and b", "a, b and c" */
export function joinWords(words: readonly string[]): string {
	if (words.length < 2) return words.join('');
	return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
