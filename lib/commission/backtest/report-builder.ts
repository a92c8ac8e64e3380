import {
	addMoney,
	formatMoney,
	isZeroMoney,
	subtractMoney,
	roundQuotient,
	zeroMoney,
	type Instant,
	type Money,
} from '../../kernel';
import type { Plan } from '../../model/plan';
import type {
	AffiliateDifference,
	BacktestReport,
	Difference,
	OrderDifference,
	SkipReason,
} from './backtest-report';

const LARGEST_ORDERS = 20;

/** What one beneficiary gets of one order. */
export interface Share {
	readonly affiliateId: string;
	readonly code: string;
	readonly booked: Money;
	readonly proposed: Money;
}

export interface ComparedOrder {
	readonly conversionId: string;
	readonly orderNumber: string;
	readonly orderedAt: Instant;
	/** Less what was refunded, in the currency of the programme. */
	readonly base: Money;
	readonly shares: readonly Share[];
	/** How the new price came about. */
	readonly sentences: readonly string[];
}

interface Tally {
	readonly code: string;
	readonly booked: Money;
	readonly proposed: Money;
	readonly orders: number;
}

/** Adds up orders as they come, in memory for the affiliates only. */
export class ReportBuilder {
	private readonly byAffiliate = new Map<string, Tally>();
	private readonly skips = new Map<SkipReason, number>();
	private largest: OrderDifference[] = [];
	private orders = 0;
	private from: Instant | null = null;
	private to: Instant | null = null;
	private base: Money;

	constructor(
		private readonly plan: Plan,
		private readonly currency: string,
	) {
		this.base = zeroMoney(currency);
	}

	skip(reason: SkipReason): void {
		this.skips.set(reason, (this.skips.get(reason) ?? 0) + 1);
	}

	add(order: ComparedOrder): void {
		this.orders += 1;
		if (this.from === null || order.orderedAt < this.from) this.from = order.orderedAt;
		if (this.to === null || order.orderedAt > this.to) this.to = order.orderedAt;
		this.base = addMoney(this.base, order.base);
		for (const share of perAffiliate(order.shares)) {
			if (isZeroMoney(share.booked) && isZeroMoney(share.proposed)) continue;
			const known = this.byAffiliate.get(share.affiliateId);
			this.byAffiliate.set(share.affiliateId, {
				code: share.code,
				booked: known === undefined ? share.booked : addMoney(known.booked, share.booked),
				proposed: known === undefined ? share.proposed : addMoney(known.proposed, share.proposed),
				orders: (known?.orders ?? 0) + 1,
			});
		}
		this.rank(order);
	}

	report(): BacktestReport {
		const affiliates = [...this.byAffiliate]
			.map(([affiliateId, { code, booked, proposed, orders }]): AffiliateDifference => ({
				affiliateId,
				code,
				...differenceOf(booked, proposed),
				orders,
			}))
			.sort((a, b) => bySize(a, b) || (a.affiliateId < b.affiliateId ? -1 : 1));
		const totals = sumOf(affiliates, this.currency);
		const reasons = [...this.skips].map(([reason, count]) => ({ reason, count }));
		return {
			planId: this.plan.planId,
			planVersion: this.plan.version,
			planName: this.plan.name,
			period: this.from === null || this.to === null ? null : { from: this.from, to: this.to },
			orders: this.orders,
			skipped: { count: reasons.reduce((sum, { count }) => sum + count, 0), reasons },
			affiliates,
			totals,
			base: this.base,
			percentOfBase: {
				booked: percentText(totals.booked, this.base),
				proposed: percentText(totals.proposed, this.base),
				difference: percentText(totals.difference, this.base),
			},
			largest: this.largest,
		};
	}

	private rank(order: ComparedOrder): void {
		const totals = sumOf(order.shares, this.currency);
		if (isZeroMoney(totals.difference)) return;
		const { conversionId, orderNumber, orderedAt } = order;
		const last = this.largest.at(-1);
		if (this.largest.length === LARGEST_ORDERS && last !== undefined && bySize(last, totals) <= 0) {
			return;
		}
		const entry = { conversionId, orderNumber, orderedAt, ...totals };
		const sentence = this.sentenceOf(order, totals);
		this.largest = [...this.largest, { ...entry, sentence }].sort(bySize).slice(0, LARGEST_ORDERS);
	}

	private sentenceOf({ orderNumber, orderedAt, sentences }: ComparedOrder, totals: Difference) {
		const how = sentences.length === 0 ? 'nothing is paid' : sentences.join('; ');
		return (
			`Order ${orderNumber} of ${orderedAt.slice(0, 10)}: ${formatMoney(totals.booked)} booked, ` +
			`${formatMoney(totals.proposed)} under plan ‘${this.plan.name}’ v${this.plan.version}: ${how}`
		);
	}
}

function perAffiliate(shares: readonly Share[]): Share[] {
	const sums = new Map<string, Share>();
	for (const share of shares) {
		const known = sums.get(share.affiliateId);
		sums.set(
			share.affiliateId,
			known === undefined
				? share
				: {
						...known,
						booked: addMoney(known.booked, share.booked),
						proposed: addMoney(known.proposed, share.proposed),
					},
		);
	}
	return [...sums.values()];
}

function sumOf(
	entries: ReadonlyArray<Pick<Difference, 'booked' | 'proposed'>>,
	currency: string,
): Difference {
	const zero = zeroMoney(currency);
	return differenceOf(
		entries.reduce((sum, { booked }) => addMoney(sum, booked), zero),
		entries.reduce((sum, { proposed }) => addMoney(sum, proposed), zero),
	);
}

function differenceOf(booked: Money, proposed: Money): Difference {
	return { booked, proposed, difference: subtractMoney(proposed, booked) };
}

/** Largest difference first, whichever way it goes. */
function bySize(a: Pick<Difference, 'difference'>, b: Pick<Difference, 'difference'>): number {
	const [left, right] = [sizeOf(a.difference), sizeOf(b.difference)];
	if (left === right) return 0;
	return left > right ? -1 : 1;
}

function sizeOf({ amountMinor }: Money): bigint {
	return amountMinor < 0n ? -amountMinor : amountMinor;
}

/** Percent with two decimals: "-1.25". */
function percentText(part: Money, whole: Money): string | null {
	if (whole.amountMinor <= 0n) return null;
	const hundredths = roundQuotient(part.amountMinor * 10_000n, whole.amountMinor, 'half_up');
	const digits = sizeOf({ amountMinor: hundredths, currency: part.currency })
		.toString()
		.padStart(3, '0');
	return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
