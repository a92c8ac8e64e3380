import type { z } from 'zod/v4';
import { rateFromDecimal, type Instant } from '../../kernel';
import type { PlanBonus } from './bonus';
import { conditionProblems } from './check-condition';
import { currencyProblems, type PlanAmounts } from './check-currency';
import { rateProblems } from './check-rate';
import { under, type PlanProblem } from './plan-problem';
import type { PlanRate } from './rate';
import type { PlanRule } from './rule';
import type { PlanLevels, PlanSplit } from './sharing';

interface CheckedPlan extends PlanAmounts {
	readonly effectiveFrom: Instant;
	readonly effectiveTo: Instant | null;
	readonly affiliateRates: ReadonlyArray<{
		readonly rate: PlanRate;
		readonly effectiveFrom: Instant | null;
		readonly effectiveTo: Instant | null;
	}>;
	readonly levels: PlanLevels | null;
}

/** What a plan's parts must keep together; every issue names its path. */
export function checkPlan(plan: CheckedPlan, context: z.RefinementCtx): void {
	for (const { path, message } of problemsOf(plan)) {
		context.addIssue({ code: 'custom', path, message, input: plan });
	}
}

function problemsOf(plan: CheckedPlan): PlanProblem[] {
	return [
		...repeatedIds(plan.rules, 'rules', 'ruleId'),
		...repeatedIds(plan.caps, 'caps', 'capId'),
		...repeatedIds(plan.bonuses, 'bonuses', 'bonusId'),
		...bonusProblems(plan.bonuses),
		...periodProblems(plan),
		...(plan.rate === null ? [] : under(['rate'], rateProblems(plan.rate))),
		...plan.affiliateRates.flatMap((entry, index) =>
			under(
				['affiliateRates', index],
				[...periodProblems(entry), ...under(['rate'], rateProblems(entry.rate))],
			),
		),
		...plan.rules.flatMap((rule, index) => under(['rules', index], ruleProblems(rule))),
		...splitProblems(plan.split),
		...levelProblems(plan.levels),
		...currencyProblems(plan),
	];
}

function repeatedIds<Key extends string>(
	entries: ReadonlyArray<Readonly<Record<Key, string>>>,
	list: string,
	key: Key,
): PlanProblem[] {
	const ids = entries.map((entry) => entry[key].toLowerCase());
	const first = new Map<string, number>();
	for (const [index, id] of ids.entries()) if (!first.has(id)) first.set(id, index);
	return ids.flatMap((id, index) =>
		first.get(id) === index
			? []
			: [
					{
						path: [list, index, key],
						message: `'${entries[index]?.[key] ?? id}' is used twice; give every entry its own`,
					},
				],
	);
}

function bonusProblems(bonuses: readonly PlanBonus[]): PlanProblem[] {
	return bonuses.flatMap(({ from }, index) => {
		if (rateFromDecimal(from).numerator > 0n) return [];
		return [
			{
				path: ['bonuses', index, 'from'],
				message: 'everybody reaches 0 without doing anything; set what the bonus is for',
			},
		];
	});
}

function ruleProblems(rule: PlanRule): PlanProblem[] {
	return [
		...periodProblems(rule),
		...paymentProblems(rule.match),
		...(rule.when === null ? [] : under(['when'], conditionProblems(rule.when))),
		...under(['rate'], rateProblems(rule.rate)),
	];
}

function periodProblems({
	effectiveFrom,
	effectiveTo,
}: {
	readonly effectiveFrom: Instant | null;
	readonly effectiveTo: Instant | null;
}): PlanProblem[] {
	if (effectiveFrom === null || effectiveTo === null || effectiveFrom < effectiveTo) return [];
	return [
		{
			path: ['effectiveTo'],
			message: 'is not after effectiveFrom, so it would never apply; choose a later end',
		},
	];
}

function paymentProblems({ paymentFrom, paymentTo }: PlanRule['match']): PlanProblem[] {
	if (paymentFrom === null || paymentTo === null || paymentFrom <= paymentTo) return [];
	return [
		{
			path: ['match', 'paymentTo'],
			message: `${paymentTo} comes before paymentFrom ${paymentFrom}; exchange the two`,
		},
	];
}

function splitProblems(split: PlanSplit | null): PlanProblem[] {
	if (split === null || sumIsAtMost100([split.firstPercent, split.lastPercent])) return [];
	return [
		{
			path: ['split', 'lastPercent'],
			message: `firstPercent and lastPercent are more than 100 % together; lower one of them`,
		},
	];
}

function levelProblems(levels: PlanLevels | null): PlanProblem[] {
	if (levels === null || sumIsAtMost100(levels.percents)) return [];
	return [
		{
			path: ['levels', 'percents'],
			message: 'the levels get more than 100 % together; lower some of them',
		},
	];
}

/** Percents have at most nine decimals. */
function sumIsAtMost100(percents: readonly string[]): boolean {
	const unit = 10n ** 9n;
	const sum = percents
		.map(rateFromDecimal)
		.reduce((total, { numerator, denominator }) => total + (numerator * unit) / denominator, 0n);
	return sum <= 100n * unit;
}
