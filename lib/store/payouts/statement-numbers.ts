import type { PayoutWrite } from '../../ports/payout-store';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import { ledgerConflict } from '../ledger/ledger-conflict';
import type { PayoutScope } from './payout-scope';

type NumberRequests = NonNullable<PayoutWrite['statementNumbers']>;

const DIGITS = 6;

/**
 * Gives payouts the next numbers of their series, in the order they are asked for. The lock of
 * all payout decisions is held, and a number counts only once its transaction is committed, so a
 * series has no gaps and no number twice (C39).
 */
export async function giveStatementNumbers(
	tx: StoreQueries,
	scope: PayoutScope,
	requests: NumberRequests,
): Promise<void> {
	requireUnnumbered(scope, requests);
	for (const series of new Set(requests.map((request) => request.series))) {
		const payoutIds = requests
			.filter((request) => request.series === series)
			.map(({ payoutId }) => payoutId);
		const first = await takeNumbers(tx, series, payoutIds.length);
		const numbered = payoutIds.map((payoutId, index) => ({
			payoutId,
			statementNumber: `${series}${String(first + index).padStart(DIGITS, '0')}`,
		}));
		await requireFree(
			tx,
			numbered.map(({ statementNumber }) => statementNumber),
		);
		for (const { payoutId, statementNumber } of numbered) {
			await tx
				.updateTable('payouts')
				.set({ statement_number: statementNumber })
				.where('payout_id', '=', payoutId)
				.execute();
		}
	}
}

function requireUnnumbered(scope: PayoutScope, requests: NumberRequests): void {
	const asked = new Set<string>();
	for (const { payoutId } of requests) {
		const hasNumber = (scope.payouts.get(payoutId)?.statementNumber ?? null) !== null;
		if (hasNumber || asked.has(payoutId)) {
			throw ledgerConflict('A payout gets one statement number, and keeps it', { payoutId });
		}
		asked.add(payoutId);
	}
}

/** The first of so many numbers that now belong to the caller. */
async function takeNumbers(tx: StoreQueries, series: string, count: number): Promise<number> {
	const row = await tx
		.selectFrom('number_series')
		.select('next_number')
		.where('series', '=', series)
		.executeTakeFirst();
	const first = row?.next_number ?? 1;
	const next = { next_number: first + count };
	await tx
		.insertInto('number_series')
		.values({ series, ...next })
		.onConflict((conflict) => conflict.column('series').doUpdateSet(next))
		.execute();
	return first;
}

/** Two series may run into each other: 'A' with seven digits, and 'A1' with six. */
async function requireFree(tx: StoreQueries, numbers: readonly string[]): Promise<void> {
	for (const part of chunks(numbers)) {
		const known = await tx
			.selectFrom('payouts')
			.select('statement_number')
			.where('statement_number', 'in', part)
			.executeTakeFirst();
		if (known?.statement_number == null) continue;
		throw ledgerConflict(`The statement number '${known.statement_number}' is already given`, {
			statementNumber: known.statement_number,
		});
	}
}
