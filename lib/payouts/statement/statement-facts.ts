import { AffiliateError, formatMoney, sumMoney, type Instant, type Money } from '../../kernel';
import type { Payout, PayoutBatch } from '../../model/payout';
import type { PayoutPolicy } from '../../model/payout-profile';

/** One commission on a statement. */
export interface StatementEntry {
	readonly commissionId: string;
	readonly orderDate: Instant;
	/** E.g. the number of the order. */
	readonly description: string;
	readonly amount: Money;
}

export interface StatementInput {
	readonly payout: Payout;
	readonly batch: PayoutBatch;
	readonly entries: readonly StatementEntry[];
	readonly payer: PayoutPolicy['payer'];
	readonly affiliate: { readonly code: string; readonly name: string };
}

export interface StatementFacts extends StatementInput {
	readonly payer: NonNullable<PayoutPolicy['payer']>;
	readonly number: string;
	/** Day of the last approval, with which the number was given. */
	readonly issuedOn: string;
	readonly firstDay: string;
	readonly lastDay: string;
}

/**
 * Checks what a statement needs: its number (`no_statement_number`), the payer (`no_payer`) and
 * entries that come to exactly the payout's gross (`statement_mismatch`).
 */
export function statementFacts(input: StatementInput): StatementFacts {
	const { payout, batch, entries, payer } = input;
	if (payout.statementNumber === null) {
		throw new AffiliateError('The payout has no statement number yet', {
			code: 'no_statement_number',
			hint: 'Approve the batch first; numbers are given with the last approval.',
		});
	}
	if (payer === null) {
		throw new AffiliateError('The payout policy names no payer', {
			code: 'no_payer',
			hint: 'Add name and address of whoever pays to the payout policy.',
		});
	}
	requireSameSum(payout, entries);
	const issuedAt = batch.approvals.at(-1)?.at ?? batch.createdAt;
	const days = entries.map(({ orderDate }) => orderDate.slice(0, 10)).sort();
	const issuedOn = issuedAt.slice(0, 10);
	return {
		...input,
		payer,
		number: payout.statementNumber,
		issuedOn,
		firstDay: days[0] ?? issuedOn,
		lastDay: days.at(-1) ?? issuedOn,
	};
}

function requireSameSum({ gross }: Payout, entries: readonly StatementEntry[]): void {
	const sum = sumMoney(
		entries.map(({ amount }) => amount),
		gross.currency,
	);
	if (sum.amountMinor === gross.amountMinor) return;
	throw new AffiliateError(
		`The entries come to ${formatMoney(sum)}, the payout to ${formatMoney(gross)}`,
		{
			code: 'statement_mismatch',
			hint: "Give the statement exactly the payout's entries.",
		},
	);
}
