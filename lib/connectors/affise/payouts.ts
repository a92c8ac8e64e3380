import { z } from 'zod/v4';
import { addDays, type Instant } from '../../kernel';
import {
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type PayoutMark,
	type PlatformOutcome,
	type PlatformPage,
	type PlatformPayout,
	type RecordFilter,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { AFFISE_WORDS } from './client';
import { readByDays } from './day-windows';
import { readOne } from './read';
import { payoutOf } from './records';
import { paymentSchema } from './schema';
import { LOOK_BACK_DAYS } from './settings';

const PAID = '2';

export async function listPayouts(
	client: VendorClient,
	{ affiliateId, from, to }: RecordFilter,
	now: Instant,
	cursor: string | null,
): Promise<PlatformPage<PlatformPayout>> {
	const list = {
		path: '/3.1/payments',
		member: 'payments',
		schema: paymentSchema,
		query: affiliateId === null ? {} : { 'aid[0]': affiliateId },
	};
	// Payments take no zone: their days are the account's, one more on either side.
	const period = {
		from: addDays(from ?? addDays(now, -LOOK_BACK_DAYS), -1),
		to: addDays(to ?? now, 1),
	};
	return await readByDays(client, { list, ...period }, cursor, payoutOf);
}

/** A payment by its number, only of the affiliate and the amount that are given with it. */
export async function markPaid(
	client: VendorClient,
	{ payoutId, affiliateId, amount, note }: PayoutMark,
): Promise<PlatformOutcome> {
	if (payoutId === null) {
		return rejectedOutcome({
			reason: 'Affise marks payments by their number',
			hint: "Give the ID of a payment that is due, as 'Get Many' lists it.",
			field: 'id',
		});
	}
	const id = requireId(payoutId, 'payoutId');
	const path = `/3.1/payments/${encodeURIComponent(id)}`;
	const read = { members: ['payment'], schema: paymentSchema };
	const found = await readOne(client, path, {}, read);
	if (found === null) {
		return rejectedOutcome({ reason: 'Affise has no such payment', hint: 'Check the ID.' });
	}
	const payout = payoutOf(found.source, found.raw);
	if (payout.status === 'paid') return duplicateOutcome(id, 'It is marked as paid', found.raw);
	const isOther =
		(affiliateId !== null && payout.affiliateId !== affiliateId) ||
		(amount !== null &&
			(payout.amount?.currency !== amount.currency ||
				payout.amount.amountMinor !== amount.amountMinor));
	if (isOther) {
		return rejectedOutcome({
			reason: 'The payment in Affise is of another affiliate or amount',
			hint: 'Compare it in Affise, and give what it says.',
			field: 'amount',
		});
	}
	const form = { status: PAID, ...(note === null ? {} : { comment: note }) };
	const answer = await client.call({ method: 'POST', path, form, safety: 'repeatable' });
	if (!answer.ok) return failureOutcome(answer.failure, AFFISE_WORDS, [note ?? '']);
	const { body } = answer.response;
	const done = z.object({ result: z.literal(true) }).safeParse(body);
	if (done.success) return confirmedOutcome(id, body);
	return rejectedOutcome(
		{ reason: 'Affise did not mark the payment', hint: 'Look at it in Affise.' },
		body,
	);
}
