import type { FraudCase } from '../../lib/model/fraud-case';
import type { Verdict } from '../../lib/model/verdict';
import type { SimulatedAffiliate } from '../simulators/fraud/affiliates';
import type { ClickTally, OrderOutcome, SimulationRun } from './run-simulation';

/** Part of the credited orders in review or rejected from which on an affiliate counts as flagged … */
export const FLAGGED_SHARE = 0.25;
/** … and how many there must be. */
export const FLAGGED_ORDERS = 3;

/** What became of the orders that are fraud by an affiliate, or that it tried to take credit for. */
export interface OrderTally {
	readonly approved: number;
	/** In review or rejected. */
	readonly stopped: number;
	/** Somebody else or nobody got the credit. */
	readonly denied: number;
}

/** What the engine made of one affiliate over the whole run. */
export interface AffiliateResult {
	readonly affiliate: SimulatedAffiliate;
	/** A case about it or its coupon, or enough of its orders stopped. */
	readonly isFlagged: boolean;
	/** One of the cases asks that payouts wait, or orders of it were stopped. */
	readonly isHeld: boolean;
	/** Day of the first case or stopped order, counted from its first order or click; null: never. */
	readonly daysToFlag: number | null;
	/** Rules that hit with effect in its cases and, where enough orders were stopped, in these. */
	readonly ruleIds: readonly string[];
	readonly creditedOrders: number;
	readonly stoppedOrders: number;
	readonly fraudOrders: OrderTally;
	readonly clicks: ClickTally;
}

/** Judges every affiliate of a run against the truth. */
export function measure(run: SimulationRun): AffiliateResult[] {
	return run.affiliates.map((affiliate) => resultOf(affiliate, run));
}

function resultOf(
	affiliate: SimulatedAffiliate,
	{ orders, scans, clicks }: SimulationRun,
): AffiliateResult {
	const affiliateId = `aff_${affiliate.code}`;
	const credited = orders.filter((order) => isCreditedTo(order, affiliate.code));
	const stopped = credited.filter(isStopped);
	const cases = scans.flatMap(({ day, cases: opened }) =>
		opened
			.filter(({ affiliateIds }) => affiliateIds.includes(affiliateId))
			.map((fraudCase) => ({ day, fraudCase })),
	);
	const hasStopped =
		stopped.length >= FLAGGED_ORDERS && stopped.length >= FLAGGED_SHARE * credited.length;
	const days = [
		...cases.map(({ day }) => day),
		...(hasStopped ? stopped.map(({ day }) => day) : []),
	];
	return {
		affiliate,
		isFlagged: days.length > 0,
		isHeld: hasStopped || cases.some(({ fraudCase }) => fraudCase.holds),
		daysToFlag: days.length === 0 ? null : Math.max(0, Math.min(...days) - affiliate.firstDay),
		ruleIds: [
			...new Set([
				...cases.flatMap(({ fraudCase }) => effectiveRules(fraudCase)),
				...(hasStopped ? stopped : []).flatMap(({ verdict }) =>
					verdict === null ? [] : effectiveRules(verdict),
				),
			]),
		].sort(),
		creditedOrders: credited.length,
		stoppedOrders: stopped.length,
		fraudOrders: tallyOf(affiliate.code, orders),
		clicks: clicks.get(affiliate.code) ?? { requests: 0, counted: 0 },
	};
}

function tallyOf(code: string, orders: readonly OrderOutcome[]): OrderTally {
	const own = orders.filter(
		({ purchase, contestedBy }) => purchase.truth.fraudster === code || contestedBy.includes(code),
	);
	const credited = own.filter((order) => isCreditedTo(order, code));
	const stopped = credited.filter(isStopped).length;
	return {
		approved: credited.length - stopped,
		stopped,
		denied: own.length - credited.length,
	};
}

export function isCreditedTo({ attribution }: OrderOutcome, code: string): boolean {
	return attribution.credits.some(({ affiliateCode }) => affiliateCode === code);
}

export function isStopped({ verdict }: OrderOutcome): boolean {
	return verdict !== null && verdict.verdict !== 'approve';
}

function effectiveRules({ findings }: Pick<FraudCase | Verdict, 'findings'>): string[] {
	return findings
		.filter(({ status, isMonitored, weight, isHard }) => {
			return status === 'hit' && !isMonitored && (isHard || weight > 0);
		})
		.map(({ ruleId }) => ruleId);
}
