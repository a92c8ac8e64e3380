import { formatMoney, isZeroMoney, sumMoney, zeroMoney, type Money } from '../kernel';
import type { Commission, CommissionLine, RecordedCommission } from '../model/commission';
import type { Attribution } from '../model/credit';
import { toJson } from '../model/json';
import type { Order } from '../model/order';
import { orderContentHash } from '../model/order-content';
import type { Refund } from '../model/refund';
import type { Verdict } from '../model/verdict';
import type { Conversion, LedgerWrite, OrderState, RecordedRefund } from '../ports/ledger-store';
import { expenseAccount, liabilityAccount } from './accounts';
import { applyRefunds } from './apply-refunds';
import { event, move, transfer, type Act } from './entries';
import { commissionIdOf, conversionIdOf } from './ids';

export interface ConversionInput {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly verdict: Verdict | null;
	readonly commission: Commission;
	/** Keyed hash of the customer; null for an unknown one. */
	readonly customerKey: string | null;
}

export interface ConversionResult {
	/**
	 * `recorded`: new. `repriced`: known as unpaid or without a price, and decided anew. `duplicate`: known
	 * with the same content, nothing written. `conflict`: known with other content, nothing
	 * written; both hashes are given so that a person can look.
	 */
	readonly outcome: 'recorded' | 'repriced' | 'duplicate' | 'conflict';
	readonly conversionId: string;
	readonly contentHash: string;
	readonly recordedHash: string | null;
	readonly commissions: readonly RecordedCommission[];
	/** Refunds of the order that are applied, those that came before it included. */
	readonly refunds: readonly AppliedRefund[];
	readonly message: string;
}

export interface AppliedRefund {
	readonly refundId: string;
	/** Money that went back in all, in the currency of the order. */
	readonly total: Money;
}

interface Decision {
	readonly write: LedgerWrite;
	readonly result: ConversionResult;
}

/**
 * Books one order (C32, C33): the conversion, a commission per beneficiary, its accrual and its
 * events. Refunds that came before the order are applied at once (C30).
 */
export function recordConversion(state: OrderState, input: ConversionInput, act: Act): Decision {
	const contentHash = orderContentHash(input.order);
	const known = state.conversion;
	if (known !== null && canBeDecidedAgain(state, known, input.commission)) {
		return recorded(state, input, contentHash, act);
	}
	if (known !== null && known.contentHash !== contentHash) {
		return unchanged('conflict', state, contentHash, [
			`Order ${input.order.orderNumber} is already recorded with other amounts or lines.`,
			'Nothing was changed; compare the order in the store with the recorded one.',
		]);
	}
	if (known !== null) {
		return unchanged('duplicate', state, contentHash, ['This order is already recorded.']);
	}
	return recorded(state, input, contentHash, act);
}

/** Reasons that time may mend: the same order is decided anew once it has another one. */
const OPEN_REASONS: ReadonlySet<string> = new Set([
	'order_not_paid',
	'no_plan_in_effect',
	'missing_exchange_rate',
]);

/** Whether a recorded order without commissions still waits for something that is here now. */
function canBeDecidedAgain(state: OrderState, known: Conversion, commission: Commission): boolean {
	return (
		state.commissions.length === 0 &&
		OPEN_REASONS.has(known.reason) &&
		commission.reason !== known.reason
	);
}

function appliedRefunds(refunds: readonly RecordedRefund[]): AppliedRefund[] {
	const applied = refunds.filter(({ status }) => status === 'applied');
	return [...new Map(applied.map((entry) => [entry.refundId, entry])).values()].map(
		({ refundId, refund }) => ({ refundId, total: refund.total }),
	);
}

function unchanged(
	outcome: 'duplicate' | 'conflict',
	state: OrderState,
	contentHash: string,
	sentences: readonly string[],
): Decision {
	return {
		write: {},
		result: {
			outcome,
			conversionId: state.conversion?.conversionId ?? '',
			contentHash,
			recordedHash: state.conversion?.contentHash ?? null,
			commissions: state.commissions,
			refunds: appliedRefunds(state.refunds),
			message: sentences.join(' '),
		},
	};
}

function recorded(
	state: OrderState,
	input: ConversionInput,
	contentHash: string,
	act: Act,
): Decision {
	const conversion = conversionOf(input, contentHash, act);
	const booked = input.commission.lines
		.filter((line) => !isZeroMoney(line.amount))
		.map((line) => commissionOf(conversion, input, line, act));
	const write: LedgerWrite = {
		conversion,
		commissions: booked,
		moves: booked.map((entry) =>
			move(entry.commissionId, null, entry.status, entry.statusReason, 'recorded', act),
		),
		transactions: booked.map((entry) =>
			transfer(
				entry,
				{
					kind: 'accrue',
					debit: expenseAccount(entry.programmeId),
					credit: liabilityAccount(entry.status, entry.affiliateId),
					amount: entry.amount,
					cause: conversion.conversionId,
				},
				act,
			),
		),
		events: [
			event(
				conversion.conversionId,
				'conversion.recorded',
				`${contentHash}:${conversion.reason}`,
				{
					conversionId: conversion.conversionId,
					outcome: conversion.outcome,
					reason: conversion.reason,
					commissions: booked.map((entry) => toJson(entry)),
				},
				act,
			),
		],
	};
	const waiting = state.refunds
		.filter(({ status, base }) => status === 'waiting' || base === null)
		.filter(({ refund }) => !isOvertaken(refund, input.order));
	const after = applyRefunds(conversion, booked, [], waiting, act);
	return {
		write: merge(write, after.write),
		result: {
			outcome: state.conversion === null ? 'recorded' : 'repriced',
			conversionId: conversion.conversionId,
			contentHash,
			recordedHash: contentHash,
			commissions: after.commissions,
			refunds: appliedRefunds([...state.refunds, ...after.refunds]),
			message: summary(after.commissions, conversion),
		},
	};
}

/** A cancellation of an order that was paid afterwards is no longer one. */
function isOvertaken(refund: Refund, { status, paidAt }: Order): boolean {
	return (
		refund.kind === 'cancellation' &&
		status !== 'cancelled' &&
		paidAt !== null &&
		paidAt > refund.createdAt
	);
}

function summary(commissions: readonly RecordedCommission[], conversion: Conversion): string {
	if (commissions.length === 0) return `Recorded without a commission: ${conversion.reason}.`;
	const parts = commissions.map(
		(entry) => `${formatMoney(entry.amount)} for ${entry.line.affiliateCode} (${entry.status})`,
	);
	return `Recorded: ${parts.join(', ')}.`;
}

function conversionOf(input: ConversionInput, contentHash: string, act: Act): Conversion {
	const { order, commission, attribution, verdict, customerKey } = input;
	return {
		conversionId: conversionIdOf(order.storeKey, order.orderId),
		storeKey: order.storeKey,
		orderId: order.orderId,
		orderNumber: order.orderNumber,
		contentHash,
		programmeId: attribution.programmeId,
		customerKey,
		orderedAt: order.createdAt,
		recordedAt: act.at,
		outcome: commission.outcome,
		reason: commission.reason,
		base: commission.base,
		net: netOf(order),
		lines:
			commission.baseLines.length > 0
				? commission.baseLines
				: order.lines.map(({ lineId, net }) => ({
						lineId,
						base: zeroMoney(order.currency),
						net,
					})),
		touches: attribution.credits.map(({ touch }) => touch),
		verdict,
		orderTotals: order.totals,
	};
}

function netOf(order: Order): Money {
	return sumMoney(
		order.lines.map(({ net }) => net),
		order.currency,
	);
}

function commissionOf(
	conversion: Conversion,
	{ commission, verdict }: ConversionInput,
	line: CommissionLine,
	act: Act,
): RecordedCommission {
	const programmeId = commission.programmeId ?? '';
	const isHeld = commission.outcome === 'held';
	return {
		commissionId: commissionIdOf(conversion.conversionId, programmeId, line.affiliateId, line.kind),
		conversionId: conversion.conversionId,
		programmeId,
		affiliateId: line.affiliateId,
		kind: line.kind,
		amount: line.amount,
		reversed: zeroMoney(line.amount.currency),
		status: isHeld ? 'held' : 'pending',
		statusReason: isHeld ? (verdict?.reason ?? commission.reason) : commission.reason,
		holdUntil: commission.holdUntil,
		planId: commission.planId ?? '',
		planVersion: commission.planVersion ?? 1,
		line,
		trace: commission.trace,
		createdAt: act.at,
	};
}

/** One write of two; order of entries kept. */
function merge(first: LedgerWrite, second: LedgerWrite): LedgerWrite {
	const conversion = second.conversion ?? first.conversion;
	return {
		...(conversion === undefined ? {} : { conversion }),
		commissions: [...(first.commissions ?? []), ...(second.commissions ?? [])],
		moves: [...(first.moves ?? []), ...(second.moves ?? [])],
		transactions: [...(first.transactions ?? []), ...(second.transactions ?? [])],
		refunds: [...(first.refunds ?? []), ...(second.refunds ?? [])],
		events: [...(first.events ?? []), ...(second.events ?? [])],
	};
}
