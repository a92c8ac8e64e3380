import {
	addDays,
	allocateMoney,
	applyRate,
	formatMoney,
	isZeroMoney,
	negateMoney,
	rateFromPercent,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../../lib/kernel';
import {
	recordConversion,
	recordDispute,
	recordRefund,
	type Act,
	type RecordRequest,
} from '../../../lib/ledger';
import type { Commission } from '../../../lib/model/commission';
import type { Attribution } from '../../../lib/model/credit';
import type { Dispute } from '../../../lib/model/dispute';
import type { Order } from '../../../lib/model/order';
import type { LedgerTransaction } from '../../../lib/model/posting';
import type { Refund } from '../../../lib/model/refund';
import type {
	CommissionAdjustment,
	CommissionMove,
	LedgerWrite,
	OrderState,
	OutboxEvent,
} from '../../../lib/ports/ledger-store';
import {
	aCommission,
	aCommissionLine,
	anAttribution,
	anOrder,
	anOrderLine,
	aRefund,
	aVerdict,
	eur,
	ORDERED_AT,
	STORE_KEY,
} from '../../support/builders';
import { accountBalance, applyWrite, emptyState } from './ledger-state';

export interface Terms {
	readonly percent: string;
	readonly planVersion: number;
}

/**
 * A commission as an engine would answer: a percentage of the goods, shared by the credits' weights.
 * Written here anew, so that the ledger is tested against a price of its own.
 */
export function priced(
	order: Order,
	{ credits, programmeId }: Attribution = anAttribution(),
	{ percent, planVersion }: Terms = { percent: '10', planVersion: 1 },
	overrides: Partial<Commission> = {},
): Commission {
	const baseLines = order.lines.map(({ lineId, net }) => ({ lineId, base: net, net }));
	const base = sumMoney(
		baseLines.map((line) => line.base),
		order.currency,
	);
	const whole = applyRate(base, rateFromPercent(percent), 'half_up');
	const weights = credits.map(({ weight }) => weight);
	const weightTotal = weights.reduce((sum, weight) => sum + weight, 0);
	const shares = credits.length === 0 ? [] : allocateMoney(whole, weights.map(BigInt));
	const lines = credits.map(({ affiliateId, affiliateCode, weight }, index) => {
		const amount = shares[index] ?? zeroMoney(order.currency);
		return aCommissionLine({
			affiliateId,
			affiliateCode,
			amount,
			orderAmount: amount,
			base,
			weight,
			weightTotal,
			rate: `${percent} %`,
			sentence: `${percent} % of ${formatMoney(base)}`,
		});
	});
	const earning = lines.filter(({ amount }) => !isZeroMoney(amount));
	const reason = reasonOf(order, credits.length, earning.length);
	return aCommission({
		outcome: reason === 'priced' ? 'commissioned' : 'skipped',
		reason,
		programmeId,
		planVersion,
		base,
		baseLines,
		lines: reason === 'priced' ? earning : [],
		total: sumMoney(
			earning.map(({ amount }) => amount),
			order.currency,
		),
		holdUntil: addDays(order.createdAt, 30),
		...overrides,
	});
}

function reasonOf(order: Order, credits: number, lines: number): Commission['reason'] {
	if (credits === 0) return 'no_affiliate';
	if (order.status === 'pending') return 'order_not_paid';
	return lines === 0 ? 'nothing_commissionable' : 'priced';
}

/** What is recorded for an order; the commission is priced from it unless it is given. */
export function inputOf(overrides: Partial<RecordRequest> & { terms?: Terms } = {}): RecordRequest {
	const { terms, ...given } = overrides;
	const order = given.order ?? anOrder();
	const attribution = given.attribution ?? anAttribution();
	return {
		order,
		attribution,
		verdict: aVerdict(),
		commission: priced(order, attribution, terms),
		customerKey: 'key',
		...given,
	};
}

/** An order with one line of a net amount, changed in the store `minutes` after it was made. */
export function orderOf(net: string | Money, minutes = 0): Order {
	const amount = typeof net === 'string' ? eur(net) : net;
	return anOrder({
		lines: [anOrderLine({ net: amount })],
		updatedAt: minutesAfter(ORDERED_AT, minutes),
	});
}

/** A refund of part of the only line. */
export function partialRefund(refundId: string, net: string | Money): Refund {
	const amount = typeof net === 'string' ? eur(net) : net;
	return aRefund({
		refundId,
		lines: [{ lineId: 'line-1', quantity: 0, net: amount, tax: zeroMoney(amount.currency) }],
		total: amount,
	});
}

/** A notice of a dispute about the whole order of 100.00, `minutes` after it was opened. */
export function aDispute(overrides: Partial<Dispute> = {}, minutes = 0): Dispute {
	const openedAt = '2026-11-25T08:00:00.000Z';
	return {
		platform: 'shopify',
		storeKey: STORE_KEY,
		disputeId: 'dp_1',
		orderId: '1001',
		status: 'open',
		reason: 'fraudulent',
		currency: 'EUR',
		amount: eur('100.00'),
		openedAt,
		updatedAt: minutesAfter(openedAt, minutes),
		...overrides,
	};
}

export function minutesAfter(instant: string, minutes: number): string {
	return addDays(instant, minutes / (24 * 60));
}

/** One order's ledger: its state, and everything that was ever written. Every act is a minute later. */
export class OrderLedger {
	state: OrderState = emptyState;

	readonly transactions: LedgerTransaction[] = [];

	readonly moves: CommissionMove[] = [];

	readonly adjustments: CommissionAdjustment[] = [];

	readonly events: OutboxEvent[] = [];

	readonly writes: LedgerWrite[] = [];

	private minutes = 0;

	/** The end of the hold has passed when this begins. */
	constructor(private readonly start: string = '2027-01-01T00:00:00.000Z') {}

	run<Result>(
		decide: (state: OrderState, act: Act) => { write: LedgerWrite; result: Result },
	): Result {
		this.minutes += 1;
		const act = { at: minutesAfter(this.start, this.minutes), actor: 'test' };
		const { write, result } = decide(this.state, act);
		this.state = applyWrite(this.state, write);
		this.writes.push(write);
		this.transactions.push(...(write.transactions ?? []));
		this.moves.push(...(write.moves ?? []));
		this.adjustments.push(...(write.adjustments ?? []));
		this.events.push(...(write.events ?? []));
		return result;
	}

	record(overrides: Parameters<typeof inputOf>[0] = {}) {
		return this.run((state, act) => recordConversion(state, inputOf(overrides), act));
	}

	refund(refund: Refund) {
		return this.run((state, act) => recordRefund(state, refund, act));
	}

	dispute(dispute: Dispute) {
		return this.run((state, act) => recordDispute(state, dispute, act));
	}

	/** The first commission, which is Anna's. */
	get commission() {
		const [first] = this.state.commissions;
		if (first === undefined) throw new Error('No commission is booked');
		return first;
	}

	get commissionId(): string {
		return this.commission.commissionId;
	}

	/** Credit balance of an account of Anna: what is owed to her there. */
	owed(account: string, affiliateId = 'aff_anna'): Money {
		return negateMoney(accountBalance(this.transactions, `${account}:${affiliateId}`, 'EUR'));
	}

	expense(): Money {
		return accountBalance(this.transactions, 'expense:prg_spring', 'EUR');
	}
}
