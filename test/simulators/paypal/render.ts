import type { SimulatedBatch, SimulatedItem } from './payout-account.ts';

/** The short header that answers a creation. */
export function renderCreated(batch: SimulatedBatch, baseUrl: string): Record<string, unknown> {
	return {
		batch_header: {
			payout_batch_id: batch.payoutBatchId,
			batch_status: batch.status,
			sender_batch_header: senderHeader(batch),
		},
		links: [
			{
				href: `${baseUrl}/v1/payments/payouts/${batch.payoutBatchId}`,
				rel: 'self',
				method: 'GET',
				encType: 'application/json',
			},
		],
	};
}

/** One page of a batch. */
export function renderPage(
	batch: SimulatedBatch,
	{ page, pageSize, withTotals }: { page: number; pageSize: number; withTotals: boolean },
): Record<string, unknown> {
	const totals = {
		total_items: batch.items.length,
		total_pages: Math.ceil(batch.items.length / pageSize),
	};
	return {
		...(withTotals ? totals : {}),
		batch_header: {
			payout_batch_id: batch.payoutBatchId,
			batch_status: batch.status,
			time_created: new Date(batch.createdAt).toISOString(),
			sender_batch_header: senderHeader(batch),
			funding_source: 'BALANCE',
			amount: { currency: batch.items[0]?.currency, value: total(batch) },
			fees: { currency: batch.items[0]?.currency, value: '0.00' },
		},
		items: batch.items
			.slice((page - 1) * pageSize, page * pageSize)
			.map((item) => renderItem(item, batch)),
		links: [],
	};
}

function renderItem(item: SimulatedItem, batch: SimulatedBatch): Record<string, unknown> {
	return {
		payout_item_id: item.itemId,
		...(item.transactionId === null ? {} : { transaction_id: item.transactionId }),
		...(item.status === undefined ? {} : { transaction_status: item.status }),
		payout_item_fee: { currency: item.currency, value: '0.25' },
		payout_batch_id: batch.payoutBatchId,
		payout_item: {
			recipient_type: item.recipientType,
			amount: { currency: item.currency, value: item.value },
			note: item.note,
			receiver: item.receiver,
			sender_item_id: item.senderItemId,
			recipient_wallet: 'PAYPAL',
		},
		...(item.error === null ? {} : { errors: { ...item.error, details: [], links: [] } }),
		links: [],
	};
}

function senderHeader({ senderBatchId, emailSubject }: SimulatedBatch): Record<string, unknown> {
	return { sender_batch_id: senderBatchId ?? undefined, email_subject: emailSubject ?? undefined };
}

/** In cents, so that a sum of many stays exact. */
function total({ items }: SimulatedBatch): string {
	const cents = items.reduce((sum, { value }) => {
		const [whole = '0', part = ''] = value.split('.');
		return sum + BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
	}, 0n);
	return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
