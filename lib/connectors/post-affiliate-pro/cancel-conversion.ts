import {
	confirmedOutcome,
	duplicateOutcome,
	rejectedOutcome,
	type ConversionCancellation,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorFailure } from '../vendor';
import { changeStatus } from './change-status';
import type { PostAffiliateProClient } from './client';
import { commissionsAmong, leftOf, withTiers } from './settled';
import { TRANSACTION_FORM, transactionsOfOrder, type Transaction } from './transactions';

/**
 * Takes an order back, with the tiers above it. Ids are looked up first, and of exactly this order; what
 * is pending is declined, what is approved is declined or refunded by the reason, what is paid is refunded.
 * Afterwards it is looked up again: only what the platform then shows counts as done.
 */
export async function cancelConversion(
	client: PostAffiliateProClient,
	cancellation: ConversionCancellation,
): Promise<PlatformOutcome> {
	const { orderId, conversionId } = cancellation;
	const before = await transactionsOfOrder(client, orderId);
	const targets = targetsOf(before, conversionId);
	const [first] = targets;
	if (first === undefined) return noneOf(conversionId);
	if (targets.some((row) => leftOf(row, before) === 'partial')) return partlyBack(first.id);
	const open = targets.filter((row) => leftOf(row, before) === 'open');
	if (open.length === 0) return duplicateOutcome(first.id, 'It was taken back before', first.raw);
	if (open.some(({ rstatus, isPaid }) => !isPaid && rstatus !== 'A' && rstatus !== 'P')) {
		return unknownStatus(first.id);
	}
	const failure = await takeBack(client, open, cancellation);
	if (failure !== null) return { ...client.outcomeOf(failure), externalId: first.id };
	let left = await openNow(client, cancellation, open);
	if (left.length > 0 && left.length < open.length) {
		// The refund reached some of them, which shows that refunds are seen here: the rest was not reached.
		const again = await takeBack(client, left, cancellation);
		if (again !== null) return { ...client.outcomeOf(again), externalId: first.id };
		left = await openNow(client, cancellation, left);
	}
	return left.length === 0 ? confirmedOutcome(first.id, first.raw) : unseen(first.id, left);
}

function targetsOf(
	ofOrder: readonly Transaction[],
	conversionId: string | null,
): readonly Transaction[] {
	const commissions = commissionsAmong(ofOrder);
	if (conversionId === null) return commissions;
	const chosen = commissions.find(({ id }) => id === conversionId);
	return chosen === undefined ? [] : withTiers(chosen, ofOrder);
}

async function openNow(
	client: PostAffiliateProClient,
	{ orderId }: ConversionCancellation,
	former: readonly Transaction[],
): Promise<readonly Transaction[]> {
	const now = await transactionsOfOrder(client, orderId);
	const ids = new Set(former.map(({ id }) => id));
	return now.filter((row) => ids.has(row.id) && leftOf(row, now) !== 'settled');
}

async function takeBack(
	client: PostAffiliateProClient,
	open: readonly Transaction[],
	{ reason, note }: ConversionCancellation,
): Promise<VendorFailure | null> {
	const isMoneyBack = reason === 'refund' || reason === 'chargeback';
	const refunded = open.filter(({ isPaid, rstatus }) => isPaid || (isMoneyBack && rstatus === 'A'));
	const declined = open.filter((row) => !refunded.includes(row));
	if (declined.length > 0) {
		const ids = declined.map(({ id }) => id);
		const failure = await changeStatus(client, ids, 'D', note);
		if (failure !== null) return failure;
	}
	if (refunded.length === 0) return null;
	return await refund(client, refunded, reason === 'chargeback' ? 'H' : 'R', note);
}

/**
 * Refunds by explicit ids. The tiers above go with their own transaction (`refund_multitier`), so that
 * they are named only where that is not among them: named twice they might be refunded twice.
 */
async function refund(
	client: PostAffiliateProClient,
	rows: readonly Transaction[],
	status: 'R' | 'H',
	note: string | null,
): Promise<VendorFailure | null> {
	const among = new Set(rows.map(({ id }) => id));
	const ids = rows
		.filter(({ parentId }) => parentId === null || !among.has(parentId))
		.map(({ id }) => id);
	const request = {
		C: TRANSACTION_FORM,
		M: 'makeRefundChargeback',
		ids,
		status,
		merchant_note: note ?? '',
		refund_multitier: 'Y',
		fee: 0,
	};
	const answer = await client.run([request], 'once');
	return answer.ok ? null : answer.failure;
}

function noneOf(conversionId: string | null): PlatformOutcome {
	return rejectedOutcome({
		reason:
			conversionId === null
				? 'Post Affiliate Pro has no transaction of this order'
				: 'The transaction is not one of this order',
		hint: 'Check the order ID; only exact matches are taken back.',
		field: conversionId === null ? 'orderid' : 'transid',
	});
}

function partlyBack(id: string): PlatformOutcome {
	return {
		...rejectedOutcome({
			reason: 'A part of the order was taken back before',
			hint: 'Take back the rest in Post Affiliate Pro: from here it would be all of it once more.',
			field: 'orderid',
		}),
		externalId: id,
	};
}

function unknownStatus(id: string): PlatformOutcome {
	return {
		...rejectedOutcome({
			reason: 'The order has a transaction in a status that this version does not know',
			hint: 'Take it back in Post Affiliate Pro.',
			field: 'rstatus',
		}),
		externalId: id,
	};
}

function unseen(id: string, left: readonly Transaction[]): PlatformOutcome {
	const ids = left.map((row) => row.id).join(', ');
	return {
		...rejectedOutcome({
			reason: `Post Affiliate Pro took the request, but does not show these as taken back: ${ids}`,
			hint: 'Look at them there before it is tried again, or money may be taken back twice.',
			field: 'transid',
		}),
		outcome: 'failed',
		externalId: id,
		isUncertain: true,
	};
}
