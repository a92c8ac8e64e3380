import { performance } from 'node:perf_hooks';

import type { CommissionFacts } from '../../lib/commission/index.ts';
import type { Plan } from '../../lib/model/plan.ts';
import type { BuiltLib } from './built-lib.ts';
import { profileStages, type CpuProfile, type Stage } from './cpu-stages.ts';
import {
	plainCommission,
	plainOrder,
	plainPlanPercent,
	plainRules,
	type PlainOrder,
} from './plain-arithmetic.ts';
import { sampleFacts } from './sample-orders.ts';
import { samplePlan } from './sample-plan.ts';
import { median } from './text-table.ts';

const BATCH = 1_000;
const ROUNDS = 7;
const ROUND_MILLISECONDS = 400;
const PROFILE_MILLISECONDS = 4_000;
/** Plans that were read anew, for calls that each have one of their own. */
const FRESH_PLANS = 200;

export interface Rate {
	readonly name: string;
	readonly perSecond: number;
	/** Median over the rounds of this rate by the baseline's of the same round. */
	readonly ratio: number;
}

export interface PricingResult {
	readonly baseline: Rate;
	readonly rates: readonly Rate[];
	readonly profile: CpuProfile;
	/** Microseconds to prepare the plan's rules. */
	readonly compileMicroseconds: number;
}

/** Prices some orders and says how many. */
type Contestant = () => number;

const STAGES: readonly Stage[] = [
	{
		name: 'compile plan',
		files: [/commission\/rules\/(compile-plan|precedence)\.js$/],
		functions: /^(compile|compilePlan|compileRule|setOf|precedenceOf)$/,
	},
	{
		name: 'trace and sentences',
		files: [
			/commission\/(credit-sentence|describe-base)\.js$/,
			/commission\/rules\/choice-trace\.js$/,
			/commission\/rates\/marginal-rate\.js$/,
		],
		functions: /^(?!marginalRate$|percentOf$)/,
	},
	{
		name: 'trace and sentences',
		files: [/commission\/price-credits\.js$/],
		functions: /^uniqueSteps$/,
	},
	{
		name: 'trace and sentences',
		files: [/commission\/sharing\/share-among\.js$/],
		functions: /^(splitTrace|minimumStep)$/,
	},
	{ name: 'trace and sentences', files: [/kernel\/money\/decimal\.js$/], functions: /^format/ },
	{ name: 'match and choose rules', files: [/commission\/(rules|conditions)\//] },
	{ name: 'commission base', files: [/commission\/(commission-base|store-credit)\.js$/] },
	{ name: 'caps', files: [/commission\/caps\//] },
	{ name: 'rates and tiers', files: [/commission\/(rates\/|earning\.js$)/] },
	{ name: 'splits, levels, parts', files: [/commission\/(sharing\/|level-lines|credit-line)/] },
	{ name: 'rest of pricing', files: [/commission\//] },
];

/**
 * Prices the same orders by the engine and by plain arithmetic, round by round in turn, so that
 * whatever else the machine does weighs on both.
 */
export async function benchPricing(lib: BuiltLib): Promise<PricingResult> {
	const plan = samplePlan(lib);
	const facts = sampleFacts(lib, plan, BATCH);
	const best = { ...plan, ruleMode: 'best' as const };
	const plain = plainContestant(plan, facts.map(plainOrder));
	const contestants: Array<[string, Contestant]> = [
		['single calls, plan prepared', singleCalls(lib, facts)],
		['single calls, plan read anew for each', callsWithFreshPlans(lib, facts)],
		['batches of 1,000, plan read anew for each', batches(lib, plan, facts)],
		['batches of 1,000, mode "best"', batches(lib, best, facts)],
	];
	for (const run of [plain, ...contestants.map(([, each]) => each)]) ratePerSecond(run);
	const plainRates: number[] = [];
	const results = contestants.map(([name]) => ({
		name,
		rates: [] as number[],
		ratios: [] as number[],
	}));
	for (let round = 0; round < ROUNDS; round += 1) {
		const yardstick = ratePerSecond(plain);
		plainRates.push(yardstick);
		for (const [index, [, run]] of contestants.entries()) {
			const rate = ratePerSecond(run);
			results[index]?.rates.push(rate);
			results[index]?.ratios.push(rate / yardstick);
		}
	}
	const run = batches(lib, plan, facts);
	return {
		baseline: { name: 'plain numbers (baseline)', perSecond: median(plainRates), ratio: 1 },
		rates: results.map(({ name, rates, ratios }) => ({
			name,
			perSecond: median(rates),
			ratio: median(ratios),
		})),
		profile: await profileStages(STAGES, () => {
			const end = performance.now() + PROFILE_MILLISECONDS;
			while (performance.now() < end) run();
		}),
		compileMicroseconds: compileTime(lib, facts),
	};
}

/** Results are added up, or the compiler would see that nobody needs them. */
const kept = { sum: 0 };

function plainContestant(plan: Plan, orders: readonly PlainOrder[]): Contestant {
	const rules = plainRules(plan);
	const planPercent = plainPlanPercent(plan);
	return () => {
		for (const order of orders) kept.sum += plainCommission(order, rules, planPercent);
		return orders.length;
	};
}

function singleCalls({ commission }: BuiltLib, facts: readonly CommissionFacts[]): Contestant {
	let at = 0;
	return () => {
		const entry = facts[at++ % facts.length];
		if (entry !== undefined) kept.sum += commission.priceOrder(entry).lines.length;
		return 1;
	};
}

/** Each call has a plan nobody has seen, as an execution of one order has. */
function callsWithFreshPlans(lib: BuiltLib, facts: readonly CommissionFacts[]): Contestant {
	let at = 0;
	const plans = Array.from({ length: FRESH_PLANS }, () => samplePlan(lib));
	return () => {
		const entry = facts[at % facts.length];
		const plan = plans[at++ % plans.length];
		if (entry === undefined || plan === undefined) return 0;
		kept.sum += lib.commission.priceOrder({ ...entry, plan: { ...plan } }).lines.length;
		return 1;
	};
}

function batches(lib: BuiltLib, plan: Plan, facts: readonly CommissionFacts[]): Contestant {
	return () => {
		const own = { ...plan };
		for (const entry of facts) {
			kept.sum += lib.commission.priceOrder({ ...entry, plan: own }).lines.length;
		}
		return facts.length;
	};
}

function ratePerSecond(run: Contestant): number {
	const start = performance.now();
	const end = start + ROUND_MILLISECONDS;
	let orders = 0;
	let now = start;
	while (now < end) {
		orders += run();
		now = performance.now();
	}
	return (orders * 1_000) / (now - start);
}

/** What the first order with a plan costs more than the same one again. */
function compileTime({ commission }: BuiltLib, facts: readonly CommissionFacts[]): number {
	const differences = facts.slice(0, FRESH_PLANS).map((entry) => {
		const fresh = entry.plan === null ? entry : { ...entry, plan: { ...entry.plan } };
		const start = performance.now();
		kept.sum += commission.priceOrder(fresh).lines.length;
		const middle = performance.now();
		kept.sum += commission.priceOrder(fresh).lines.length;
		return middle - start - (performance.now() - middle);
	});
	return median(differences) * 1_000;
}
