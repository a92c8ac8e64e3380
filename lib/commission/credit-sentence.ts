import { formatMoney, isZeroMoney, sumMoney, type Money } from '../kernel';
import type { LockedRate } from '../model/commission';
import type { Plan } from '../model/plan';
import type { CommissionBase } from './commission-base';
import { describeBase } from './describe-base';
import type { AppliedRate, Earning } from './earning';

export interface SentenceParts {
	readonly earning: Earning;
	readonly orderAmount: Money;
	readonly amount: Money;
	readonly weight: number;
	readonly weightTotal: number;
}

interface SentenceContext {
	readonly base: CommissionBase;
	readonly plan: Plan;
	readonly lockedRate: LockedRate | null;
}

/** "12.5 % of 87.20 EUR (99.90 − 12.70 discount, …) = 10.90 EUR, plan ‘Standard’ v1" */
export function creditSentence(
	{ earning, orderAmount, amount, weight, weightTotal }: SentenceParts,
	{ base, plan, lockedRate }: SentenceContext,
): string {
	const computed = `${computation(earning, base, plan)} = ${formatMoney(earning.total)}`;
	const share =
		weight === weightTotal && orderAmount.amountMinor === earning.total.amountMinor
			? ''
			: `, of which ${weight}/${weightTotal} = ${formatMoney(orderAmount)}`;
	const converted =
		lockedRate === null
			? ''
			: `, at ${lockedRate.rate} ${lockedRate.to} per ${lockedRate.from} ` +
				`(${lockedRate.source}, ${lockedRate.asOf.slice(0, 10)}) = ${formatMoney(amount)}`;
	return `${computed}${share}${converted}, ${sourceOf(earning, plan)}`;
}

/** "plan ‘Standard’ v1", with the rule where only one gave the rate. */
function sourceOf({ applied }: Earning, plan: Plan): string {
	const source = `plan ‘${plan.name}’ v${plan.version}`;
	const [only, ...others] = applied;
	return only === undefined || others.length > 0 || only.candidate.ruleId === null
		? source
		: `${only.candidate.label} of ${source}`;
}

function computation(earning: Earning, base: CommissionBase, plan: Plan): string {
	const { applied, isCutToBase } = earning;
	const ofBase = `${formatMoney(base.total)} (${describeBase(base, plan)})`;
	const onBase = isZeroMoney(base.total) ? '' : ` on a base of ${ofBase}`;
	const [only, ...others] = applied.filter(({ rate }) => rate !== null);
	if (only === undefined) return `Nothing${onBase}`;
	if (others.length === 0 && only.lines.length === base.counted.length) {
		const limit = limitWords(only, isCutToBase);
		return isPartOfBase(only)
			? `${wordsOf(only)} of ${ofBase}${limit}`
			: `${wordsOf(only)}${piecesOf(only)}${onBase}${limit}`;
	}
	const pieces = [only, ...others].map((rate) => pieceOf(rate, base, others.length > 0));
	const where = onBase === '' ? '' : `,${onBase},${isCutToBase ? ' cut to the base,' : ''}`;
	return `${pieces.join(' + ')}${where}`;
}

/** "20 % of 50.00 EUR (rule ‘Beans’)" */
function pieceOf(applied: AppliedRate, base: CommissionBase, isOneOfMany: boolean): string {
	const currency = base.total.currency;
	const amount = sumMoney(
		applied.lines.map((line) => line.base),
		currency,
	);
	const part = isPartOfBase(applied) ? ` of ${formatMoney(amount)}` : piecesOf(applied);
	const isSpread = applied.rate?.perOrder !== null || applied.limit !== null;
	const lines =
		isSpread && applied.lines.length < applied.matchingCount
			? ` for ${applied.lines.length} of ${applied.matchingCount} lines`
			: '';
	const limit = limitWords(applied, false).replace(/,$/, '');
	const name =
		isOneOfMany && applied.candidate.ruleId !== null ? ` (${applied.candidate.label})` : '';
	return `${wordsOf(applied)}${part}${lines}${limit}${name}`;
}

export function wordsOf({ rate }: AppliedRate): string {
	return rate?.words ?? '0 %';
}

function isPartOfBase({ rate }: AppliedRate): boolean {
	return rate !== null && rate.perOrder === null && rate.perUnit === null;
}

function piecesOf({ rate, lines }: AppliedRate): string {
	if (rate === null || rate.perUnit === null) return '';
	return ` × ${lines.reduce((sum, { quantity }) => sum + quantity, 0n)}`;
}

/** ", at least 5.00 EUR," where a bound decided. */
function limitWords({ rate, limit }: AppliedRate, isCutToBase: boolean): string {
	if (limit === 'base' || isCutToBase) return ', cut to the base,';
	if (limit === 'minimum' && rate?.minimum != null) {
		return `, at least ${formatMoney(rate.minimum)},`;
	}
	if (limit === 'maximum' && rate?.maximum != null) {
		return `, at most ${formatMoney(rate.maximum)},`;
	}
	return '';
}
