import { PayPalError } from './paypal-error.ts';
import type { ValidItem, ValidRequest } from './validate-request.ts';

const REMEMBERED_MILLISECONDS = 30 * 86_400_000;

export interface SimulatedItem extends ValidItem {
	readonly itemId: string;
	transactionId: string | null;
	/** Undefined: PayPal tells none. */
	status: string | undefined;
	error: { readonly name: string; readonly message: string } | null;
}

export interface SimulatedBatch {
	readonly payoutBatchId: string;
	readonly senderBatchId: string | null;
	readonly emailSubject: string | null;
	readonly createdAt: number;
	status: string;
	readonly items: SimulatedItem[];
}

/** One PayPal account: its batches, and the sender ids of the last 30 days. */
export class PayoutAccount {
	readonly batches = new Map<string, SimulatedBatch>();

	private counter = 0;

	/** Throws the answer to a repeated `sender_batch_id`, with the link to the original. */
	create(request: ValidRequest, baseUrl: string, now: number): SimulatedBatch {
		const known = [...this.batches.values()].find(
			({ senderBatchId, createdAt }) =>
				senderBatchId !== null &&
				senderBatchId === request.senderBatchId &&
				now - createdAt < REMEMBERED_MILLISECONDS,
		);
		if (known !== undefined)
			throw duplicate(`${baseUrl}/v1/payments/payouts/${known.payoutBatchId}`);
		const batch: SimulatedBatch = {
			payoutBatchId: this.nextId('B'),
			senderBatchId: request.senderBatchId,
			emailSubject: request.emailSubject,
			createdAt: now,
			status: 'PENDING',
			items: request.items.map((item) => ({
				...item,
				itemId: this.nextId('I'),
				transactionId: null,
				status: 'PENDING',
				error: null,
			})),
		};
		this.batches.set(batch.payoutBatchId, batch);
		return batch;
	}

	/** Sets what became of one item, by our id. */
	settle(
		senderItemId: string,
		status: string | undefined,
		error: SimulatedItem['error'] = null,
	): void {
		for (const batch of this.batches.values()) {
			for (const item of batch.items.filter((entry) => entry.senderItemId === senderItemId)) {
				item.status = status;
				item.error = error;
				if (status === 'SUCCESS') item.transactionId ??= this.nextId('T');
			}
		}
	}

	private nextId(kind: string): string {
		this.counter += 1;
		return `${kind}${String(this.counter).padStart(12, '0')}`;
	}
}

function duplicate(href: string): PayPalError {
	return new PayPalError(400, 'USER_BUSINESS_ERROR', 'User business error.', [
		{
			field: 'SENDER_BATCH_ID',
			location: 'body',
			issue: 'Batch with given sender_batch_id already exists',
			link: [{ href, rel: 'self', method: 'GET' }],
		},
	]);
}
