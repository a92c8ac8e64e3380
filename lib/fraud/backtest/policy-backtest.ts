import type { FraudPolicy } from '../../model/fraud-policy';
import type { TraitHash } from '../../model/trait';
import type { Verdict } from '../../model/verdict';
import type { CheckedOrder } from '../../ports/fraud-store';
import { evaluateOrder } from '../evaluate-order';

type Outcome = Verdict['verdict'];

/** Orders that would have been decided otherwise; more than these are only counted. */
const MOST_CHANGES = 200;

export interface ChangedOrder {
	readonly storeKey: string;
	readonly orderId: string;
	readonly before: Outcome;
	readonly after: Outcome;
	readonly label: CheckedOrder['label'];
	readonly reason: string;
}

/** How verdicts stand against what people decided. */
export interface Judgement {
	/** Fraud that was not let through. */
	readonly caught: number;
	/** Fraud that passed. */
	readonly missed: number;
	/** Honest orders that were stopped. */
	readonly stoppedWrongly: number;
	readonly passedRightly: number;
	/** caught / (caught + stoppedWrongly); null without any. */
	readonly precision: number | null;
	/** caught / (caught + missed); null without any. */
	readonly recall: number | null;
}

export interface PolicyBacktestReport {
	readonly orders: number;
	readonly before: Readonly<Record<Outcome, number>>;
	readonly after: Readonly<Record<Outcome, number>>;
	readonly changed: number;
	readonly changes: readonly ChangedOrder[];
	/** Over the orders that people decided about. */
	readonly judgedBefore: Judgement;
	readonly judgedAfter: Judgement;
	/** Hits with effect by rule under the tried policy. */
	readonly hitsByRule: Readonly<Record<string, number>>;
}

interface Tally {
	readonly counts: Record<Outcome, number>;
	caught: number;
	missed: number;
	stoppedWrongly: number;
	passedRightly: number;
}

/**
 * Tries a policy on past orders, from the facts that were kept with their checks (C40 for fraud). A
 * person's decision counts as what was true, and has no part in the verdict that is tried.
 */
export class PolicyBacktest {
	private orders = 0;

	private changed = 0;

	private readonly changes: ChangedOrder[] = [];

	private readonly hits = new Map<string, number>();

	private readonly before = newTally();

	private readonly after = newTally();

	constructor(
		private readonly policy: FraudPolicy,
		private readonly options: {
			readonly mutedRuleIds: ReadonlySet<string>;
			readonly hash: TraitHash;
		},
	) {}

	/** Throws `invalid_input` and `unknown_fraud_rule` for a policy that does not fit. */
	add({ check, facts, label }: CheckedOrder): void {
		const verdict = evaluateOrder({ ...facts, decision: null }, this.policy, {
			...this.options,
			policyVersion: null,
		});
		const was = check.verdict.verdict;
		this.orders += 1;
		count(this.before, was, label);
		count(this.after, verdict.verdict, label);
		for (const { status, isMonitored, ruleId } of verdict.findings) {
			if (status !== 'hit' || isMonitored) continue;
			this.hits.set(ruleId, (this.hits.get(ruleId) ?? 0) + 1);
		}
		if (verdict.verdict === was) return;
		this.changed += 1;
		if (this.changes.length >= MOST_CHANGES) return;
		const { storeKey, orderId } = check;
		this.changes.push({
			storeKey,
			orderId,
			before: was,
			after: verdict.verdict,
			label,
			reason: verdict.reason,
		});
	}

	report(): PolicyBacktestReport {
		return {
			orders: this.orders,
			before: this.before.counts,
			after: this.after.counts,
			changed: this.changed,
			changes: this.changes,
			judgedBefore: judgementOf(this.before),
			judgedAfter: judgementOf(this.after),
			hitsByRule: Object.fromEntries(
				[...this.hits].sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1))),
			),
		};
	}
}

function newTally(): Tally {
	return {
		counts: { approve: 0, review: 0, reject: 0 },
		caught: 0,
		missed: 0,
		stoppedWrongly: 0,
		passedRightly: 0,
	};
}

function count(tally: Tally, outcome: Outcome, label: CheckedOrder['label']): void {
	tally.counts[outcome] += 1;
	const isStopped = outcome !== 'approve';
	if (label === 'confirmed') tally[isStopped ? 'caught' : 'missed'] += 1;
	if (label === 'cleared') tally[isStopped ? 'stoppedWrongly' : 'passedRightly'] += 1;
}

function judgementOf({ caught, missed, stoppedWrongly, passedRightly }: Tally): Judgement {
	const stopped = caught + stoppedWrongly;
	const frauds = caught + missed;
	return {
		caught,
		missed,
		stoppedWrongly,
		passedRightly,
		precision: stopped === 0 ? null : caught / stopped,
		recall: frauds === 0 ? null : caught / frauds,
	};
}
