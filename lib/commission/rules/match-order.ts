import type { Instant } from '../../kernel';
import type { Order } from '../../model/order';
import { evaluateCondition } from '../conditions';
import { comparableText } from '../conditions/comparable';
import type { CompiledRule, ListDimension } from './compile-plan';
import { groupOf, lookUpField, type KnownAffiliates, type LookFacts } from './order-fields';

/** An order's values for the lists of a rule, as they are looked up. */
export type OrderKeys = Readonly<Record<ListDimension, readonly string[]>>;

/** Values of one credit's order; those of its lines are looked up line by line. */
export function orderKeys(order: Order, affiliateId: string, context: KnownAffiliates): OrderKeys {
	return {
		affiliateIds: [affiliateId],
		affiliateGroups: keysOf(groupOf(context, affiliateId)),
		coupons: order.coupons.map(({ code }) => comparableText(code)),
		campaigns: keysOf(order.tracking.utm.campaign),
		countries: keysOf(order.customer.country),
		actions: keysOf(order.action),
		skus: [],
		productIds: [],
		categories: [],
	};
}

export function keysOf(value: string | null | undefined): string[] {
	return value === null || value === undefined ? [] : [comparableText(value)];
}

/**
 * Whether a rule is in effect for the order's affiliate and event: by time, affiliate, group, and
 * action (a rule that names none is for sales only).
 */
export function isForEvent(
	{ rule, sets }: CompiledRule,
	keys: OrderKeys,
	orderedAt: Instant,
): boolean {
	return (
		(rule.effectiveFrom === null || rule.effectiveFrom <= orderedAt) &&
		(rule.effectiveTo === null || orderedAt < rule.effectiveTo) &&
		(sets.actions === null ? keys.actions.length === 0 : has(sets.actions, keys.actions)) &&
		has(sets.affiliateIds, keys.affiliateIds) &&
		has(sets.affiliateGroups, keys.affiliateGroups)
	);
}

/** Whether everything matches that the rule asks of the order; what is unknown never does (C7). */
export function matchesOrder(compiled: CompiledRule, keys: OrderKeys, facts: LookFacts): boolean {
	const { rule, sets, hasLineCondition } = compiled;
	const { order, context } = facts;
	return (
		isForEvent(compiled, keys, order.createdAt) &&
		has(sets.coupons, keys.coupons) &&
		has(sets.campaigns, keys.campaigns) &&
		has(sets.countries, keys.countries) &&
		(rule.match.customer === null || rule.match.customer === context.customerType) &&
		isPaymentInRange(compiled, context.paymentNumber) &&
		(rule.when === null ||
			hasLineCondition ||
			evaluateCondition(rule.when, (field) => lookUpField(facts, null, field)) === 'match')
	);
}

function isPaymentInRange({ rule }: CompiledRule, paymentNumber: number | null): boolean {
	const { paymentFrom, paymentTo } = rule.match;
	if (paymentFrom === null && paymentTo === null) return true;
	return (
		paymentNumber !== null &&
		(paymentFrom === null || paymentFrom <= paymentNumber) &&
		(paymentTo === null || paymentNumber <= paymentTo)
	);
}

/** Whether one of the values is in the list; without a list anything is. */
export function has(set: ReadonlySet<string> | null, keys: readonly string[]): boolean {
	return set === null || keys.some((key) => set.has(key));
}
