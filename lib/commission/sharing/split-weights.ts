import { rateFromPercent } from '../../kernel';
import type { Credit } from '../../model/credit';
import type { PlanSplit } from '../../model/plan/sharing';

/**
 * Integer weights in the proportions that a split gives the credits (C15), as small as they get.
 * `bonuses`: `firstPercent` to the earliest touch, `lastPercent` to the latest, the rest equally to
 * all, these two included. A weight is 0 where the two bonuses leave nothing to the others.
 */
export function splitWeights(split: PlanSplit | null, credits: readonly Credit[]): number[] {
	if (split === null || split.mode === 'weights') return credits.map(({ weight }) => weight);
	const first = rateFromPercent(split.firstPercent);
	const last = rateFromPercent(split.lastPercent);
	const whole = first.denominator * last.denominator;
	const firstBonus = first.numerator * last.denominator;
	const lastBonus = last.numerator * first.denominator;
	const rest = whole - firstBonus - lastBonus;
	const count = BigInt(credits.length);
	const [earliest, latest] = [earliestOf(credits), latestOf(credits)];
	const weights = credits.map(
		(_credit, index) =>
			rest +
			(index === earliest ? firstBonus * count : 0n) +
			(index === latest ? lastBonus * count : 0n),
	);
	const divisor = weights.reduce(greatestCommonDivisor, 0n);
	return weights.map((weight) => Number(divisor === 0n ? weight : weight / divisor));
}

/** Of touches at the same moment the one that stands first. */
function earliestOf(credits: readonly Credit[]): number {
	return credits.reduce(
		(best, { touch }, index) =>
			touch.occurredAt < (credits[best]?.touch.occurredAt ?? '') ? index : best,
		0,
	);
}

/** Of touches at the same moment the one that stands last. */
function latestOf(credits: readonly Credit[]): number {
	return credits.reduce(
		(best, { touch }, index) =>
			touch.occurredAt >= (credits[best]?.touch.occurredAt ?? '') ? index : best,
		0,
	);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
	return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
