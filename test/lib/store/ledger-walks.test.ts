import { addMoney, money, zeroMoney } from '../../../lib/kernel';
import type { LedgerStore, StatementEntry } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { eur, PROGRAMME_ID } from '../../support/builders';
import { describeStores, type TestWorkspace } from '../../support/stores';
import { adjustWrite, aJournal, day, write } from './ledger-entries';
import {
	aBookedCommission,
	aConversion,
	aMove,
	approveWrite,
	aRecordedRefund,
	aSale,
	aTransfer,
	commissionId,
	conversionId,
	keyOf,
	recordWrite,
	type Sale,
} from './ledger-writes';

async function all<Entry>(entries: AsyncIterable<Entry>): Promise<Entry[]> {
	const list: Entry[] = [];
	for await (const entry of entries) list.push(entry);
	return list;
}

describeStores('Commissions that are due', (engine) => {
	const at = day(20);
	const holds = new Map([
		['order-a', day(19)],
		['order-b', null],
		['order-c', day(10)],
		['order-d', day(21)],
		['order-e', at],
		['order-f', null],
	]);
	const filled = async (): Promise<AffiliateStore> => {
		const store = await engine.open();
		for (const [orderId, holdUntil] of holds) {
			const sale = aSale({ orderId });
			const commissions = [aBookedCommission(sale, { holdUntil })];
			await write(store, sale, { ...recordWrite(sale), commissions });
		}
		return store;
	};
	const idOf = (orderId: string) => commissionId(aSale({ orderId }));
	const unheld = ['order-b', 'order-f'].map(idOf).sort();
	const due = [...unheld, ...['order-c', 'order-a', 'order-e'].map(idOf)];

	it('are those without a hold, then those whose hold is over, oldest first', async () => {
		const { ledger } = await filled();
		const found = await ledger.dueCommissions({ at, limit: 9 });
		expect(found.map((entry) => entry.commissionId)).toEqual(due);
		expect(await ledger.dueCommissions({ at, programmeId: 'prg_other', limit: 9 })).toEqual([]);
		const own = await ledger.dueCommissions({ at, programmeId: PROGRAMME_ID, limit: 9 });
		expect(own).toEqual(found);
	});

	it('are the same page by page, though each page is approved before the next is read', async () => {
		const store = await filled();
		const seen: string[] = [];
		for (let after: string | undefined; ; after = seen.at(-1)) {
			const page = await store.ledger.dueCommissions({
				at,
				limit: 2,
				...(after === undefined ? {} : { after }),
			});
			if (page.length === 0) break;
			for (const { commissionId: id, conversionId: order } of page) {
				seen.push(id);
				const orderId = [...holds.keys()].find((key) => conversionId({ orderId: key }) === order);
				const sale = aSale({ orderId: orderId ?? '' });
				await write(store, sale, approveWrite(sale));
			}
		}
		expect(seen).toEqual(due);
		expect(await store.ledger.dueCommissions({ at, limit: 9 })).toEqual([]);
	});
});

describeStores('Walking through the orders of a programme', (engine) => {
	const replayed = async (
		{ ledger }: AffiliateStore,
		filter: Partial<Parameters<LedgerStore['replay']>[0]> = {},
	) => await all(ledger.replay({ programmeId: PROGRAMME_ID, ...filter }));

	const book = async (store: AffiliateStore, number: number, overrides: Partial<Sale> = {}) => {
		const sale = aSale({ orderId: `order-${number}`, at: day(number), ...overrides });
		await write(store, sale, { ...recordWrite(sale), journal: aJournal() });
		return sale;
	};

	const ordersOf = (entries: ReadonlyArray<{ conversion: { orderId: string } }>) =>
		entries.map(({ conversion }) => conversion.orderId);

	it('tells them oldest first, with all that is needed to price them again', async () => {
		const store = await engine.open();
		const later = await book(store, 3);
		const earlier = await book(store, 2);
		const refund = aRecordedRefund(earlier, {
			status: 'applied',
			base: eur('30.00'),
			net: eur('30.00'),
		});
		const edited = aConversion(earlier, { version: 2, net: eur('120.00') });
		await write(store, earlier, { conversion: edited, refunds: [refund] });
		await write(store, earlier, adjustWrite(earlier, eur('2.00')));
		expect(await replayed(store)).toEqual([
			{
				conversion: edited,
				journal: aJournal(),
				commissions: [aBookedCommission(earlier, { adjusted: eur('2.00') })],
				refunds: [refund],
			},
			{
				conversion: aConversion(later),
				journal: aJournal(),
				commissions: [aBookedCommission(later)],
				refunds: [],
			},
		]);
	});

	it('keeps to the programme and the stretch of time, whose end is exclusive', async () => {
		const store = await engine.open();
		for (const number of [1, 2, 3]) await book(store, number);
		expect(ordersOf(await replayed(store, { from: day(2), to: day(3) }))).toEqual(['order-2']);
		expect(await replayed(store, { programmeId: 'prg_other' })).toEqual([]);
	});

	it('leaves out what is no order, and tells of orders that wait for a price', async () => {
		const store = await engine.open();
		const record = async (orderId: string, conversion: Parameters<typeof aConversion>[1]) => {
			const sale = aSale({ orderId });
			await write(store, sale, { conversion: aConversion(sale, conversion) });
		};
		await record('unpriced', { base: null, outcome: 'held', reason: 'missing_exchange_rate' });
		await record('priced', { outcome: 'skipped', reason: 'no_affiliate' });
		await record('lead', { kind: 'action' });
		await record('bonus', { kind: 'bonus' });
		expect(ordersOf(await replayed(store)).sort()).toEqual(['lead', 'priced', 'unpriced']);
	});

	it('tells of an affiliate what it earns on and what it was credited with', async () => {
		const store = await engine.open();
		await book(store, 1);
		await book(store, 2, { affiliateId: 'aff_bert' });
		const credited = aSale({ orderId: 'order-3', at: day(3), affiliateId: 'aff_bert' });
		await write(store, credited, { conversion: aConversion(credited, { reason: 'cap_reached' }) });
		const level = await book(store, 4);
		const above = { ...level, affiliateId: 'aff_bert' };
		await write(store, level, {
			commissions: [aBookedCommission(above, { kind: 'level' })],
			moves: [aMove(above, null, 'pending')],
		});
		const found = await replayed(store, { affiliateId: 'aff_bert' });
		expect(ordersOf(found)).toEqual(['order-2', 'order-3', 'order-4']);
		expect(found.at(-1)?.commissions).toHaveLength(2);
	});

	/** Copies of the one order, all of the same moment but for the last ones, page after page. */
	const multiply = async (workspace: TestWorkspace, sale: Sale, count: number) => {
		const id = conversionId(sale);
		const columns = [
			'kind, subscription_id, store_key, content_hash, programme_id, customer_key, recorded_at',
			'outcome, reason, currency, base_minor, net_minor, credited_affiliate_id',
			'credited_programme_id, record_hash',
		].join(', ');
		await workspace.execute(
			`with recursive copies(n) as (select 1 union all select n + 1 from copies where n < ${count})
			insert into conversions (conversion_id, order_id, ordered_at, record, ${columns})
			select 'cnv_' || n, 'copy-' || n,
				case when n % 2 = 0 then ordered_at else '2026-11-25T00:00:00.000Z' end,
				replace(record, '${id}', 'cnv_' || n), ${columns}
			from conversions, copies where conversion_id = '${id}'`,
		);
	};

	it.each([
		['of a programme', {}],
		['from a moment on', { from: day(1) }],
		['of an affiliate', { affiliateId: aSale().affiliateId }],
	])('tells every one once, over many pages: %s', async (_because, filter) => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const sale = await book(store, 1);
		await multiply(workspace, sale, 430);
		const found = await replayed(store, filter);
		expect(new Set(found.map(({ conversion }) => conversion.conversionId)).size).toBe(431);
		expect(found).toHaveLength(431);
	});
});

describeStores('A statement of any length', (engine) => {
	const sale = aSale({ at: day(1) });
	const { affiliateId } = sale;
	const states = (['pending', 'held', 'approved', 'in_batch', 'paid'] as const).map(
		(state) => `${state}:${affiliateId}`,
	);

	/** 1300 entries over all accounts, many of one moment, in two currencies. */
	const filled = async (): Promise<AffiliateStore> => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		const transactions = Array.from({ length: 650 }, (_, n) => {
			const [from = '', to = ''] = [states[n % 5], states[(n + 1) % 5]];
			const amount = n % 3 === 0 ? money(BigInt(n), 'JPY') : money(BigInt(n), 'EUR');
			const moved = { ...sale, at: day(2 + ((n * 7) % 20)) };
			return aTransfer(moved, 'batch', [from, to], amount, `move ${n}`);
		});
		await store.ledger.decide(keyOf(sale), () => ({ write: { transactions }, result: null }));
		return store;
	};

	it.each([
		['all of it', {}],
		['from a moment on', { from: day(9) }],
		['between two moments', { from: day(9), to: day(14) }],
		['up to a moment', { to: day(3) }],
		['of no moment', { from: day(29) }],
	])('is the same as the bounded one: %s', async (_because, bounds) => {
		const { ledger } = await filled();
		const streamed = await all(ledger.streamStatement({ affiliateId, ...bounds }));
		expect(streamed).toEqual(await ledger.statement({ affiliateId, ...bounds, limit: 9_999 }));
		const newest = await ledger.statement({ affiliateId, ...bounds, limit: 40 });
		expect(newest).toEqual(streamed.slice(-40));
	});

	it('covers the accounts from pending to paid, each balance following on the one before', async () => {
		const { ledger } = await filled();
		const entries = await all(ledger.streamStatement({ affiliateId }));
		expect(entries).toHaveLength(1_301);
		const running = new Map<string, StatementEntry['balance']>();
		for (const { account, amount, balance } of entries) {
			const key = `${account} ${amount.currency}`;
			const sum = addMoney(running.get(key) ?? zeroMoney(amount.currency), amount);
			running.set(key, sum);
			expect(balance).toEqual(sum);
		}
		const times = entries.map(({ occurredAt }) => occurredAt);
		expect(times).toEqual([...times].sort());
		expect(new Set(entries.map(({ account }) => account))).toEqual(new Set(states));
		for (const { account, balance } of await ledger.balances('')) {
			if (account.startsWith('expense:')) continue;
			expect(running.get(`${account} ${balance.currency}`)).toEqual(balance);
		}
	});

	it('leaves out what is booked while it is read', async () => {
		const store = await filled();
		let count = 0;
		for await (const _entry of store.ledger.streamStatement({ affiliateId })) {
			count += 1;
			if (count === 1) {
				const late = aSale({ orderId: 'late', at: day(28) });
				await write(store, late, recordWrite(late));
			}
		}
		expect(count).toBe(1_301);
	});

	it('knows balances as they were at a moment, which is exclusive', async () => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		await write(store, sale, approveWrite({ ...sale, at: day(5) }));
		const balanceOf = async (before?: string) =>
			(await store.ledger.balances(`pending:${affiliateId}`, before)).map(({ balance }) => balance);
		expect(await balanceOf(day(1))).toEqual([]);
		expect(await balanceOf(day(5))).toEqual([eur('10.00')]);
		expect(await balanceOf('2026-11-05T00:00:00.001Z')).toEqual([eur('0.00')]);
		expect(await balanceOf()).toEqual([eur('0.00')]);
	});

	it('of an unknown affiliate is empty', async () => {
		const { ledger } = await engine.open();
		expect(await all(ledger.streamStatement({ affiliateId: 'aff_unknown' }))).toEqual([]);
		expect(await ledger.statement({ affiliateId: 'aff_unknown', limit: 9 })).toEqual([]);
	});
});
