import { formatMoney } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import { toJson } from '../model/json';
import type { Order } from '../model/order';
import { orderContentHash } from '../model/order-content';
import type { Refund } from '../model/refund';
import type { Conversion, OrderState } from '../ports/ledger-store';
import { bindCustomer } from './bind-customer';
import { bookCommissions } from './book-commissions';
import { conversionOf, journalOf, type ConversionInput } from './conversion-record';
import { appliedRefunds, unchangedConversion, type ConversionDecision } from './conversion-result';
import { editConversion, isLaterEdit } from './edit-conversion';
import { event, type Act } from './entries';
import { holdAdded } from './hold-disputed';
import type { ReadAdjustments } from './kept-adjustments';
import { settleOrder } from './settle-order';
import { mergeWrites } from './steps';

export interface RecordRequest extends ConversionInput {
	/**
	 * Every adjustment of the order's commissions, where it has some: an edit leaves corrections by
	 * hand as they are and re-ratings in proportion. Without them it brings the commissions to
	 * exactly what the input says.
	 */
	readonly adjustments?: ReadAdjustments;
	/** A person cleared the order: that the check rejected it does not stand any more. */
	readonly isCleared?: boolean;
}

/**
 * Books one order (C32, C33): the conversion, a commission per beneficiary, its accrual, its events
 * and the binding of the customer (C13). Refunds and disputes that came before the order are
 * applied at once (C30). A known order that the store edited since is adjusted (C31).
 */
export function recordConversion(
	state: OrderState,
	input: RecordRequest,
	act: Act,
): ConversionDecision {
	const contentHash = orderContentHash(input.order);
	const known = state.conversion;
	if (known === null || canBeDecidedAgain(state, known, input, contentHash)) {
		return recorded(state, input, contentHash, act);
	}
	if (known.contentHash === contentHash) {
		return unchangedConversion('duplicate', state, contentHash, [
			'This order is already recorded.',
		]);
	}
	if (isLaterEdit(known, input.order)) return editConversion(state, known, input, act);
	return unchangedConversion('conflict', state, contentHash, [
		`Order ${input.order.orderNumber} is already recorded with other amounts or lines.`,
		'Nothing was changed; compare the order in the store with the recorded one.',
	]);
}

/** Reasons that time may mend: the same order is decided anew once it has another one. */
const OPEN_REASONS: ReadonlySet<string> = new Set([
	'order_not_paid',
	'no_plan_in_effect',
	'missing_exchange_rate',
]);

/**
 * Whether a recorded order without commissions still waits for something that is here now. Only an
 * unpaid one may come with other content: its customer could still change it.
 */
function canBeDecidedAgain(
	state: OrderState,
	known: Conversion,
	{ commission, isCleared = false }: RecordRequest,
	contentHash: string,
): boolean {
	const isOpen = isCleared && known.reason === 'rejected_by_fraud_check';
	return (
		state.commissions.length === 0 &&
		(isOpen || OPEN_REASONS.has(known.reason)) &&
		commission.reason !== known.reason &&
		(known.contentHash === contentHash || known.reason === 'order_not_paid')
	);
}

function recorded(
	state: OrderState,
	input: ConversionInput,
	contentHash: string,
	act: Act,
): ConversionDecision {
	const conversion = {
		...conversionOf(input, contentHash, act),
		version: nextVersion(state.conversion),
	};
	const { commission, verdict } = input;
	const booked = bookCommissions(
		{ conversion, commission, verdict, holdReason: null },
		commission.lines,
		act,
	);
	const waiting = state.refunds
		.filter(({ status, base }) => status === 'waiting' || base === null)
		.filter(({ refund }) => !isOvertaken(refund, input.order));
	const settled = settleOrder(
		booked.commissions,
		{ conversion, refunds: state.refunds, disputes: state.disputes },
		waiting,
		'recorded',
		act,
	);
	const held = holdAdded(settled, 0, state.disputes, 'recorded', act);
	const binding = bindCustomer(state.binding, input, act);
	const write = mergeWrites(
		{ conversion, journal: journalOf(input) },
		booked.write,
		{
			bindings: binding === null ? [] : [binding],
			events: [recordedEvent(conversion, booked.commissions, act)],
		},
		settled.write,
		held.write,
	);
	return {
		write,
		result: {
			outcome: state.conversion === null ? 'recorded' : 'repriced',
			conversionId: conversion.conversionId,
			contentHash,
			recordedHash: contentHash,
			commissions: held.commissions,
			adjustments: [],
			refunds: appliedRefunds([...state.refunds, ...settled.refunds]),
			message: summary(held.commissions, conversion),
		},
	};
}

/** What is decided anew takes the place of the first version; one that was edited gets the next. */
function nextVersion(known: Conversion | null): number {
	return known === null || known.version === 1 ? 1 : known.version + 1;
}

function recordedEvent(conversion: Conversion, booked: readonly RecordedCommission[], act: Act) {
	const { conversionId, contentHash, outcome, reason } = conversion;
	return event(
		conversionId,
		'conversion.recorded',
		`${contentHash}:${reason}`,
		{ conversionId, outcome, reason, commissions: booked.map((entry) => toJson(entry)) },
		act,
	);
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
