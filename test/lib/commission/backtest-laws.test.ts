import fc from 'fast-check';
import { backtest } from '../../../lib/commission/backtest';
import { capClaimKey, neededCaps } from '../../../lib/commission/caps/cap-claims';
import { metricsNeeded } from '../../../lib/commission/metrics-needed';
import { priceOrder } from '../../../lib/commission/price-order';
import {
	addMoney,
	instantFromMilliseconds,
	money,
	roundQuotient,
	subtractMoney,
	sumMoney,
	toMilliseconds,
	zeroMoney,
	type Instant,
	type Money,
} from '../../../lib/kernel';
import type { Commission, CommissionLine, ReachedMetrics } from '../../../lib/model/commission';
import type { Journal } from '../../../lib/model/journal';
import type { Plan } from '../../../lib/model/plan';
import type { TieredRate } from '../../../lib/model/plan/rate';
import type { ReplayEntry } from '../../../lib/ports/ledger-store';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aProgramme,
	aRecordedCommission,
	aRefund,
	percentage,
} from '../../support/builders';
import {
	aJournal,
	aPricedAffiliate,
	aPricingContext,
	aRecordedRefund,
	aReplayEntry,
} from '../../support/builders/replay';

/*
 * A small company that books as orders and refunds come, looking through everything it has each
 * time: another way to the same numbers than the running sums of the backtest.
 */

interface Happening {
	readonly at: Instant;
	readonly affiliates: readonly number[];
	readonly base: bigint;
	readonly customer: number | null;
	/** After so many milliseconds so many percent of the base come back. */
	readonly refunds: ReadonlyArray<{ readonly after: number; readonly percent: number }>;
	readonly isDeclined: boolean;
}

interface Booking {
	readonly id: string;
	readonly happening: Happening;
	readonly journal: Journal;
	readonly first: readonly CommissionLine[];
	lines: readonly CommissionLine[];
	readonly refunds: ReadonlyArray<{ readonly at: Instant; readonly base: bigint }>;
}

const PROGRAMME = aProgramme();
const EARNERS = [0, 1, 2].map((index) =>
	aPricedAffiliate({
		affiliateId: `aff_${index}`,
		code: `a${index}`,
		parentId: index === 0 ? null : `aff_${index - 1}`,
	}),
);

function later(at: Instant, milliseconds: number): Instant {
	return instantFromMilliseconds(toMilliseconds(at) + milliseconds);
}

/** As the ledger books: what earns, and what tiers count. */
function isBooked({ amount, countsTowardsTier }: CommissionLine): boolean {
	return countsTowardsTier || amount.amountMinor !== 0n;
}

class Company {
	readonly bookings: Booking[] = [];

	constructor(private readonly plan: Plan) {}

	book(happening: Happening, number: number): void {
		const journal = journalOf(happening, number);
		const commission = this.price(journal, happening, null, happening.at, null);
		const lines = commission.lines.filter(isBooked);
		this.bookings.push({
			id: `cnv_${number}`,
			happening,
			journal,
			first: lines,
			lines,
			refunds: happening.refunds.map(({ after, percent }) => ({
				at: later(happening.at, after),
				base: (happening.base * BigInt(percent)) / 100n,
			})),
		});
		for (const tier of commission.retroactive) {
			for (const earlier of this.bookings) {
				const isInWindow =
					(tier.from === null || earlier.happening.at >= tier.from) &&
					earlier.happening.at < tier.to;
				if (!isInWindow || earlier.happening.isDeclined) continue;
				if (!earlier.happening.affiliates.some((index) => `aff_${index}` === tier.affiliateId))
					continue;
				const again = this.price(
					earlier.journal,
					earlier.happening,
					tier.affiliateId,
					happening.at,
					earlier,
				);
				earlier.lines = again.lines.filter(isBooked);
			}
		}
	}

	entries(): ReplayEntry[] {
		return this.bookings.map((booking) => {
			const { base, isDeclined, customer } = booking.happening;
			const refunded = refundedBy(booking, null);
			return aReplayEntry({
				journal: booking.journal,
				conversion: {
					conversionId: booking.id,
					base: money(base, 'EUR'),
					net: money(base, 'EUR'),
					customerKey: customer === null ? null : `customer-${customer}`,
				},
				commissions: booking.lines.map((line, index) => {
					const first = booking.first.find((entry) => keyOf(entry) === keyOf(line));
					const amount = first?.amount ?? zeroMoney('EUR');
					return aRecordedCommission({
						commissionId: `${booking.id}-${index}`,
						affiliateId: line.affiliateId,
						kind: line.kind,
						amount,
						adjusted: subtractMoney(line.amount, amount),
						reversed: isDeclined ? line.amount : taken(line.amount, refunded, base),
						status: isDeclined ? 'declined' : 'pending',
						line,
					});
				}),
				refunds: booking.refunds.map(({ at, base: part }, index) =>
					aRecordedRefund(money(part, 'EUR'), {
						refundId: `${booking.id}-refund-${index}`,
						refund: aRefund({ createdAt: at }),
					}),
				),
			});
		});
	}

	private price(
		journal: Journal,
		happening: Happening,
		latecomer: string | null,
		now: Instant,
		except: Booking | null,
	): Commission {
		const { order, attribution } = journal;
		const context = aPricingContext({ affiliates: EARNERS });
		const others = this.bookings.filter((booking) => booking !== except);
		const metrics = metricsNeeded(this.plan, order, attribution, EARNERS).map((needed) => {
			const to = needed.affiliateId === latecomer ? later(now, 1) : needed.to;
			return metricsOf(others, { ...needed, to }, now);
		});
		const capUsage = new Map(
			neededCaps(this.plan, order, attribution, EARNERS).map((claim) => {
				const own = others.filter(
					({ happening: other }) =>
						!other.isDeclined &&
						(claim.from === null || other.at >= claim.from) &&
						(claim.to === null || other.at < claim.to) &&
						(claim.scope !== 'customer' ||
							(happening.customer !== null && other.customer === happening.customer)),
				);
				const used = own.flatMap((booking) =>
					booking.lines
						.filter((line) => claim.affiliateId === null || line.affiliateId === claim.affiliateId)
						.map((line) => keptBy(line.amount, booking, now)),
				);
				return [capClaimKey(claim), sumMoney(used, 'EUR')] as const;
			}),
		);
		return priceOrder({
			order,
			attribution,
			verdict: null,
			programme: PROGRAMME,
			plan: this.plan,
			context: { ...context, metrics },
			capUsage,
		});
	}
}

function journalOf({ at, affiliates, base }: Happening, number: number): Journal {
	return aJournal({
		order: anOrder({
			orderId: String(number),
			orderNumber: `#${number}`,
			createdAt: at,
			paidAt: at,
			lines: [anOrderLine({ net: money(base, 'EUR') })],
		}),
		attribution: anAttribution({
			credits: affiliates.map((index) =>
				aCredit({ affiliateId: `aff_${index}`, affiliateCode: `a${index}`, weight: index + 1 }),
			),
		}),
		context: aPricingContext({ affiliates: EARNERS }),
	});
}

function metricsOf(
	bookings: readonly Booking[],
	needed: Pick<ReachedMetrics, 'key' | 'affiliateId' | 'from' | 'to'>,
	now: Instant,
): ReachedMetrics {
	let [revenue, sales, commission] = [0n, 0, 0n];
	let [grossRevenue, grossSales, grossCommission] = [0n, 0, 0n];
	for (const booking of bookings) {
		const { at, base, isDeclined } = booking.happening;
		const line = booking.lines.find(
			(entry) => entry.affiliateId === needed.affiliateId && entry.level === 0,
		);
		if (line === undefined || isDeclined) continue;
		if ((needed.from !== null && at < needed.from) || at >= needed.to) continue;
		const credited = roundQuotient(base * BigInt(line.weight), BigInt(line.weightTotal), 'half_up');
		const refunded = refundedBy(booking, now);
		const kept = keptBy(line.amount, booking, now).amountMinor;
		grossRevenue += credited;
		grossSales += 1;
		grossCommission += line.amount.amountMinor;
		commission += kept;
		const isReversed = kept === 0n && line.amount.amountMinor !== 0n;
		if (isReversed || refunded >= base) continue;
		revenue += credited - taken(money(credited, 'EUR'), refunded, base).amountMinor;
		sales += 1;
	}
	const eur = (minor: bigint) => money(minor, 'EUR');
	return {
		...needed,
		revenue: eur(revenue),
		sales,
		commission: eur(commission),
		grossRevenue: eur(grossRevenue),
		grossSales,
		grossCommission: eur(grossCommission),
	};
}

function refundedBy({ refunds }: Booking, until: Instant | null): bigint {
	return refunds
		.filter(({ at }) => until === null || at <= until)
		.reduce((sum, { base }) => sum + base, 0n);
}

function keptBy(amount: Money, booking: Booking, until: Instant): Money {
	return subtractMoney(amount, taken(amount, refundedBy(booking, until), booking.happening.base));
}

function taken(amount: Money, refunded: bigint, base: bigint): Money {
	if (refunded >= base) return amount;
	return money(roundQuotient(amount.amountMinor * refunded, base, 'half_up'), amount.currency);
}

function keyOf({ affiliateId, level, sourceAffiliateId }: CommissionLine): string {
	return `${affiliateId}:${level}:${sourceAffiliateId ?? ''}`;
}

const DAY = 86_400_000;

const happening = fc.record({
	at: fc
		.integer({ min: 0, max: 60 * 24 })
		.map((hours) => instantFromMilliseconds(Date.UTC(2026, 9, 10) + hours * 3_600_000)),
	affiliates: fc.subarray([0, 1, 2], { minLength: 1 }),
	base: fc.bigInt(1n, 40_000n),
	customer: fc.option(fc.integer({ min: 0, max: 2 })),
	refunds: fc.array(
		fc.record({
			after: fc.integer({ min: 1, max: 20 * DAY }),
			percent: fc.integer({ min: 0, max: 50 }),
		}),
		{ maxLength: 2 },
	),
	isDeclined: fc.boolean().map((value) => value),
});

const rate: fc.Arbitrary<TieredRate> = fc.record({
	type: fc.constant('tiered' as const),
	mode: fc.constantFrom('threshold' as const, 'marginal' as const),
	metric: fc.constantFrom('revenue' as const, 'sales' as const, 'commission' as const),
	window: fc.constantFrom(
		'week' as const,
		'month' as const,
		'rolling' as const,
		'lifetime' as const,
	),
	rollingDays: fc.constant(10),
	timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
	isRetroactive: fc.boolean(),
	mayFallBack: fc.boolean(),
	tiers: fc.constant([
		{ from: '0', rate: percentage('5') },
		{ from: '3', rate: percentage('8') },
		{ from: '300', rate: percentage('12') },
	]),
});

const plan: fc.Arbitrary<Plan> = fc
	.record({
		rate,
		hasLevels: fc.boolean(),
		caps: fc.subarray([
			{ capId: 'one', scope: 'affiliate' as const, window: 'week' as const, limit: 4_000n },
			{ capId: 'two', scope: 'customer' as const, window: 'lifetime' as const, limit: 6_000n },
			{ capId: 'three', scope: 'programme' as const, window: 'month' as const, limit: 12_000n },
		]),
	})
	.map((parts) =>
		aPlan({
			rate: parts.rate,
			levels: parts.hasLevels ? { basis: 'base', percents: ['2', '1'], inactive: 'drop' } : null,
			caps: parts.caps.map(({ limit, ...cap }) => ({
				...cap,
				timeZone: 'Europe/Berlin',
				limit: money(limit, 'EUR'),
			})),
		}),
	);

async function* stream(entries: readonly ReplayEntry[]): AsyncGenerator<ReplayEntry> {
	for (const entry of entries) yield await Promise.resolve(entry);
}

function booked(given: Plan, happenings: readonly Happening[]): ReplayEntry[] {
	const company = new Company(given);
	const inOrder = [...happenings].sort((a, b) => (a.at < b.at ? -1 : 1));
	for (const [number, entry] of inOrder.entries()) company.book(entry, number);
	return company.entries();
}

const happenings = fc.array(happening, { minLength: 1, maxLength: 25 });

describe('a backtest of the plan that the orders were booked under', () => {
	it('finds no difference, with tiers, caps, levels, splits, refunds and declined orders', async () => {
		await fc.assert(
			fc.asyncProperty(plan, happenings, async (given, orders) => {
				const entries = booked(given, orders);
				const report = await backtest({
					entries: stream(entries),
					plan: given,
					programme: PROGRAMME,
				});
				expect(report.largest.map(({ sentence }) => sentence)).toEqual([]);
				expect(report.affiliates.every(({ difference }) => difference.amountMinor === 0n)).toBe(
					true,
				);
				expect(report.orders).toBe(entries.length);
			}),
			{ numRuns: 150 },
		);
	}, 60_000);
});

describe('a backtest of another plan', () => {
	it('adds up: affiliates sum to the totals, and every difference is proposed less booked', async () => {
		await fc.assert(
			fc.asyncProperty(plan, plan, happenings, async (before, after, orders) => {
				const { affiliates, totals } = await backtest({
					entries: stream(booked(before, orders)),
					plan: after,
					programme: PROGRAMME,
				});
				for (const key of ['booked', 'proposed', 'difference'] as const) {
					expect(
						sumMoney(
							affiliates.map((entry) => entry[key]),
							'EUR',
						),
					).toEqual(totals[key]);
				}
				expect(addMoney(totals.booked, totals.difference)).toEqual(totals.proposed);
			}),
			{ numRuns: 50 },
		);
	}, 60_000);

	it('proposes what booking under that plan would have come to', async () => {
		await fc.assert(
			fc.asyncProperty(plan, plan, happenings, async (before, after, orders) => {
				const standing = orders.map((order) => ({ ...order, isDeclined: false }));
				const test = { plan: after, programme: PROGRAMME };
				const trial = await backtest({ entries: stream(booked(before, standing)), ...test });
				const real = await backtest({ entries: stream(booked(after, standing)), ...test });
				expect(trial.totals.proposed).toEqual(real.totals.booked);
			}),
			{ numRuns: 100 },
		);
	}, 60_000);
});
