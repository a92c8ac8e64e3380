import { addDays, formatAmount, type Instant, type Money } from '../../kernel';
import {
	acceptedOutcome,
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	rejectedOutcome,
	type CommissionDecision,
	type ConversionAdjustment,
	type ConversionCancellation,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { AFFISE_WORDS } from './client';
import {
	conversionById,
	conversionsOfOrder,
	onlyOne,
	type FoundConversion,
	type OrderKey,
} from './find-conversions';
import { conversionId, goalOf, momentOf, moneyOf, offerOf, statusOf } from './records';
import { writeReference } from './reference';
import { LOOK_BACK_DAYS } from './settings';

/** What is to be there after an edit; null for what stays. */
export interface Wanted {
	readonly sum: Money | null;
	readonly payouts: Money | null;
	readonly status: 'confirmed' | 'declined' | null;
}

/** Sets what is left; queued by Affise, so that it is to be confirmed. */
export async function adjustConversion(
	client: VendorClient,
	{ amount, commission, note, more, ...about }: ConversionAdjustment,
	now: Instant,
): Promise<PlatformOutcome> {
	const one = await find(client, about, now);
	if ('outcome' in one) return one.outcome;
	const { currency } = one.found.source;
	const other = [amount, commission].find(
		(money) => money !== null && currency !== null && money.currency !== currency.toUpperCase(),
	);
	if (other !== undefined && other !== null) {
		return rejectedOutcome({
			reason: `Affise has the order in ${currency ?? '?'}, and what is left is in ${other.currency}`,
			hint: 'Give amounts in the currency of the conversion.',
			field: 'currency',
		});
	}
	const wanted: Wanted = { sum: amount, payouts: commission, status: null };
	return await edit(client, one.found, { wanted, note, more, now });
}

/** Declines it: Affise has no refunds. One that is not there is no failure: it was never told. */
export async function cancelConversion(
	client: VendorClient,
	{ note, more, ...about }: ConversionCancellation,
	now: Instant,
): Promise<PlatformOutcome> {
	const found = await candidates(client, about, now);
	if (found.length === 0) {
		return duplicateOutcome(null, 'Affise has no conversion of this order', null);
	}
	const one = onlyOne(found);
	if ('outcome' in one) return one.outcome;
	const wanted: Wanted = { sum: null, payouts: null, status: 'declined' };
	return await edit(client, one.found, { wanted, note, more, now });
}

export async function decideCommission(
	client: VendorClient,
	{ commissionId, orderId, note }: CommissionDecision,
	to: 'approved' | 'declined',
	now: Instant,
): Promise<PlatformOutcome> {
	const found = await conversionById(client, commissionId);
	if (found === null || (orderId !== null && found.source.action_id !== orderId)) {
		return rejectedOutcome({
			reason: 'Affise has no such conversion of this order',
			hint: 'Check the ID and the order ID.',
			field: 'ids',
		});
	}
	const status = to === 'approved' ? 'confirmed' : 'declined';
	const wanted: Wanted = { sum: null, payouts: null, status };
	return await edit(client, found, { wanted, note, more: {}, now });
}

type Which = OrderKey & { readonly conversionId: string | null };

async function find(client: VendorClient, which: Which, now: Instant) {
	return onlyOne(await candidates(client, which, now));
}

/** By its id where that is known; it must be of the order. */
async function candidates(
	client: VendorClient,
	which: Which,
	now: Instant,
): Promise<readonly FoundConversion[]> {
	if (which.conversionId !== null) {
		const found = await conversionById(client, which.conversionId);
		if (found?.source.action_id === which.orderId) return [found];
	}
	return await conversionsOfOrder(client, which, addDays(now, -LOOK_BACK_DAYS), now);
}

/** Nothing is sent for what stands as wanted. */
export async function edit(
	client: VendorClient,
	{ source, raw }: FoundConversion,
	change: {
		readonly wanted: Wanted;
		readonly note: string | null;
		readonly more: Readonly<Record<string, string>>;
		readonly now: Instant;
	},
): Promise<PlatformOutcome> {
	const { wanted, note, more, now } = change;
	const id = conversionId(source);
	if (id === null) return unnamed();
	if (isAsWanted(source, wanted)) return confirmedOutcome(id, raw);
	const { sum, payouts, status } = wanted;
	const answer = await client.call({
		method: 'POST',
		path: '/3.0/admin/conversion/edit',
		form: {
			'ids[0]': id,
			...(sum === null ? {} : { sum: formatAmount(sum) }),
			...(payouts === null ? {} : { payouts: formatAmount(payouts) }),
			...(status === null ? {} : { status }),
			...(note === null ? {} : { comment: note }),
			...more,
		},
		safety: 'repeatable',
	});
	if (!answer.ok) return failureOutcome(answer.failure, AFFISE_WORDS, [note ?? '']);
	const reference = writeReference({
		orderId: source.action_id ?? id,
		programmeId: offerOf(source),
		actionType: goalOf(source),
		conversionId: id,
		from: momentOf(source.created_at) ?? addDays(now, -LOOK_BACK_DAYS),
		at: now,
		currency: source.currency?.toUpperCase() ?? null,
		sum: sum === null ? null : formatAmount(sum),
		payouts: payouts === null ? null : formatAmount(payouts),
		status,
	});
	return acceptedOutcome(id, { by: 'operation', reference }, answer.response.body);
}

export function isAsWanted(
	source: FoundConversion['source'],
	{ sum, payouts, status }: Wanted,
): boolean {
	return (
		isSame(sum, moneyOf(source, source.sum)) &&
		isSame(payouts, moneyOf(source, source.payouts)) &&
		(status === null || isOfStatus(source, status))
	);
}

function isOfStatus(source: FoundConversion['source'], wanted: 'confirmed' | 'declined'): boolean {
	const status = statusOf(source);
	if (wanted === 'declined') return status === 'declined';
	return status === 'approved' || status === 'paid';
}

function isSame(wanted: Money | null, held: Money | null): boolean {
	if (wanted === null) return true;
	return held?.currency === wanted.currency && held.amountMinor === wanted.amountMinor;
}

function unnamed(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Affise gave a conversion without an ID',
		hint: 'Change it in Affise.',
	});
}
