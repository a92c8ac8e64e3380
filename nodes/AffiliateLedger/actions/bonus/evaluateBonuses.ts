import { bonusCommission, evaluateBonus, type BonusFacts } from '../../../../lib/commission';
import {
	addDays,
	AffiliateError,
	instantFromMilliseconds,
	toMilliseconds,
	windowEnd,
	windowStart,
	type Instant,
} from '../../../../lib/kernel';
import { clawBackBonus, conversionIdOf, recordConversion, type Act } from '../../../../lib/ledger';
import type { Affiliate } from '../../../../lib/model/affiliate';
import type { Plan } from '../../../../lib/model/plan';
import type { PlanBonus } from '../../../../lib/model/plan/bonus';
import type { Programme } from '../../../../lib/model/programme';
import type { AffiliateStore } from '../../../../lib/ports/store';

const MOST_AFFILIATES = 100_000;

interface Evaluation {
	readonly programme: Programme;
	/** A moment in the only window to look at; null for the present one and the one before. */
	readonly at: Instant | null;
}

export interface BonusResult {
	/** `booked` now, `known` from before, `clawed_back` because refunds undid it. */
	readonly outcome: 'booked' | 'known' | 'clawed_back';
	readonly bonusId: string;
	readonly affiliateCode: string;
	readonly windowFrom: Instant | null;
	readonly message: string;
}

/**
 * Looks at every bonus for every affiliate. The window before the present one is looked at again,
 * because its last day and late refunds come after it. A window has the bonuses of the plan that was
 * in effect when it ended, so that a new bonus is never paid for a window before it was promised.
 */
export async function evaluateBonuses(
	store: AffiliateStore,
	{ programme, at }: Evaluation,
	act: Act,
): Promise<BonusResult[]> {
	const results: BonusResult[] = [];
	const affiliates = await store.registry.affiliates(MOST_AFFILIATES);
	for (const due of await dueBonuses(store, programme, at, act.at)) {
		const clicks = await clicksIn(store, programme, due.bonus, due.window);
		for (const affiliate of affiliates) {
			const facts = await factsOf(store, { ...due, programme, affiliate, clicks });
			const result = await settle(store, facts, act);
			if (result !== null) results.push(result);
		}
	}
	return results;
}

interface Window {
	readonly from: Instant | null;
	readonly to: Instant;
}

interface DueBonus {
	readonly plan: Plan;
	readonly bonus: PlanBonus;
	readonly window: Window;
}

/** Throws `no_plan_in_effect` where there is no plan whose bonuses could be looked at. */
async function dueBonuses(
	store: AffiliateStore,
	programme: Programme,
	at: Instant | null,
	now: Instant,
): Promise<DueBonus[]> {
	const { registry } = store;
	const present = await registry.planInEffect(programme.programmeId, at ?? now);
	const due: DueBonus[] = [];
	for (const plan of await registry.plans(programme.programmeId)) {
		for (const bonus of plan.bonuses) {
			for (const window of windowsOf(bonus, at, now)) {
				const end = lastMomentOf(window, now);
				const governing = await registry.planInEffect(programme.programmeId, end);
				if (governing?.planId !== plan.planId || governing.version !== plan.version) continue;
				due.push({ plan, bonus, window });
			}
		}
	}
	if (present === null && due.length === 0) throw noPlan(programme);
	return due;
}

function noPlan({ code }: Programme): AffiliateError {
	return new AffiliateError(`Programme '${code}' has no plan in effect`, {
		code: 'no_plan_in_effect',
		path: 'programme',
		hint: "Create one with 'Plan: Create or Update', or check its 'Effective From'.",
	});
}

function windowsOf({ window, timeZone }: PlanBonus, at: Instant | null, now: Instant): Window[] {
	const windowOf = (moment: Instant): Window => ({
		from: windowStart(moment, window, timeZone),
		to: windowEnd(moment, window, timeZone) ?? addDays(now, 1),
	});
	const present = windowOf(at ?? now);
	if (at !== null || present.from === null) return [present];
	return [windowOf(justBefore(present.from)), present];
}

/** Of a window that is not over: now. */
function lastMomentOf({ to }: Window, now: Instant): Instant {
	return to <= now ? justBefore(to) : now;
}

function justBefore(instant: Instant): Instant {
	return instantFromMilliseconds(toMilliseconds(instant) - 1);
}

async function clicksIn(
	store: AffiliateStore,
	{ programmeId, createdAt }: Programme,
	{ metric }: PlanBonus,
	{ from, to }: Window,
): Promise<ReadonlyMap<string, number>> {
	if (metric !== 'clicks') return new Map();
	const counts = await store.history.clickCounts(programmeId, from ?? createdAt, to);
	return new Map(counts.map(({ affiliateId, clicks }) => [affiliateId, clicks]));
}

async function factsOf(
	store: AffiliateStore,
	{
		affiliate,
		window,
		clicks,
		...terms
	}: {
		bonus: PlanBonus;
		plan: Plan;
		programme: Programme;
		affiliate: Affiliate;
		window: Window;
		clicks: ReadonlyMap<string, number>;
	},
): Promise<BonusFacts> {
	const { programmeId, currency } = terms.programme;
	const { affiliateId, code, status, groupCode, parentId } = affiliate;
	const metrics = await store.history.affiliateMetrics(
		affiliateId,
		programmeId,
		currency,
		window.from,
		window.to,
	);
	return {
		...terms,
		affiliate: { affiliateId, code, status, groupCode, parentId },
		metrics: { ...metrics, clicks: clicks.get(affiliateId) ?? 0 },
		windowFrom: window.from,
		windowTo: window.to,
	};
}

/** Books a reached bonus, or takes a booked one back; null when there is nothing to say. */
async function settle(
	store: AffiliateStore,
	facts: BonusFacts,
	act: Act,
): Promise<BonusResult | null> {
	const { bonus, affiliate, windowFrom } = facts;
	const decision = evaluateBonus(facts);
	const sale = bonusCommission(facts, decision, act.at);
	const key = { storeKey: sale.order.storeKey, orderId: sale.order.orderId };
	const about = { bonusId: bonus.bonusId, affiliateCode: affiliate.code, windowFrom };
	const known = await store.ledger.conversion(conversionIdOf(key.storeKey, key.orderId));
	if (known?.conversion != null) {
		if (decision.isThresholdReached || !bonus.isClawedBack) return null;
		const [commission] = known.commissions;
		if (commission === undefined || isTakenBack(commission.status)) return null;
		await store.ledger.decide(key, (state) =>
			clawBackBonus(state, commission.commissionId, decision.sentence, act),
		);
		return { outcome: 'clawed_back', ...about, message: decision.sentence };
	}
	if (!decision.isReached || decision.amount.amountMinor === 0n) return null;
	const result = await store.ledger.decide(key, (state) =>
		recordConversion(state, { ...sale, verdict: null, customerKey: null }, act),
	);
	const outcome = result.outcome === 'recorded' ? 'booked' : 'known';
	return { outcome, ...about, message: decision.sentence };
}

function isTakenBack(status: string): boolean {
	return status === 'reversed' || status === 'declined';
}
