import { AffiliateError, parseAmount, type Money } from '../../kernel';
import type { PayPalClient } from './client';
import { describeFailure, masked } from './describe-failure';
import { unreadableFailure, type PayPalFailure } from './failure';
import { outcomeOf, type ItemOutcome } from './item-outcome';
import { batchSchema, type PayPalBatchItem, type PayPalBatchPage } from './schema';

export interface PayPalItem {
	/** Our payout id, as it was sent along. */
	readonly payoutId: string;
	readonly outcome: ItemOutcome;
	/** PayPal's own word. */
	readonly status: string;
	/** PayPal's transaction, or its item while there is none. */
	readonly providerReference: string | null;
	readonly reason: string;
	/** Null when it cannot be read. */
	readonly amount: Money | null;
}

export type ReadPayout =
	| {
			readonly outcome: 'read';
			readonly payoutBatchId: string;
			/** Our batch id. */
			readonly senderBatchId: string | null;
			readonly batchStatus: string;
			/** Whether nothing is pending any more. */
			readonly isFinal: boolean;
			readonly items: readonly PayPalItem[];
	  }
	| { readonly outcome: 'failed'; readonly reason: string; readonly hint: string };

const PAGE_SIZE = 1_000;
const MOST_PAGES = 1_000;

/**
 * What became of a batch's payouts so far (GET /v1/payments/payouts/{id}), all pages of it. Throws
 * `invalid_input` for what cannot be an id of PayPal's.
 */
export async function readPayPalPayout(
	client: PayPalClient,
	payoutBatchId: string,
): Promise<ReadPayout> {
	if (!/^[A-Za-z0-9-]{1,40}$/.test(payoutBatchId)) {
		throw new AffiliateError('This is not the id of a PayPal payout batch', {
			code: 'invalid_input',
			path: 'payoutBatchId',
			hint: 'Give the id that PayPal answered with, such as 5UXD2E8A7EBQJ.',
		});
	}
	const pages: PayPalBatchPage[] = [];
	for (let number = 1; number <= MOST_PAGES; number += 1) {
		const page = await readPage(client, payoutBatchId, number);
		if ('status' in page) return { outcome: 'failed', ...describeFailure(page) };
		pages.push(page);
		if (isLast(page, number)) break;
	}
	const [first] = pages;
	if (first === undefined) throw new Error('No page was read');
	const { batch_header: header, total_items: total } = first;
	const items = pages
		.flatMap((page) => page.items)
		.flatMap((item) => itemOf(item, header.batch_status));
	return {
		outcome: 'read',
		payoutBatchId: header.payout_batch_id,
		senderBatchId: header.sender_batch_header.sender_batch_id ?? null,
		batchStatus: header.batch_status,
		isFinal:
			items.length > 0 &&
			items.length >= (total ?? 0) &&
			items.every(({ outcome }) => outcome !== 'pending'),
		items,
	};
}

async function readPage(
	client: PayPalClient,
	payoutBatchId: string,
	page: number,
): Promise<PayPalBatchPage | PayPalFailure> {
	const answer = await client.call({
		method: 'GET',
		path: `/v1/payments/payouts/${payoutBatchId}`,
		query: { page: String(page), page_size: String(PAGE_SIZE), total_required: 'true' },
	});
	if (!answer.ok) return answer.failure;
	const parsed = batchSchema.safeParse(answer.body);
	return parsed.success ? parsed.data : unreadableFailure(answer.status);
}

/** By the number of pages; by a page that is not full where PayPal leaves that out. */
function isLast({ total_pages: pages, items }: PayPalBatchPage, number: number): boolean {
	return pages === undefined ? items.length < PAGE_SIZE : number >= pages;
}

/** Items without our id are not ours to book. */
function itemOf(item: PayPalBatchItem, batchStatus: string): PayPalItem[] {
	const { sender_item_id: payoutId, amount } = item.payout_item;
	if (payoutId === undefined || payoutId === '') return [];
	const status = item.transaction_status ?? '';
	return [
		{
			payoutId,
			outcome: outcomeOf(status, batchStatus),
			status: status === '' ? batchStatus : status,
			providerReference: item.transaction_id ?? item.payout_item_id ?? null,
			reason: reasonOf(item, batchStatus),
			amount: amount === undefined ? null : moneyOf(amount),
		},
	];
}

function reasonOf(
	{ transaction_status: status, errors }: PayPalBatchItem,
	batchStatus: string,
): string {
	const word = status ?? `batch ${batchStatus}`;
	const parts = [errors?.name, errors?.message].filter((part) => part !== undefined && part !== '');
	return parts.length === 0 ? word : masked(`${word}: ${parts.join(', ')}`);
}

function moneyOf({ value, currency }: { value: string; currency: string }): Money | null {
	try {
		return parseAmount(value, currency);
	} catch {
		return null;
	}
}
