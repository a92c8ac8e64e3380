import { addDays, type Money } from '../../../lib/kernel';
import { balanceIntent, conversionIntent, type ImportContext } from '../../../lib/import';
import type { BalanceRecord, ConversionRecord } from '../../../lib/import/records/import-record';
import { approveCommission } from '../../../lib/ledger/approve-commission';
import { isLegalMove } from '../../../lib/ledger/legal-moves';
import { recordImported } from '../../../lib/ledger/settle-imported';
import type { OrderState } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { anAffiliate, aProgramme, eur } from '../../support/builders';
import { describeStores } from '../../support/stores';

const AT = '2026-11-20T09:00:00.000Z';
const act = { at: AT, actor: 'importer' };
const programme = aProgramme({ currency: 'EUR' });
const context: ImportContext = { programme, source: 'generic', at: AT, holdDays: 30 };
const anna = anAffiliate({ affiliateId: 'aff_anna', code: 'anna' });

const conversion = (overrides: Partial<ConversionRecord> = {}) =>
	conversionIntent(
		{
			kind: 'conversion',
			externalId: 'x1',
			affiliate: { code: 'anna', email: null },
			orderId: '1001',
			orderedAt: '2024-03-01T10:00:00.000Z',
			amount: eur('125.00'),
			commission: eur('12.50'),
			status: 'approved',
			commissionKind: 'sale',
			level: 0,
			...overrides,
		},
		anna,
		context,
	);

const balance = (amount: Money, overrides: Partial<BalanceRecord> = {}) =>
	balanceIntent(
		{
			kind: 'balance',
			affiliate: { code: 'anna', email: null },
			amount,
			asOf: null,
			...overrides,
		},
		anna,
		context,
	);

type Intent = ReturnType<typeof conversion>;

async function book(store: AffiliateStore, intent: Intent, when = act) {
	const { storeKey, orderId } = intent.order;
	return await store.ledger.decide({ storeKey, orderId }, (state) =>
		recordImported(state, intent, when),
	);
}

/** Balances of the affiliate and the programme, without accounts that are empty. */
async function balances(store: AffiliateStore): Promise<Record<string, bigint>> {
	const all = await store.ledger.balances('');
	return Object.fromEntries(
		all
			.filter(({ balance: { amountMinor } }) => amountMinor !== 0n)
			.map(({ account, balance: { amountMinor } }) => [account.replace(/:.*/, ''), amountMinor]),
	);
}

const UNKNOWN: OrderState = {
	conversion: null,
	commissions: [],
	refunds: [],
	disputes: [],
	binding: null,
	capUsage: [],
};

describe('recordImported', () => {
	it.each(['pending', 'approved', 'paid', 'declined'] as const)(
		'brings a %s commission there by legal moves only, with balanced entries',
		(status) => {
			const { write, result } = recordImported(UNKNOWN, conversion({ status }), act);
			expect(result).toMatchObject({ outcome: 'created', commissions: [{ status }] });
			const moves = write.moves ?? [];
			expect(moves[0]).toMatchObject({ from: null, to: 'pending' });
			for (const [index, { from, to }] of moves.entries()) {
				if (index === 0 || from === null) continue;
				expect(from).toBe(moves[index - 1]?.to);
				expect(isLegalMove(from, to)).toBe(true);
			}
			for (const { postings } of write.transactions ?? []) {
				expect(postings.reduce((sum, { amount }) => sum + amount.amountMinor, 0n)).toBe(0n);
			}
			expect(write.journal).toBeUndefined();
		},
	);
});

describeStores('importing history', (engine) => {
	it.each([
		['pending', { expense: -1250n, pending: 1250n }],
		['approved', { expense: -1250n, approved: 1250n }],
		['paid', { expense: -1250n, paid: 1250n }],
		['declined', {}],
	] as const)('books a %s conversion where it belongs, once', async (status, expected) => {
		const store = await engine.open();
		const intent = conversion({ status });
		expect(await book(store, intent)).toMatchObject({ outcome: 'created' });
		expect(await balances(store)).toEqual(expected);
		const later = { at: addDays(AT, 1), actor: 'importer' };
		expect(await book(store, intent, later)).toMatchObject({ outcome: 'unchanged' });
		expect(await balances(store)).toEqual(expected);
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
	});

	it('never makes payable what was paid in the old platform', async () => {
		const store = await engine.open();
		await book(store, conversion({ status: 'paid' }));
		const open = await store.ledger.commissions({
			affiliateId: anna.affiliateId,
			status: 'approved',
			limit: 10,
		});
		expect(open).toEqual([]);
		expect(await store.payouts.candidates({})).toEqual([]);
		const [commission] = await store.ledger.commissions({ status: 'paid', limit: 10 });
		expect(commission).toMatchObject({ status: 'paid', statusReason: 'imported' });
	});

	it('does not let a pending commission become due before its hold is over', async () => {
		const store = await engine.open();
		await book(store, conversion({ status: 'pending' }));
		expect(await store.ledger.dueCommissions({ at: addDays(AT, 29), limit: 10 })).toEqual([]);
		expect(await store.ledger.dueCommissions({ at: addDays(AT, 31), limit: 10 })).toHaveLength(1);
	});

	it('moves on what a later export says, as long as it was not touched here', async () => {
		const store = await engine.open();
		await book(store, conversion({ status: 'pending' }));
		expect(await book(store, conversion({ status: 'approved' }))).toMatchObject({
			outcome: 'updated',
			commissions: [{ status: 'approved' }],
		});
		expect(await book(store, conversion({ status: 'pending' }))).toMatchObject({
			outcome: 'unchanged',
		});
		expect(await book(store, conversion({ status: 'paid' }))).toMatchObject({
			outcome: 'updated',
			commissions: [{ status: 'paid' }],
		});
		expect(await balances(store)).toEqual({ expense: -1250n, paid: 1250n });
	});

	it('refuses what was paid there after it was approved here', async () => {
		const store = await engine.open();
		const [commission] = (await book(store, conversion({ status: 'pending' }))).commissions;
		const id = commission?.commissionId ?? '';
		await store.ledger.decideByCommission(id, (state) =>
			approveCommission(state, id, { isEarly: true, reason: 'by hand' }, act),
		);
		for (const status of ['paid', 'declined'] as const) {
			expect(await book(store, conversion({ status }))).toMatchObject({ outcome: 'conflict' });
		}
		expect(await book(store, conversion({ status: 'approved' }))).toMatchObject({
			outcome: 'unchanged',
		});
		expect(await balances(store)).toEqual({ expense: -1250n, approved: 1250n });
	});

	it('refuses another amount or affiliate for what is recorded', async () => {
		const store = await engine.open();
		await book(store, conversion());
		for (const other of [
			conversion({ commission: eur('12.51') }),
			conversion({ amount: eur('126.00') }),
			conversion({ commission: eur('0.00') }),
		]) {
			expect(await book(store, other)).toMatchObject({ outcome: 'conflict' });
		}
		expect(await balances(store)).toEqual({ expense: -1250n, approved: 1250n });
	});

	it('takes a negative row off what is approved, and so off the next payout', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate({ ...anna, parentId: null });
		await book(store, conversion());
		const back = { externalId: 'x2', commission: eur('-4.00'), amount: eur('-40.00') };
		expect(await book(store, conversion(back))).toMatchObject({ outcome: 'created' });
		expect(await balances(store)).toEqual({ expense: -850n, approved: 850n });
		expect(await book(store, conversion(back))).toMatchObject({ outcome: 'unchanged' });
		expect(await store.payouts.candidates({})).toMatchObject([{ balance: eur('8.50') }]);
	});

	it.each([
		['120.50', { expense: -12050n, approved: 12050n }],
		['-3.00', { expense: 300n, approved: -300n }],
		['0.00', {}],
	])('brings over a balance of %s EUR, once', async (amount, expected) => {
		const store = await engine.open();
		const outcome = amount === '0.00' ? 'unchanged' : 'created';
		expect(await book(store, balance(eur(amount)))).toMatchObject({ outcome });
		expect(await book(store, balance(eur(amount)))).toMatchObject({ outcome: 'unchanged' });
		expect(await balances(store)).toEqual(expected);
	});

	it('refuses another balance for one that was brought over, zero included', async () => {
		const store = await engine.open();
		await book(store, balance(eur('120.50')));
		for (const amount of ['120.51', '0.00', '-120.50']) {
			expect(await book(store, balance(eur(amount)))).toMatchObject({ outcome: 'conflict' });
		}
		expect(await balances(store)).toEqual({ expense: -12050n, approved: 12050n });
	});

	it('counts imported sales in the history of the affiliate, refunds and balances aside', async () => {
		const store = await engine.open();
		await book(store, conversion({ status: 'paid' }));
		await book(store, conversion({ externalId: 'x2', status: 'declined' }));
		await book(store, balance(eur('5.00')));
		const metrics = await store.history.affiliateMetrics(
			anna.affiliateId,
			programme.programmeId,
			'EUR',
			null,
			AT,
		);
		expect(metrics).toMatchObject({
			revenue: eur('125.00'),
			sales: 1,
			commission: eur('12.50'),
		});
	});
});
