import { contentHash } from '../../kernel';
import { toJson } from '../../model/json';
import type { LedgerTransaction } from '../../model/posting';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import { newRows } from './new-rows';

/** Adds transactions with their postings; one that is already there is left as it is. */
export async function writeTransactions(
	tx: StoreQueries,
	transactions: readonly LedgerTransaction[],
): Promise<void> {
	const fresh = await newRows(
		transactions.map((transaction) => ({
			transaction,
			transaction_id: transaction.transactionId,
			record_hash: contentHash(toJson(transaction)),
		})),
		(row) => row.transaction_id,
		'transaction',
		(ids) =>
			tx
				.selectFrom('ledger_transactions')
				.select(['transaction_id as id', 'record_hash'])
				.where('transaction_id', 'in', ids)
				.execute(),
	);
	const rows = fresh.map(({ transaction, ...ids }) => ({
		...ids,
		kind: transaction.kind,
		commission_id: transaction.commissionId,
		cause: transaction.cause,
		occurred_at: transaction.occurredAt,
	}));
	const postings = fresh.flatMap(({ transaction }) =>
		transaction.postings.map(({ account, amount }) => ({
			transaction_id: transaction.transactionId,
			account,
			amount_minor: amount.amountMinor,
			currency: amount.currency,
			occurred_at: transaction.occurredAt,
		})),
	);
	for (const part of chunks(rows)) {
		await tx.insertInto('ledger_transactions').values(part).execute();
	}
	for (const part of chunks(postings)) await tx.insertInto('postings').values(part).execute();
}
