import { formatAmount } from '../../kernel';
import {
	rejectedOutcome,
	requireId,
	type ConversionAdjustment,
	type ConversionCancellation,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { ImpactClient } from './client';
import { actionTypeForm } from './conversion-form';
import { queuedOutcome } from './queue';

const REASONS: Readonly<Record<ConversionAdjustment['reason'], string>> = {
	refund: 'ITEM_RETURNED',
	edit: 'ORDER_UPDATE',
	fraud: 'ORDER_UPDATE',
	other: 'ORDER_UPDATE',
};

const DISPOSITIONS: Readonly<Record<ConversionCancellation['reason'], string>> = {
	refund: 'ITEM_RETURNED',
	chargeback: 'CONS_FRAUD',
	cancelled: 'ORDER_ERROR',
	fraud: 'CONS_FRAUD',
	duplicate: 'ORDER_ERROR',
	test: 'TEST_ACTION',
	other: 'OTHER',
};

interface Which {
	readonly orderId: string;
	readonly conversionId: string | null;
	readonly actionType: string | null;
}

/** Sets what is left; nothing left reverses the action. Queued by Impact. */
export async function adjustConversion(
	client: ImpactClient,
	{ amount, reason, note, more, ...which }: ConversionAdjustment,
): Promise<PlatformOutcome> {
	const place = placeOf(which);
	if ('outcome' in place) return place.outcome;
	const answer = await client.call({
		method: 'PUT',
		path: '/Actions',
		form: {
			...place.form,
			Reason: REASONS[reason],
			Amount: formatAmount(amount),
			...(note === null ? {} : { Note: note }),
			...more,
		},
		safety: 'repeatable',
	});
	return queuedOutcome(answer, which.conversionId, [note ?? '']);
}

/** Reverses the action. Queued by Impact. */
export async function cancelConversion(
	client: ImpactClient,
	{ reason, note, more, ...which }: ConversionCancellation,
): Promise<PlatformOutcome> {
	const place = placeOf(which);
	if ('outcome' in place) return place.outcome;
	return await reverse(client, place.form, DISPOSITIONS[reason], { note, more });
}

/** By the number of the action alone. */
export async function reverseAction(
	client: ImpactClient,
	actionId: string,
	note: string | null,
): Promise<PlatformOutcome> {
	const form = { ActionId: requireId(actionId, 'commissionId') };
	return await reverse(client, form, 'OTHER', { note, more: {} });
}

async function reverse(
	client: ImpactClient,
	form: Readonly<Record<string, string>>,
	disposition: string,
	{ note, more }: { readonly note: string | null; readonly more: Readonly<Record<string, string>> },
): Promise<PlatformOutcome> {
	const answer = await client.call({
		method: 'DELETE',
		path: '/Actions',
		form: {
			...form,
			DispositionCode: disposition,
			...(note === null ? {} : { Note: note }),
			...more,
		},
		safety: 'repeatable',
	});
	return queuedOutcome(answer, form['ActionId'] ?? null, [note ?? '']);
}

/** An action by its number; else by action tracker and order. */
function placeOf({
	orderId,
	conversionId,
	actionType,
}: Which): { readonly form: Record<string, string> } | { readonly outcome: PlatformOutcome } {
	if (conversionId !== null) return { form: { ActionId: requireId(conversionId, 'conversionId') } };
	const id = requireId(orderId, 'orderId');
	const tracker = actionType === null ? {} : actionTypeForm(actionType);
	if ('ActionTrackerId' in tracker) return { form: { ...tracker, OrderId: id } };
	return {
		outcome: rejectedOutcome({
			reason: 'Impact knows an order by its action tracker',
			hint: "Give the number of the action tracker as 'Action Type', or the ID of the action.",
			field: 'ActionTrackerId',
		}),
	};
}
