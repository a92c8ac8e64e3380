import { formatMoney, subtractMoney } from '../../kernel';
import {
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type ConversionAdjustment,
	type ConversionCancellation,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { PARTNERSTACK_WORDS } from './client';
import { centsText, exactCents, postTransaction, transactionPath } from './create-conversion';
import { readOne, readPage } from './read';
import { DIFFERENCE_MARK, orderIdOf } from './records';
import { transactionSchema, type Transaction } from './schema';

/** A transaction cannot be changed: the difference becomes one of its own, once for each change. */
export async function adjustConversion(
	api: VendorClient,
	{ orderId, amount, formerAmount, adjustmentId, more }: ConversionAdjustment,
): Promise<PlatformOutcome> {
	if (formerAmount === null) {
		return rejectedOutcome({
			reason: 'PartnerStack takes the difference, so the amount before is needed',
			hint: "Fill in 'Amount Before', or use 'Mirror', which remembers it.",
			field: 'formerAmount',
		});
	}
	const key = requireId(orderId, 'orderId');
	const original = await readOne(api, transactionPath(key), transactionSchema);
	if (original === null) {
		return rejectedOutcome({
			reason: 'PartnerStack has no transaction of this order',
			hint: 'Create the conversion first, or check the order ID.',
			field: 'key',
		});
	}
	const customer = customerOf(original.source);
	if (original.source.currency?.toUpperCase() !== amount.currency || customer === null) {
		return rejectedOutcome({
			reason: 'The order stands in another currency, or without a customer, in PartnerStack',
			hint: 'Correct the transaction in PartnerStack.',
			field: 'currency',
		});
	}
	const difference = subtractMoney(amount, formerAmount);
	if (difference.amountMinor === 0n) {
		return duplicateOutcome(key, `It stands at ${formatMoney(amount)} already`, original.raw);
	}
	return await postTransaction(api, {
		...more,
		...customer,
		amount: exactCents(centsText(difference)),
		currency: difference.currency,
		key: `${key}${DIFFERENCE_MARK}${requireId(adjustmentId, 'adjustmentId')}`,
		metadata: { order: key },
	});
}

/**
 * Deletes the order's transactions, the differences first. Once a reward is paid out PartnerStack keeps
 * its transaction: then one more takes back what is left.
 */
export async function cancelConversion(
	api: VendorClient,
	{ orderId }: ConversionCancellation,
): Promise<PlatformOutcome> {
	const key = requireId(orderId, 'orderId');
	const original = await readOne(api, transactionPath(key), transactionSchema);
	if (original === null || original.source.archived === true) {
		const reason =
			'PartnerStack has no transaction of this order; one that it only accepted has to be confirmed first';
		return duplicateOutcome(null, reason, null);
	}
	const reversalKey = `${key}${DIFFERENCE_MARK}cancelled`;
	const reversal = await readOne(api, transactionPath(reversalKey), transactionSchema);
	if (reversal !== null) {
		return duplicateOutcome(reversalKey, 'It was taken back before', reversal.raw);
	}
	const all = [...(await differencesOf(api, key, original.source)), original.source];
	const kept: Transaction[] = [];
	for (const transaction of all) {
		const answer = await api.call({
			method: 'DELETE',
			path: transactionPath(transaction.key),
			safety: 'repeatable',
		});
		if (answer.ok || answer.failure.status === 404) continue;
		const isRefused = [400, 403, 409, 422].includes(answer.failure.status);
		if (!isRefused) return failureOutcome(answer.failure, PARTNERSTACK_WORDS);
		kept.push(transaction);
	}
	if (kept.length === 0) return confirmedOutcome(key, null);
	const currencies = new Set(kept.map(({ currency }) => currency));
	const customer = customerOf(original.source);
	if (currencies.size !== 1 || customer === null) {
		return rejectedOutcome({
			reason: 'What PartnerStack keeps of the order has several currencies, or no customer',
			hint: 'Take it back in PartnerStack.',
			field: 'currency',
		});
	}
	const left = kept.reduce((sum, { amount }) => sum + BigInt(amount ?? 0), 0n);
	if (left === 0n) return confirmedOutcome(key, null);
	return await postTransaction(api, {
		...customer,
		amount: exactCents((-left).toString()),
		currency: original.source.currency ?? '',
		key: reversalKey,
		metadata: { order: key },
	});
}

/** They were made after the order, and have its id in front of theirs. */
export async function differencesOf(
	api: VendorClient,
	orderId: string,
	{ created_at: createdAt }: Transaction,
): Promise<Transaction[]> {
	const since: Record<string, string> =
		typeof createdAt === 'number' ? { min_created: String(createdAt) } : {};
	const found: Transaction[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof transactionsFrom>> = await transactionsFrom(
			api,
			since,
			cursor,
		);
		found.push(
			...page.rows
				.map(({ source }) => source)
				.filter(({ key }) => key !== orderId && orderIdOf(key) === orderId),
		);
		// A place that does not move would be read for ever.
		cursor = page.cursor === cursor ? null : page.cursor;
	} while (cursor !== null);
	return found;
}

async function transactionsFrom(
	api: VendorClient,
	query: Readonly<Record<string, string>>,
	cursor: string | null,
) {
	return await readPage(api, '/transactions', query, transactionSchema, cursor);
}

/** By PartnerStack's own key of the customer, else by ours; null for a transaction that names none. */
function customerOf({ customer }: Transaction): Record<string, string> | null {
	if (customer?.key != null) return { customer_key: customer.key };
	return customer?.customer_key == null ? null : { customer_external_key: customer.customer_key };
}
