import {
	addDays,
	AffiliateError,
	instantFromMilliseconds,
	toMilliseconds,
	type Instant,
	type Money,
} from '../../kernel';
import type { Commission, PricedAffiliate, ReachedMetrics } from '../../model/commission';
import type { Attribution } from '../../model/credit';
import type { Plan } from '../../model/plan';
import type { Programme } from '../../model/programme';
import type { ReplayEntry } from '../../ports/ledger-store';
import { capClaimKey, neededCaps } from '../caps/cap-claims';
import type { CommissionFacts } from '../commission-facts';
import { metricsNeeded } from '../metrics-needed';
import { priceOrder } from '../price-order';
import type { BacktestReport, SkipReason } from './backtest-report';
import { CapRoom } from './cap-room';
import { longestWindow, ProgressBook, tieredRates } from './progress-book';
import { RefundCalendar } from './refund-calendar';
import { ReplayedOrder } from './replayed-order';
import { ReportBuilder } from './report-builder';
import { repricedFacts } from './repriced-facts';

export interface BacktestFacts {
	/** Recorded orders of the programme, oldest first by time of order. */
	readonly entries: AsyncIterable<ReplayEntry>;
	/** Its rules apply by the dates in them; since when the plan itself is in effect does not matter. */
	readonly plan: Plan;
	readonly programme: Programme;
	/**
	 * Affiliates as they are now, for levels that the plan in effect did not look up. Those that an
	 * order was recorded with go before them.
	 */
	readonly affiliates?: readonly PricedAffiliate[];
}

/**
 * Replays recorded orders under another plan (C40) and compares with what was booked. It writes
 * nothing. Credits, customers, payments and exchange rates are those of then; tiers and caps begin
 * at nothing with the first entry and fill as the new plan pays, refunds included when they came.
 * Retroactive tiers rate the earlier orders of their window anew (C10). What a person declined or
 * took back, and what the fraud check rejected, stays so. Bonuses and clicks are no part of it.
 *
 * Reads entries one at a time; memory grows with the affiliates and, where the plan has tiers or
 * caps, with the orders of their longest window. Throws `replay_out_of_order`.
 */
export async function backtest(facts: BacktestFacts): Promise<BacktestReport> {
	const replay = new Replay(facts);
	for await (const entry of facts.entries) replay.take(entry);
	return replay.finish();
}

class Replay {
	private readonly progress: ProgressBook;
	private readonly caps = new CapRoom();
	private readonly refunds = new RefundCalendar();
	private readonly report: ReportBuilder;
	private readonly known: ReadonlyMap<string, PricedAffiliate>;
	/** Days that an order may still be rated anew; null: always. 0 where no tier does so. */
	private readonly openDays: number | null;
	/** Orders that may still be rated anew, oldest first. */
	private open: ReplayedOrder[] = [];
	private now: Instant = '';

	constructor(private readonly terms: Omit<BacktestFacts, 'entries'>) {
		const { plan, programme, affiliates } = terms;
		const retroactive = tieredRates(plan).filter(
			({ isRetroactive, mode }) => isRetroactive && mode === 'threshold',
		);
		this.openDays = retroactive.length === 0 ? 0 : longestWindow(retroactive);
		this.progress = new ProgressBook(plan, programme.currency);
		this.report = new ReportBuilder(plan, programme.currency);
		this.known = new Map((affiliates ?? []).map((entry) => [entry.affiliateId, entry]));
	}

	take(entry: ReplayEntry): void {
		const { orderedAt, orderNumber } = entry.conversion;
		if (orderedAt < this.now) {
			throw new AffiliateError(`Order ${orderNumber} comes before the one replayed last`, {
				code: 'replay_out_of_order',
				hint: 'Give the entries by time of order, oldest first.',
			});
		}
		this.now = orderedAt;
		const facts = this.factsOf(entry);
		if (typeof facts === 'string') {
			this.report.skip(facts);
			return;
		}
		this.refunds.advanceTo(orderedAt);
		this.close(orderedAt);
		const { currency } = this.terms.programme;
		const order = new ReplayedOrder(entry, facts, this.progress, this.caps, currency);
		const commission = this.priced(order, (needed) => needed);
		order.price(commission, orderedAt);
		this.refunds.plan(order);
		if (this.openDays === 0) this.report.add(order.compared());
		else this.open.push(order);
		for (const tier of commission.retroactive) this.rateAnew(tier);
	}

	finish(): BacktestReport {
		for (const order of this.open) this.report.add(order.compared());
		this.open = [];
		return this.report.report();
	}

	private factsOf({ journal, conversion }: ReplayEntry): CommissionFacts | SkipReason {
		const { plan, programme } = this.terms;
		if (journal?.context == null) return 'no_journal';
		if (journal.attribution.programmeId !== programme.programmeId) return 'other_programme';
		const { exchangeRate, affiliates } = journal.context;
		if (journal.order.currency !== programme.currency && exchangeRate === null) {
			return 'missing_exchange_rate';
		}
		const facts = repricedFacts(journal, { plan, programme, metrics: [] });
		const context = {
			...facts.context,
			affiliates: this.withUpline(journal.attribution, affiliates),
		};
		return { ...facts, verdict: conversion.verdict, context };
	}

	/** The credited affiliates and everybody above them who is known. */
	private withUpline(
		{ credits }: Attribution,
		recorded: readonly PricedAffiliate[],
	): PricedAffiliate[] {
		const then = new Map(recorded.map((entry) => [entry.affiliateId, entry]));
		const find = (affiliateId: string) => then.get(affiliateId) ?? this.known.get(affiliateId);
		const found = new Map<string, PricedAffiliate>();
		for (const { affiliateId } of credits) {
			let next = find(affiliateId);
			while (next !== undefined && !found.has(next.affiliateId)) {
				found.set(next.affiliateId, next);
				next = next.parentId === null ? undefined : find(next.parentId);
			}
		}
		return [...found.values()];
	}

	/** The price with what the replay has reached and used so far; `until` moves the windows' ends. */
	private priced(
		{ facts, customerKey }: ReplayedOrder,
		until: (needed: ReturnType<typeof metricsNeeded>[number]) => typeof needed,
	): Commission {
		const { plan } = this.terms;
		const { order, attribution, context } = facts;
		const metrics: ReachedMetrics[] = metricsNeeded(
			plan,
			order,
			attribution,
			context.affiliates,
		).map((needed) => this.progress.reached(until(needed)));
		const capUsage = new Map<string, Money>(
			neededCaps(plan, order, attribution, context.affiliates).map((claim) => [
				capClaimKey(claim),
				this.caps.used(claim, customerKey),
			]),
		);
		return priceOrder({ ...facts, context: { ...context, metrics }, capUsage });
	}

	/** Prices the earlier orders of a window at the tier that was reached (C10). */
	private rateAnew({ affiliateId, from, to }: Commission['retroactive'][number]): void {
		const end = instantFromMilliseconds(toMilliseconds(to) + 1);
		for (const order of this.open) {
			const isInWindow = (from === null || order.at >= from) && order.at < to;
			const { credits } = order.facts.attribution;
			if (!isInWindow || !credits.some((credit) => credit.affiliateId === affiliateId)) continue;
			order.withdraw();
			const commission = this.priced(order, (needed) =>
				needed.affiliateId === affiliateId ? { ...needed, to: end } : needed,
			);
			order.price(commission, this.now);
		}
	}

	/** Reports orders that no tier will rate anew any more, and forgets what they needed. */
	private close(now: Instant): void {
		if (this.openDays === null) return;
		const limit = addDays(now, -this.openDays);
		this.caps.forgetBefore(limit);
		const count = this.open.findIndex((order) => order.at >= limit);
		const over = count < 0 ? this.open.length : count;
		if (over === 0) return;
		for (const order of this.open.splice(0, over)) this.report.add(order.compared());
	}
}
