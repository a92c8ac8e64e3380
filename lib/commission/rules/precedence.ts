import type { PlanRule } from '../../model/plan/rule';

/** From the most specific dimension to none (C5). */
export const PRECEDENCE = [
	'affiliate',
	'coupon',
	'product',
	'category',
	'group',
	'campaign',
	'all',
] as const;

export type PrecedenceLevel = (typeof PRECEDENCE)[number];

export interface Precedence {
	readonly level: PrecedenceLevel;
	/** How many things a rule asks for, its condition counted as one. */
	readonly dimensions: number;
	readonly priority: number;
	/** In the plan's list; an affiliate's own rate stands before it, the plan's rate after it. */
	readonly place: number;
}

const RANKS = Object.fromEntries(PRECEDENCE.map((level, rank) => [level, rank])) as Readonly<
	Record<PrecedenceLevel, number>
>;

/** Negative when `a` goes first: level, then more dimensions, priority, place in the list (C5). */
export function comparePrecedence(a: Precedence, b: Precedence): number {
	return (
		RANKS[a.level] - RANKS[b.level] ||
		b.dimensions - a.dimensions ||
		compareNumbers(b.priority, a.priority) ||
		compareNumbers(a.place, b.place)
	);
}

export function precedenceOf({ match, when, priority }: PlanRule, place: number): Precedence {
	const lists: Array<[PrecedenceLevel, readonly string[]]> = [
		['affiliate', match.affiliateIds],
		['coupon', match.coupons],
		['product', match.skus],
		['product', match.productIds],
		['category', match.categories],
		['group', match.affiliateGroups],
		['campaign', match.campaigns],
		['all', match.countries],
		['all', match.actions],
	];
	const used = lists.filter(([, values]) => values.length > 0);
	const others = [
		match.customer !== null,
		match.paymentFrom !== null || match.paymentTo !== null,
		when !== null,
	].filter(Boolean);
	return {
		level: used[0]?.[0] ?? 'all',
		dimensions: used.length + others.length,
		priority,
		place,
	};
}

/** Infinity less infinity is no number, so these are compared. */
function compareNumbers(a: number, b: number): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
