import type { OrderLine } from '../../model/order';
import type { Plan } from '../../model/plan';
import type { CountedLine } from '../commission-base';
import { evaluateCondition } from '../conditions';
import { comparableText } from '../conditions/comparable';
import {
	anchorKey,
	compilePlan,
	type Candidate,
	type CompiledPlan,
	type CompiledRule,
	type ListDimension,
} from './compile-plan';
import { has, keysOf, matchesOrder, orderKeys } from './match-order';
import { lookUpField, type LookFacts } from './order-fields';
import { ownRate } from './own-rate';
import { comparePrecedence } from './precedence';

type LineKeys = Readonly<Record<'skus' | 'productIds' | 'categories', readonly string[]>>;

const ORDER_ANCHORS = [
	'affiliateIds',
	'coupons',
	'affiliateGroups',
	'campaigns',
	'countries',
	'actions',
] as const satisfies readonly ListDimension[];

const LINE_ANCHORS = ['skus', 'productIds', 'categories'] as const;

/**
 * Which rates may apply to each line of an order for one credit (C5), those that go first in front.
 * Rules for products, or with a condition on lines, apply to their lines only; all others to the
 * whole order. The own rates of affiliates and the rate of the plan are for sales.
 */
export function matchLines(
	plan: Plan,
	lines: readonly CountedLine[],
	facts: LookFacts,
): ReadonlyArray<readonly Candidate[]> {
	const compiled = compilePlan(plan);
	const keys = orderKeys(facts.order, facts.credit.affiliateId, facts.context);
	const matching = new Map<CompiledRule, boolean>();
	const isMatching = (rule: CompiledRule): boolean => {
		const known = matching.get(rule);
		if (known !== undefined) return known;
		const answer = matchesOrder(rule, keys, facts);
		matching.set(rule, answer);
		return answer;
	};
	const ofOrder = [
		...compiled.loose,
		...ORDER_ANCHORS.flatMap((anchor) => anchoredAt(compiled, anchor, keys)),
	].filter(isMatching);
	const forAll: Candidate[] = [
		...new Set(ofOrder.filter(({ isForLines }) => !isForLines)),
		...standingRates(compiled, facts),
	].sort(byPrecedence);
	const forSome = ofOrder.filter(({ isForLines }) => isForLines);
	return lines.map(({ line }) => {
		const ofLine = lineKeys(line);
		const anchored = LINE_ANCHORS.flatMap((anchor) => anchoredAt(compiled, anchor, ofLine));
		const own = [...forSome, ...anchored.filter(isMatching)].filter((rule) =>
			matchesLine(rule, line, ofLine, facts),
		);
		return own.length === 0 ? forAll : [...new Set([...own, ...forAll])].sort(byPrecedence);
	});
}

function byPrecedence(a: Candidate, b: Candidate): number {
	return comparePrecedence(a.precedence, b.precedence);
}

function anchoredAt<Dimension extends ListDimension>(
	{ anchored }: CompiledPlan,
	dimension: Dimension,
	keys: Readonly<Record<Dimension, readonly string[]>>,
): CompiledRule[] {
	return keys[dimension].flatMap((key) => anchored.get(anchorKey(dimension, key)) ?? []);
}

function standingRates(compiled: CompiledPlan, { order, credit }: LookFacts): Candidate[] {
	if (order.action !== null) return [];
	const own = ownRate(compiled, credit.affiliateId, order.createdAt);
	return [own, compiled.planRate].filter((candidate) => candidate !== null);
}

function lineKeys(line: OrderLine | null): LineKeys {
	return {
		skus: keysOf(line?.sku),
		productIds: keysOf(line?.productId),
		categories: line?.categories.map(comparableText) ?? [],
	};
}

function matchesLine(
	{ rule, sets, hasLineCondition }: CompiledRule,
	line: OrderLine | null,
	keys: LineKeys,
	facts: LookFacts,
): boolean {
	return (
		has(sets.skus, keys.skus) &&
		has(sets.productIds, keys.productIds) &&
		has(sets.categories, keys.categories) &&
		(rule.when === null ||
			!hasLineCondition ||
			evaluateCondition(rule.when, (field) => lookUpField(facts, line, field)) === 'match')
	);
}
