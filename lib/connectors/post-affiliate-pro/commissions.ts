import {
	confirmedOutcome,
	duplicateOutcome,
	rejectedOutcome,
	requireId,
	type CommissionDecision,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformOutcome,
	type PlatformPage,
	type RecordFilter,
} from '../affiliate-platform';
import { changeStatus } from './change-status';
import type { PostAffiliateProClient } from './client';
import { cursorOf, offsetOf } from './grid';
import { loadTransaction } from './load-transaction';
import {
	commissionOf,
	conversionOf,
	isConversion,
	isWanted,
	readTransactions,
	REVERSALS,
	transactionById,
} from './transactions';

/** Sales, actions, recurring ones, and their refunds as records of their own with amounts below zero. */
export async function listConversions(
	client: PostAffiliateProClient,
	filter: RecordFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformConversion>> {
	const { transactions, next } = await readTransactions(client, filter, offsetOf(cursor));
	const wanted = transactions.filter((row) => isConversion(row) && isWanted(row, filter));
	return { records: wanted.map(conversionOf), cursor: cursorOf(next) };
}

/** A transaction that is no conversion, such as a bonus, is none here either. */
export async function getConversion(
	client: PostAffiliateProClient,
	conversionId: string,
): Promise<PlatformConversion | null> {
	const transaction = await transactionById(client, conversionId);
	return transaction !== null && isConversion(transaction) ? conversionOf(transaction) : null;
}

/** Every transaction is one, tiers, bonuses and refunds included. */
export async function listCommissions(
	client: PostAffiliateProClient,
	filter: RecordFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformCommission>> {
	const { transactions, next } = await readTransactions(client, filter, offsetOf(cursor));
	const wanted = transactions.filter((row) => isWanted(row, filter));
	return { records: wanted.map(commissionOf), cursor: cursorOf(next) };
}

/** One transaction by its id; it is loaded before, and again after, since a wrong id is answered well. */
export async function decideCommission(
	client: PostAffiliateProClient,
	{ commissionId, orderId, note }: CommissionDecision,
	to: 'approved' | 'declined',
): Promise<PlatformOutcome> {
	const id = requireId(commissionId, 'commissionId');
	const status = to === 'approved' ? 'A' : 'D';
	const before = await loadTransaction(client, id, orderId);
	if (!before.ok) return before.outcome;
	const { fields, raw } = before;
	if (fields['rstatus'] === status) return duplicateOutcome(id, `It is ${to}`, raw);
	const isRefund = REVERSALS.has(fields['rtype'] ?? '');
	if (isRefund || fields['payoutstatus'] === 'P') {
		return rejectedOutcome({
			reason: isRefund
				? 'It takes a commission back, and is none itself'
				: 'The commission is paid',
			hint: 'Correct it in Post Affiliate Pro.',
			field: isRefund ? 'rtype' : 'payoutstatus',
		});
	}
	const failure = await changeStatus(client, [id], status, note);
	if (failure !== null) return client.outcomeOf(failure, [note ?? '']);
	const after = await loadTransaction(client, id, orderId);
	if (!after.ok) return after.outcome;
	if (after.fields['rstatus'] === status) return confirmedOutcome(id, after.raw);
	return rejectedOutcome({
		reason: `Post Affiliate Pro took the decision, but the commission is not ${to}`,
		hint: 'Look at its rules for changing a status, such as closed payout periods.',
		field: 'rstatus',
	});
}
