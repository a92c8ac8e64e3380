import { formatMoney } from '../../kernel';
import {
	confirmedOutcome,
	duplicateOutcome,
	exactNumber,
	failureOutcome,
	idText,
	rejectedOutcome,
	requireId,
	type PayoutMark,
	type PlatformOutcome,
	type PlatformPage,
	type PlatformPayout,
	type RecordFilter,
} from '../affiliate-platform';
import { z } from 'zod/v4';
import type { TapfiliateClient } from './client';
import { TAPFILIATE_WORDS } from './failure';
import { readPage } from './read-page';
import { payoutOf } from './records';
import { paymentSchema } from './schema';

/** Payments that were recorded; of one affiliate by a list of its own. */
export async function listPayouts(
	client: TapfiliateClient,
	{ affiliateId, from, to }: RecordFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformPayout>> {
	const path =
		affiliateId === null
			? '/payments/'
			: `/affiliates/${encodeURIComponent(requireId(affiliateId, 'affiliateId'))}/payments/`;
	const page = await readPage(client, path, {}, paymentSchema, cursor);
	const records = page.rows
		.map(({ source, raw }) => ({ ...payoutOf(source, raw), ...ofAffiliate(affiliateId) }))
		.filter(({ paidAt }) => from === null || paidAt === null || paidAt >= from)
		.filter(({ paidAt }) => to === null || paidAt === null || paidAt <= to);
	return { records, cursor: page.cursor };
}

function ofAffiliate(affiliateId: string | null): Partial<PlatformPayout> {
	return affiliateId === null ? {} : { affiliateId };
}

/**
 * Records that an amount was paid. Tapfiliate keeps no number of ours for it: an answer that was lost is
 * looked for among the payments that came since, and every other call is another payment. Calling it
 * once for each payout is the caller's business.
 */
export async function markPaid(
	client: TapfiliateClient,
	{ affiliateId, amount }: PayoutMark,
): Promise<PlatformOutcome> {
	if (affiliateId === null || amount === null) {
		return rejectedOutcome({
			reason: 'Tapfiliate settles an amount of an affiliate',
			hint: 'Give the affiliate, the amount and its currency.',
			field: affiliateId === null ? 'affiliateId' : 'amount',
		});
	}
	const before = new Set((await paymentsOf(client, affiliateId)).map(({ id }) => id));
	const answer = await client.writeOnce('POST', '/payments/', {
		affiliate_id: requireId(affiliateId, 'affiliateId'),
		amount: exactNumber(amount, 'amount'),
		currency: amount.currency,
	});
	if (answer.ok) {
		const read = z.union([paymentSchema, z.tuple([paymentSchema])]).safeParse(answer.response.body);
		const id = read.success ? idOf(read.data) : null;
		return confirmedOutcome(id, answer.response.body);
	}
	const outcome = failureOutcome(answer.failure, TAPFILIATE_WORDS);
	if (!outcome.isUncertain) return outcome;
	const since = (await attempt(() => paymentsOf(client, affiliateId))) ?? [];
	const arrived = since.find(
		(payment) =>
			!before.has(payment.id) &&
			payment.amount !== null &&
			formatMoney(payment.amount) === formatMoney(amount),
	);
	return arrived === undefined
		? outcome
		: duplicateOutcome(arrived.id, 'The payment arrived although no answer said so', arrived.raw);
}

function idOf(payment: z.output<typeof paymentSchema> | [z.output<typeof paymentSchema>]): string {
	return Array.isArray(payment) ? payment[0].id : idText.parse(payment.id);
}

async function paymentsOf(
	client: TapfiliateClient,
	affiliateId: string,
): Promise<readonly PlatformPayout[]> {
	const filter = { orderId: null, affiliateId, programmeId: null, from: null, to: null };
	const payments: PlatformPayout[] = [];
	let cursor: string | null = null;
	do {
		const page: PlatformPage<PlatformPayout> = await listPayouts(client, filter, cursor);
		payments.push(...page.records);
		({ cursor } = page);
	} while (cursor !== null);
	return payments;
}

/** Null when it fails. */
async function attempt<Value>(act: () => Promise<Value>): Promise<Value | null> {
	try {
		return await act();
	} catch {
		return null;
	}
}
