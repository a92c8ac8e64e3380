import { formatMoney } from '../kernel';
import { toJson } from '../model/json';
import type { Order } from '../model/order';
import { orderContentHash } from '../model/order-content';
import type { CommissionAdjustment, Conversion, OrderState } from '../ports/ledger-store';
import { adjustCommissions } from './adjust-commissions';
import { bindCustomer } from './bind-customer';
import { conversionOf, journalOf, type ConversionInput } from './conversion-record';
import { appliedRefunds, unchangedConversion, type ConversionDecision } from './conversion-result';
import { event, type Act } from './entries';
import { areUpToDate, earnedAfterEdit, type ReadAdjustments } from './kept-adjustments';
import { isPriced } from './priced-reasons';
import { recordedTerms } from './recorded-terms';
import { recoverWrittenOff } from './recover-written-off';
import { refundsWithoutBase, settleAdjusted } from './settle-adjusted';
import { mergeWrites, type Step } from './steps';

interface EditRequest extends ConversionInput {
	readonly adjustments?: ReadAdjustments;
}

/** Whether the store changed an order after the recorded version; unknown times never say so. */
export function isLaterEdit({ orderUpdatedAt }: Conversion, { updatedAt }: Order): boolean {
	return orderUpdatedAt !== null && updatedAt > orderUpdatedAt;
}

/**
 * Books the difference that an edit of a recorded order makes (C31), up or down, under the terms
 * the order was recorded with: the next version of the conversion, an adjustment per commission,
 * commissions of new beneficiaries, and what all applied refunds take of the new base.
 */
export function editConversion(
	state: OrderState,
	known: Conversion,
	input: EditRequest,
	act: Act,
): ConversionDecision {
	const conversion = nextVersion(state, known, input, act);
	const refusal = refusalOf(state, known, input);
	if (refusal !== null) {
		return unchangedConversion('conflict', state, conversion.contentHash, [
			`Order ${input.order.orderNumber} was edited in the store. ${refusal}`,
			'Nothing was changed.',
		]);
	}
	const cause = `edit:${conversion.version}`;
	const adjusted = adjustCommissions(
		state.commissions,
		{
			kind: 'edit',
			cause: String(conversion.version),
			before: known,
			now: conversion,
			commission: input.commission,
			verdict: conversion.verdict,
			earned: (recorded, priced) => earnedAfterEdit(recorded, priced, input.adjustments),
			adjustments: input.adjustments,
			note: null,
		},
		act,
	);
	const incoming = refundsWithoutBase(state);
	const settled = settleAdjusted(state, conversion, adjusted, incoming, cause, act);
	const adjustments = adjusted.write.adjustments ?? [];
	const mayBind = state.commissions.length === 0 && conversion.customerKey === input.customerKey;
	const binding = mayBind ? bindCustomer(state.binding, input, act) : null;
	return {
		write: recoverWrittenOff(
			state,
			mergeWrites(
				{
					conversion,
					journal: journalOf(input),
					bindings: binding === null ? [] : [binding],
					events: [editedEvent(conversion, adjustments, act)],
				},
				settled.write,
			),
			act,
		),
		result: {
			outcome: 'adjusted',
			conversionId: conversion.conversionId,
			contentHash: conversion.contentHash,
			recordedHash: known.contentHash,
			commissions: settled.commissions,
			adjustments,
			refunds: appliedRefunds([...state.refunds, ...settled.refunds]),
			message: summary(adjusted),
		},
	};
}

/** Who the customer is, what the order is and when it was recorded stay as they were. */
function nextVersion(
	{ commissions }: OrderState,
	known: Conversion,
	input: ConversionInput,
	act: Act,
): Conversion {
	const next = conversionOf(input, orderContentHash(input.order), act);
	return {
		...next,
		kind: known.kind,
		version: known.version + 1,
		conversionId: known.conversionId,
		customerKey: known.customerKey ?? next.customerKey,
		recordedAt: known.recordedAt,
		verdict: next.verdict ?? known.verdict,
		touches: commissions.length === 0 ? next.touches : known.touches,
	};
}

/** Why an edit is not booked by itself, in one sentence; null when it is. */
function refusalOf(state: OrderState, known: Conversion, input: EditRequest): string | null {
	const { commission, order, attribution } = input;
	if (order.currency !== known.net.currency) {
		return `Its currency is ${order.currency} now and was ${known.net.currency}.`;
	}
	const first = recordedTerms(known, state.commissions);
	if (first === undefined) return null;
	const isCreditedToNobody = known.touches.length === 0 && commission.reason === 'no_affiliate';
	if (!isPriced(commission) && !isCreditedToNobody) {
		return `It could not be priced: ${commission.reason}.`;
	}
	if (commission.planId !== first.planId || commission.planVersion !== first.planVersion) {
		return (
			`It was priced by plan ${commission.planId ?? '(none)'} v${commission.planVersion ?? '–'}, ` +
			`but it is recorded under ${first.planId} v${first.planVersion}; an edit keeps its terms.`
		);
	}
	if (commission.lines.some(({ amount }) => amount.currency !== first.amount.currency)) {
		return `It was priced in another currency than ${first.amount.currency}.`;
	}
	const credited = attribution.credits.map(({ touch }) => touch.affiliateId);
	if (
		!isSameSet(
			credited,
			known.touches.map(({ affiliateId }) => affiliateId),
		)
	) {
		return 'It was credited to other affiliates than the ones recorded; an edit keeps its credits.';
	}
	if (areUpToDate(state.commissions, input.adjustments)) return null;
	return 'Its commissions were adjusted at the same moment; record it once more.';
}

function isSameSet(first: readonly string[], second: readonly string[]): boolean {
	const a = new Set(first);
	const b = new Set(second);
	return a.size === b.size && [...a].every((entry) => b.has(entry));
}

function editedEvent(
	conversion: Conversion,
	adjustments: readonly CommissionAdjustment[],
	act: Act,
) {
	const { conversionId, version, outcome, reason } = conversion;
	return event(
		conversionId,
		'conversion.adjusted',
		String(version),
		{
			conversionId,
			version,
			outcome,
			reason,
			adjustments: adjustments.map(({ commissionId, amount }) => ({
				commissionId,
				amount: toJson(amount),
			})),
		},
		act,
	);
}

function summary({ commissions, write }: Step): string {
	const codes = new Map(
		commissions.map(({ commissionId, line }) => [commissionId, line.affiliateCode]),
	);
	const changed = (write.adjustments ?? []).map(
		({ commissionId, amount }) =>
			`${amount.amountMinor > 0n ? '+' : ''}${formatMoney(amount)} for ${codes.get(commissionId)}`,
	);
	const added = (write.commissions ?? []).map(
		({ amount, line }) => `${formatMoney(amount)} for ${line.affiliateCode}`,
	);
	const parts = [...changed, ...added];
	if (parts.length === 0) return 'The edit changes no commission.';
	return `The order was edited: ${parts.join(', ')}.`;
}
