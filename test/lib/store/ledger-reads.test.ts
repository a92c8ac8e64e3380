import { money } from '../../../lib/kernel';
import type { LedgerWrite } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { eur, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { describeStores } from '../../support/stores';
import {
	anEvent,
	approveWrite,
	aSale,
	commissionId,
	keyOf,
	recordWrite,
	type Sale,
} from './ledger-writes';

const write = async (store: AffiliateStore, sale: Sale, content: LedgerWrite) =>
	await store.ledger.decide(keyOf(sale), () => ({ write: content, result: null }));

describeStores('Reading the ledger', (engine) => {
	const anna = aSale({ orderId: 'order-a', at: '2026-11-01T00:00:00.000Z' });
	const bert = aSale({
		orderId: 'order-b',
		affiliateId: 'aff_bert',
		at: '2026-11-02T00:00:00.000Z',
		amount: money(500n, 'JPY'),
	});
	const anna2 = aSale({ orderId: 'order-c', at: '2026-11-03T00:00:00.000Z', amount: eur('4.00') });

	const filled = async (): Promise<AffiliateStore> => {
		const store = await engine.open();
		for (const sale of [anna, bert, anna2]) await write(store, sale, recordWrite(sale));
		const later = { ...anna, at: '2026-11-04T00:00:00.000Z' };
		await write(store, anna, approveWrite(later));
		return store;
	};

	it('lists commissions by affiliate, programme and status, oldest first', async () => {
		const { ledger } = await filled();
		const ordersOf = async (filter: Parameters<typeof ledger.commissions>[0]) =>
			(await ledger.commissions(filter)).map((entry) => entry.commissionId);
		const [a, b, c] = [anna, bert, anna2].map(commissionId);
		expect(await ordersOf({ limit: 9 })).toEqual([a, b, c]);
		expect(await ordersOf({ limit: 2 })).toEqual([a, b]);
		expect(await ordersOf({ affiliateId: anna.affiliateId, limit: 9 })).toEqual([a, c]);
		expect(await ordersOf({ status: 'pending', limit: 9 })).toEqual([b, c]);
		expect(await ordersOf({ status: 'approved', limit: 9 })).toEqual([a]);
		expect(await ordersOf({ status: 'paid', limit: 9 })).toEqual([]);
		expect(await ordersOf({ programmeId: PROGRAMME_ID, limit: 9 })).toHaveLength(3);
		expect(await ordersOf({ programmeId: 'prg_other', limit: 9 })).toEqual([]);
	});

	it('sums balances by prefix and currency, owed amounts positive', async () => {
		const { ledger } = await filled();
		expect(await ledger.balances('pending:')).toEqual([
			{ account: `pending:${anna.affiliateId}`, balance: eur('4.00') },
			{ account: 'pending:aff_bert', balance: money(500n, 'JPY') },
		]);
		expect(await ledger.balances(`approved:${anna.affiliateId}`)).toEqual([
			{ account: `approved:${anna.affiliateId}`, balance: eur('10.00') },
		]);
		expect(await ledger.balances('expense:')).toEqual([
			{ account: `expense:${PROGRAMME_ID}`, balance: eur('-14.00') },
			{ account: `expense:${PROGRAMME_ID}`, balance: money(-500n, 'JPY') },
		]);
		expect(await ledger.balances('held:')).toEqual([]);
		expect(await ledger.balances('pending:%')).toEqual([]);
	});

	it('nets to zero in every currency', async () => {
		const { ledger } = await filled();
		expect(await ledger.netPerCurrency()).toEqual([money(0n, 'EUR'), money(0n, 'JPY')]);
	});

	it('tells an affiliate every entry with the running balance of its account', async () => {
		const { ledger } = await filled();
		const { affiliateId } = anna;
		const entries = await ledger.statement({ affiliateId, limit: 9 });
		const [pending, approved] = [`pending:${affiliateId}`, `approved:${affiliateId}`];
		expect(
			entries.map(({ kind, account, amount, balance }) => [kind, account, amount, balance]),
		).toEqual([
			['accrue', pending, eur('10.00'), eur('10.00')],
			['accrue', pending, eur('4.00'), eur('14.00')],
			['approve', pending, eur('-10.00'), eur('4.00')],
			['approve', approved, eur('10.00'), eur('10.00')],
		]);
		expect(entries[0]).toMatchObject({
			commissionId: commissionId(anna),
			occurredAt: anna.at,
			cause: 'recorded',
		});
	});

	it('keeps the newest entries of a bounded statement, and balances from before it', async () => {
		const { ledger } = await filled();
		const { affiliateId } = anna;
		const balancesOf = async (
			filter: Omit<Parameters<typeof ledger.statement>[0], 'affiliateId'>,
		) => (await ledger.statement({ affiliateId, ...filter })).map(({ balance }) => balance);
		expect(await balancesOf({ limit: 2 })).toEqual([eur('4.00'), eur('10.00')]);
		expect(await balancesOf({ from: anna2.at, to: '2026-11-04T00:00:00.000Z', limit: 9 })).toEqual([
			eur('14.00'),
		]);
		expect(await balancesOf({ to: anna.at, limit: 9 })).toEqual([]);
	});
});

describeStores('The outbox', (engine) => {
	it('hands out events in order until they are delivered', async () => {
		const store = await engine.open();
		const [first, second] = [aSale(), aSale({ orderId: 'order-2' })];
		await write(store, first, recordWrite(first));
		await write(store, second, recordWrite(second));
		await write(store, first, approveWrite(first));
		const { ledger } = store;
		const pending = await ledger.pendingEvents(10);
		expect(pending).toEqual([
			anEvent(first, 'conversion.recorded'),
			anEvent(second, 'conversion.recorded'),
			anEvent(first, 'commission.approved'),
		]);
		expect(await ledger.pendingEvents(1)).toEqual(pending.slice(0, 1));
		await ledger.markDelivered([pending[1]?.outboxId ?? ''], first.at);
		await ledger.markDelivered([], first.at);
		expect(await ledger.pendingEvents(10)).toEqual([pending[0], pending[2]]);
	});

	it('writes money in an event as decimal text', async () => {
		const store = await engine.open();
		const event = { ...anEvent(aSale(), 'payout.due'), payload: { amount: eur('3.20') } };
		await write(store, aSale(), { events: [event] });
		const [stored] = await store.ledger.pendingEvents(1);
		expect(stored?.payload).toEqual({ amount: { amount: '3.20', currency: 'EUR' } });
	});
});

describeStores('Many writers of the ledger', (engine) => {
	it('record one order once, whoever comes first', async () => {
		const workspace = await engine.workspace();
		const stores = [await workspace.open(), engine.isStandIn() ? null : await workspace.open()];
		const sale = aSale();
		const outcomes = await Promise.all(
			Array.from({ length: 16 }, (_, n) =>
				(stores[n % 2] ?? stores[0])?.ledger.decide(keyOf(sale), (state) =>
					state.conversion === null
						? { write: recordWrite(sale), result: 'recorded' }
						: { write: {}, result: 'duplicate' },
				),
			),
		);
		expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(15);
		expect(await stores[0]?.ledger.balances('pending:')).toMatchObject([{ balance: sale.amount }]);
	});

	it('approve one commission once, though every approval has an id of its own', async () => {
		const workspace = await engine.workspace();
		const stores = [await workspace.open(), engine.isStandIn() ? null : await workspace.open()];
		const sale = aSale();
		const first = stores[0];
		if (first == null) throw new Error('There is always one store');
		await write(first, sale, recordWrite(sale));
		const approvals = await Promise.all(
			Array.from({ length: 12 }, (_, n) =>
				(stores[n % 2] ?? first).ledger.decideByCommission(commissionId(sale), (state) => {
					if (state.commissions[0]?.status !== 'pending') return { write: {}, result: 0 };
					const { moves = [], transactions = [] } = approveWrite(sale);
					return {
						write: {
							moves: moves.map((entry) => ({ ...entry, moveId: `mov_${n}` })),
							transactions: transactions.map((entry) => ({ ...entry, transactionId: `txn_${n}` })),
						},
						result: 1,
					};
				}),
			),
		);
		expect(approvals.filter((approved) => approved === 1)).toHaveLength(1);
		expect(await first.ledger.balances('approved:')).toMatchObject([{ balance: sale.amount }]);
		expect(await first.ledger.balances('pending:')).toMatchObject([{ balance: eur('0.00') }]);
	});

	it('lose nothing of different orders', async () => {
		const workspace = await engine.workspace();
		const stores = [await workspace.open(), engine.isStandIn() ? null : await workspace.open()];
		const sales = Array.from({ length: 24 }, (_, n) => aSale({ orderId: `order-${n}` }));
		await Promise.all(
			sales.map(async (sale, n) => {
				const store = stores[n % 2] ?? stores[0];
				if (store != null) await write(store, sale, recordWrite(sale));
			}),
		);
		expect(await stores[0]?.ledger.commissions({ limit: 50 })).toHaveLength(24);
		expect(await stores[0]?.ledger.balances('pending:')).toMatchObject([
			{ balance: eur('240.00') },
		]);
		expect(await stores[0]?.history.recordedOrder(STORE_KEY, 'order-23')).not.toBeNull();
	});
});
