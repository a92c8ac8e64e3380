import type { Plan, PlanRate } from '../../model/plan';
import type { Condition } from '../../model/plan/condition';
import type { PlanRule, RuleMatch } from '../../model/plan/rule';
import { comparableText } from '../conditions/comparable';
import { comparePrecedence, precedenceOf, type Precedence } from './precedence';

/** One rate of the plan that may apply: a rule's, an affiliate's own, or the plan's. */
export interface Candidate {
	/** Null for an affiliate's own rate and the rate of the plan. */
	readonly ruleId: string | null;
	/** "rule ‘Beans’", "the affiliate's own rate" */
	readonly label: string;
	readonly rate: PlanRate;
	/** Null: as the plan says. */
	readonly holdDays: number | null;
	readonly precedence: Precedence;
}

/** The lists of a match, each ready to be looked up; null where the rule does not care. */
type MatchSets = Readonly<Record<ListDimension, ReadonlySet<string> | null>>;

const LIST_DIMENSIONS = [
	'affiliateIds',
	'skus',
	'productIds',
	'categories',
	'coupons',
	'affiliateGroups',
	'campaigns',
	'countries',
	'actions',
] as const satisfies ReadonlyArray<keyof RuleMatch>;

export type ListDimension = (typeof LIST_DIMENSIONS)[number];

export interface CompiledRule extends Candidate {
	readonly rule: PlanRule;
	readonly sets: MatchSets;
	/** Whether it has to be looked at line by line. */
	readonly isForLines: boolean;
	/** Whether its condition has to be. */
	readonly hasLineCondition: boolean;
}

export interface CompiledPlan {
	/** By one value each of them needs: `anchorKey(dimension, value)`. */
	readonly anchored: ReadonlyMap<string, readonly CompiledRule[]>;
	/** Rules without a list, which nothing leads to. */
	readonly loose: readonly CompiledRule[];
	/** Rules that look at what an affiliate reached. */
	readonly tiered: readonly CompiledRule[];
	readonly affiliateRates: ReadonlyMap<string, Plan['affiliateRates']>;
	/** Null where the plan pays nothing beyond its rules. */
	readonly planRate: Candidate | null;
}

const compiledPlans = new WeakMap<Plan, CompiledPlan>();

/**
 * Prepares a plan once, so that an order looks at the rules that one of its values leads to and not
 * at all of them. A plan version never changes, so what was prepared stays true.
 */
export function compilePlan(plan: Plan): CompiledPlan {
	const known = compiledPlans.get(plan);
	if (known !== undefined) return known;
	const compiled = compile(plan);
	compiledPlans.set(plan, compiled);
	return compiled;
}

function compile(plan: Plan): CompiledPlan {
	const rules = plan.rules
		.map(compileRule)
		.sort((a, b) => comparePrecedence(a.precedence, b.precedence));
	const anchored = new Map<string, CompiledRule[]>();
	const loose: CompiledRule[] = [];
	for (const rule of rules) {
		const anchor = LIST_DIMENSIONS.find((dimension) => rule.sets[dimension] !== null);
		if (anchor === undefined) loose.push(rule);
		else {
			for (const value of rule.sets[anchor] ?? []) add(anchored, anchorKey(anchor, value), rule);
		}
	}
	const affiliateRates = new Map<string, Plan['affiliateRates']>();
	for (const entry of plan.affiliateRates) add(affiliateRates, entry.affiliateId, entry);
	const tiered = rules.filter(({ rate }) => rate.type === 'tiered');
	return { anchored, loose, tiered, affiliateRates, planRate: planRateOf(plan) };
}

export function anchorKey(dimension: ListDimension, value: string): string {
	return `${dimension}:${value}`;
}

function compileRule(rule: PlanRule, place: number): CompiledRule {
	const sets = Object.fromEntries(
		LIST_DIMENSIONS.map((dimension) => [dimension, setOf(dimension, rule.match[dimension])]),
	) as MatchSets;
	const hasLineCondition = rule.when !== null && looksAtLines(rule.when);
	const isForLines =
		hasLineCondition || sets.skus !== null || sets.productIds !== null || sets.categories !== null;
	return {
		ruleId: rule.ruleId,
		label: `rule ‘${rule.name}’`,
		rate: rule.rate,
		holdDays: rule.holdDays,
		precedence: precedenceOf(rule, place),
		rule,
		sets,
		isForLines,
		hasLineCondition,
	};
}

/** Ids of affiliates are ours and compare exactly; everything people typed compares without case. */
function setOf(dimension: ListDimension, values: readonly string[]): ReadonlySet<string> | null {
	if (values.length === 0) return null;
	return new Set(dimension === 'affiliateIds' ? values : values.map(comparableText));
}

function looksAtLines(condition: Condition): boolean {
	if ('all' in condition) return condition.all.some(looksAtLines);
	if ('any' in condition) return condition.any.some(looksAtLines);
	return condition.field.startsWith('line.');
}

function planRateOf(plan: Plan): Candidate | null {
	if (plan.rate === null) return null;
	return {
		ruleId: null,
		label: `the rate of plan ‘${plan.name}’ v${plan.version}`,
		rate: plan.rate,
		holdDays: null,
		// After every rule, one with a negative priority included.
		precedence: { level: 'all', dimensions: 0, priority: -Infinity, place: Infinity },
	};
}

function add<Entry>(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [entry]);
	else list.push(entry);
}
