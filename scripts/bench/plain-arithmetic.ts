import type { CommissionFacts } from '../../lib/commission/index.ts';
import type { Plan, PlanRate } from '../../lib/model/plan.ts';
import type { Condition, ConditionField } from '../../lib/model/plan/condition.ts';
import type { PlanRule } from '../../lib/model/plan/rule.ts';

/*
 * The yardstick: what a script of a few lines would do with the same 50 rules, in plain numbers.
 * It leaves out what costs most: exact amounts, tiers (the first one counts), splits, levels, caps,
 * shares per line, precedence beyond a sorted list, and every word of the trace.
 */

interface PlainLine {
	readonly sku: string;
	readonly category: string;
	readonly title: string;
	readonly quantity: number;
	readonly gross: number;
}

export interface PlainOrder {
	readonly affiliateId: string;
	readonly group: string | null;
	readonly coupon: string | null;
	readonly campaign: string;
	readonly country: string;
	readonly medium: string;
	readonly customer: string;
	readonly itemCount: number;
	readonly gross: number;
	readonly discount: number;
	readonly lines: readonly PlainLine[];
}

type Matches = (order: PlainOrder, line: PlainLine) => boolean;

export interface PlainRule {
	readonly matches: Matches;
	readonly percent: number;
	readonly perUnit: number;
	readonly fixed: number;
}

const LEVELS = ['affiliateIds', 'coupons', 'skus', 'categories', 'affiliateGroups', 'campaigns'];

/** The same rules as functions of plain values, those that go first in front. */
export function plainRules(plan: Plan): PlainRule[] {
	const placed = plan.rules.map((rule) => ({ rule, level: levelOf(rule) }));
	placed.sort((a, b) => a.level - b.level || b.rule.priority - a.rule.priority);
	return placed.map(({ rule }) => ({ matches: matcherOf(rule), ...plainRate(rule.rate) }));
}

function levelOf({ match }: PlanRule): number {
	const lists: Readonly<Record<string, unknown>> = match;
	const level = LEVELS.findIndex((name) => (lists[name] as string[]).length > 0);
	return level === -1 ? LEVELS.length : level;
}

function plainRate(rate: PlanRate | null): Omit<PlainRule, 'matches'> {
	const nothing = { percent: 0, perUnit: 0, fixed: 0 };
	if (rate === null) return nothing;
	if (rate.type === 'tiered') return plainRate(rate.tiers[0]?.rate ?? null);
	if (rate.type === 'percentage') return { ...nothing, percent: Number(rate.percent) };
	const amount = Number(rate.amount.amountMinor);
	return rate.type === 'fixed' ? { ...nothing, fixed: amount } : { ...nothing, perUnit: amount };
}

function matcherOf({ match, when }: PlanRule): Matches {
	const has = (values: readonly string[], pick: (order: PlainOrder, line: PlainLine) => string) => {
		const set = new Set(values.map((value) => value.toLowerCase()));
		return (order: PlainOrder, line: PlainLine): boolean => set.has(pick(order, line));
	};
	if (match.affiliateIds.length > 0) return has(match.affiliateIds, (order) => order.affiliateId);
	if (match.coupons.length > 0) return has(match.coupons, (order) => order.coupon ?? '');
	if (match.skus.length > 0) return has(match.skus, (_order, line) => line.sku);
	if (match.categories.length > 0) return has(match.categories, (_order, line) => line.category);
	if (match.affiliateGroups.length > 0) {
		return has(match.affiliateGroups, (order) => order.group ?? '');
	}
	if (match.campaigns.length > 0) return has(match.campaigns, (order) => order.campaign);
	if (match.countries.length > 0) return has(match.countries, (order) => order.country);
	const { customer } = match;
	if (customer !== null) return (order) => order.customer === customer;
	return when === null ? () => true : conditionOf(when);
}

/** Only the comparisons that the plan has. */
const COMPARISONS: Readonly<Partial<Record<ConditionField, (value: string) => Matches>>> = {
	'order.base': (value) => (order) => (order.gross - order.discount) / 100 >= Number(value),
	'order.itemCount': (value) => (order) => order.itemCount > Number(value),
	'line.quantity': (value) => (_order, line) => line.quantity >= Number(value),
	'line.title': (value) => (_order, line) => line.title.includes(value),
	'customer.country': (value) => {
		const countries = value.split(',');
		return (order) => countries.includes(order.country);
	},
	'customer.type': (value) => (order) => order.customer === value,
	'utm.medium': (value) => (order) => order.medium === value,
	coupon: () => (order) => /^gift[0-9]/.test(order.coupon ?? ''),
};

function conditionOf(condition: Condition): Matches {
	if ('all' in condition) {
		const parts = condition.all.map(conditionOf);
		return (order, line) => parts.every((part) => part(order, line));
	}
	if ('any' in condition) {
		const parts = condition.any.map(conditionOf);
		return (order, line) => parts.some((part) => part(order, line));
	}
	const value = String(condition.value).toLowerCase();
	const isUnknownMatch = condition.operator === 'ne';
	return COMPARISONS[condition.field]?.(value) ?? (() => isUnknownMatch);
}

/** An order as such a script has it: numbers and lower-case texts. Not part of what is timed. */
export function plainOrder({ order, attribution, context }: CommissionFacts): PlainOrder {
	const affiliateId = attribution.credits[0]?.affiliateId ?? '';
	const found = context.affiliates.find((entry) => entry.affiliateId === affiliateId);
	const lines = order.lines.map((line) => ({
		sku: line.sku?.toLowerCase() ?? '',
		category: line.categories[0] ?? '',
		title: line.title.toLowerCase(),
		quantity: line.quantity,
		gross: Number(line.gross.amountMinor),
	}));
	return {
		affiliateId,
		group: found?.groupCode ?? null,
		coupon: order.coupons[0]?.code.toLowerCase() ?? null,
		campaign: order.tracking.utm['campaign'] ?? '',
		country: order.customer.country?.toLowerCase() ?? '',
		medium: order.tracking.utm['medium'] ?? '',
		customer: context.customerType,
		itemCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
		gross: Number(order.totals.items.amountMinor),
		discount: Number(order.totals.discount.amountMinor),
		lines,
	};
}

/** Commission of an order in cents: rate by line, share of the discount, percent, sum, round. */
export function plainCommission(
	order: PlainOrder,
	rules: readonly PlainRule[],
	planPercent: number,
): number {
	let total = 0;
	for (const line of order.lines) {
		const net = line.gross - (order.discount * line.gross) / order.gross;
		const rule = rules.find(({ matches }) => matches(order, line));
		if (rule === undefined) total += (net * planPercent) / 100;
		else {
			total += (net * rule.percent) / 100 + rule.perUnit * line.quantity;
			total += rule.fixed / order.lines.length;
		}
	}
	return Math.round(total);
}

/** What is paid where no rule applies. */
export function plainPlanPercent(plan: Plan): number {
	return plainRate(plan.rate).percent;
}
