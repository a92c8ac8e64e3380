import { AffiliateError } from '../../../lib/kernel';
import type { AffiliateStore } from '../../../lib/ports/store';
import { anOrder, aTouch, eur, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { withoutPerson } from '../../../lib/model/journal';
import { describeStores } from '../../support/stores';
import { adjustWrite, aJournal, aRecordedDispute, day, write } from './ledger-entries';
import {
	aBookedCommission,
	aConversion,
	approveWrite,
	aSale,
	aTransfer,
	commissionId,
	conversionId,
	recordWrite,
	reverseWrite,
	type Sale,
} from './ledger-writes';

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
	await promise.then(
		() => 'no error',
		(error: unknown) => (error instanceof AffiliateError ? error.code : String(error)),
	);

const stateOf = async (store: AffiliateStore, sale: Sale) =>
	await store.ledger.conversion(conversionId(sale));

const storyOf = async (store: AffiliateStore, sale: Sale) =>
	await store.ledger.commissionStory(commissionId(sale));

describeStores('An edited order', (engine) => {
	const sale = aSale();
	const first = aConversion(sale);
	const second = aConversion(sale, {
		version: 2,
		contentHash: 'a larger basket',
		base: eur('150.00'),
		net: eur('150.00'),
		orderUpdatedAt: day(20),
	});

	it('stands as its newest version, and keeps the first row as it was', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const rows = () => workspace.execute('select * from conversions');
		await write(store, sale, recordWrite(sale));
		const before = await rows();
		await write(store, sale, { conversion: second });
		expect((await stateOf(store, sale))?.conversion).toEqual(second);
		expect(await write(store, sale, {})).toMatchObject({ conversion: second });
		expect(await rows()).toEqual(before);
		const recorded = await store.history.recordedOrder(STORE_KEY, sale.orderId);
		expect(recorded).toMatchObject({ contentHash: 'a larger basket', orderUpdatedAt: day(20) });
	});

	it('takes the same version again without writing it twice', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await write(store, sale, recordWrite(sale));
		for (const _again of [1, 2]) {
			await write(store, sale, { conversion: second, journal: aJournal() });
		}
		await write(store, sale, recordWrite(sale));
		expect((await stateOf(store, sale))?.conversion).toEqual(second);
		expect(await workspace.execute('select 1 from conversion_versions')).toHaveLength(1);
	});

	it.each([
		['a version that leaves one out', { ...second, version: 4 }],
		['other content under a version that is there', { ...second, net: eur('160.00') }],
		['another first version', { ...first, outcome: 'held' }],
	])('refuses %s', async (_because, conversion) => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		await write(store, sale, { conversion: second });
		expect(await codeOf(write(store, sale, { conversion }))).toBe('ledger_conflict');
		expect((await stateOf(store, sale))?.conversion).toEqual(second);
	});

	it('cannot be the next version of nothing', async () => {
		const store = await engine.open();
		expect(await codeOf(write(store, sale, { conversion: second }))).toBe('ledger_conflict');
		expect(await stateOf(store, sale)).toBeNull();
	});

	it('is found by the credit that the edit brought', async () => {
		const store = await engine.open();
		const without = { programmeId: null, customerKey: null, touches: [], base: null };
		await write(store, sale, {
			conversion: aConversion(sale, { ...without, reason: 'no_affiliate', outcome: 'skipped' }),
		});
		await write(store, sale, { conversion: { ...second, customerKey: 'carla' } });
		const { lastCredit } = await store.history.customerHistory('carla', day(30));
		expect(lastCredit).toMatchObject({ affiliateId: sale.affiliateId, programmeId: PROGRAMME_ID });
		const { lifetimeValue } = await store.history.customerSummary('carla', 'EUR');
		expect(lifetimeValue).toEqual(eur('150.00'));
	});

	it('keeps the coupons of every version in use', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await write(store, sale, { conversion: aConversion(sale, { touches: [] }) });
		const touches = [aTouch({ kind: 'coupon', couponCode: 'ANNA10', clickId: null })];
		await write(store, sale, { conversion: { ...second, touches } });
		expect(await workspace.execute('select code_key from conversion_coupons')).toEqual([
			{ code_key: 'anna10' },
		]);
	});
});

describeStores('The journal of an order', (engine) => {
	const sale = aSale();

	it('is that of the newest pricing, and stays when a re-rating brings none', async () => {
		const store = await engine.open();
		const journal = aJournal();
		const edited = aJournal({ order: withoutPerson(anOrder({ orderNumber: '#edited' })) });
		await write(store, sale, { ...recordWrite(sale), journal });
		expect((await storyOf(store, sale))?.journal).toEqual(journal);
		await write(store, sale, { conversion: aConversion(sale, { version: 2 }), journal: edited });
		expect((await storyOf(store, sale))?.journal).toEqual(edited);
		await write(store, sale, { conversion: aConversion(sale, { version: 3 }) });
		expect((await storyOf(store, sale))?.journal).toEqual(edited);
	});

	it('is replaced with an order that gets its price later', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const held = aConversion(sale, {
			outcome: 'held',
			reason: 'missing_exchange_rate',
			base: null,
		});
		await write(store, sale, { conversion: held, journal: aJournal() });
		const attribution = { ...aJournal().attribution, lookbackDays: 7 };
		await write(store, sale, { ...recordWrite(sale), journal: aJournal({ attribution }) });
		expect((await storyOf(store, sale))?.journal?.attribution.lookbackDays).toBe(7);
		const rows = await workspace.execute('select version, record from conversion_versions');
		expect(rows).toEqual([
			{ version: 1, record: null },
			{ version: 1, record: null },
		]);
	});

	it('is that of the basket that was paid, though an earlier one was the same', async () => {
		const store = await engine.open();
		const unpaid = { outcome: 'skipped', reason: 'order_not_paid' };
		const pricing = (lookbackDays: number) =>
			aJournal({ attribution: { ...aJournal().attribution, lookbackDays } });
		for (const [number, days] of [7, 14, 7].entries()) {
			const basket = { ...unpaid, contentHash: `basket ${days}`, recordedAt: day(number + 1) };
			await write(store, sale, { conversion: aConversion(sale, basket), journal: pricing(days) });
		}
		await write(store, sale, recordWrite(sale));
		expect((await storyOf(store, sale))?.journal?.attribution.lookbackDays).toBe(7);
	});

	it('is null for an order that was recorded without one, and needs its conversion', async () => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		expect((await storyOf(store, sale))?.journal).toBeNull();
		expect(await codeOf(write(store, sale, { journal: aJournal() }))).toBe('ledger_conflict');
	});
});

describeStores('Adjustments', (engine) => {
	const sale = aSale();

	it('add to what a commission earned; what was booked stays', async () => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		await write(store, sale, adjustWrite(sale, eur('5.00'), { baseChange: eur('50.00') }));
		await write(store, sale, adjustWrite(sale, eur('-1.50'), { cause: 'tier', kind: 're_rate' }));
		expect((await stateOf(store, sale))?.commissions).toEqual([
			aBookedCommission(sale, { adjusted: eur('3.50') }),
		]);
		expect(await store.ledger.balances(`pending:${sale.affiliateId}`)).toMatchObject([
			{ balance: eur('13.50') },
		]);
		const story = await storyOf(store, sale);
		expect(story?.adjustments.map(({ cause, amount }) => [cause, amount])).toEqual([
			['edit:2', eur('5.00')],
			['tier', eur('-1.50')],
		]);
		expect(story?.adjustments[0]).toEqual(
			adjustWrite(sale, eur('5.00'), { baseChange: eur('50.00') }).adjustments?.[0],
		);
	});

	it('are written once', async () => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		for (const _again of [1, 2]) await write(store, sale, adjustWrite(sale, eur('5.00')));
		expect((await stateOf(store, sale))?.commissions[0]?.adjusted).toEqual(eur('5.00'));
		const other = { adjustments: adjustWrite(sale, eur('0.00')).adjustments ?? [] };
		expect(await codeOf(write(store, sale, other))).toBe('ledger_conflict');
	});

	it.each([
		[
			'without its booking',
			{ adjustments: adjustWrite(sale, eur('5.00')).adjustments ?? [] },
			'unbalanced_postings',
		],
		[
			'that is booked by another amount',
			{
				adjustments: adjustWrite(sale, eur('5.00')).adjustments ?? [],
				transactions: adjustWrite(sale, eur('4.99')).transactions ?? [],
			},
			'unbalanced_postings',
		],
		[
			'of another order',
			adjustWrite(aSale({ orderId: 'order-2' }), eur('5.00')),
			'ledger_conflict',
		],
	])('refuse one %s', async (_because, content, code) => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		expect(await codeOf(write(store, sale, content))).toBe(code);
		expect((await stateOf(store, sale))?.commissions[0]?.adjusted).toEqual(eur('0.00'));
	});

	it('refuse a booking that no adjustment tells of', async () => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		const transactions = adjustWrite(sale, eur('5.00')).transactions ?? [];
		expect(await codeOf(write(store, sale, { transactions }))).toBe('unbalanced_postings');
	});

	it('of the base alone need no booking', async () => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		const { adjustments = [] } = adjustWrite(sale, eur('0.00'), { baseChange: eur('-20.00') });
		await write(store, sale, { adjustments });
		expect((await storyOf(store, sale))?.adjustments).toEqual(adjustments);
	});

	it('are a part of the story with moves, transactions and the state of the order', async () => {
		const store = await engine.open();
		const content = recordWrite(sale);
		await write(store, sale, content);
		await write(store, sale, approveWrite(sale));
		const story = await storyOf(store, sale);
		expect(story?.moves).toEqual([...(content.moves ?? []), ...(approveWrite(sale).moves ?? [])]);
		expect(story?.transactions).toEqual([
			...(content.transactions ?? []),
			...(approveWrite(sale).transactions ?? []),
		]);
		expect(story?.state).toEqual(await stateOf(store, sale));
		expect(story?.commission).toEqual(story?.state.commissions[0]);
		expect(await store.ledger.commissionStory('com_unknown')).toBeNull();
	});
});

describeStores('What was taken back', (engine) => {
	it('shrinks by what a won dispute gives back', async () => {
		const store = await engine.open();
		const sale = aSale();
		const accounts = [`expense:${PROGRAMME_ID}`, `pending:${sale.affiliateId}`] as const;
		await write(store, sale, recordWrite(sale));
		await write(store, sale, reverseWrite(sale, 'pending', eur('6.00'), 'lost'));
		await write(store, sale, {
			transactions: [aTransfer(sale, 'restore', accounts, eur('4.00'), 'won')],
		});
		expect((await stateOf(store, sale))?.commissions[0]?.reversed).toEqual(eur('2.00'));
	});
});

describeStores('Disputes', (engine) => {
	const sale = aSale();
	const open = aRecordedDispute(sale);
	const won = aRecordedDispute(sale, { status: 'won', updatedAt: day(25) });
	const other = aRecordedDispute(sale, { disputeId: 'dispute-2' });

	it('may come before their order; the latest notice of each one stands', async () => {
		const store = await engine.open();
		await write(store, sale, { disputes: [open, other] });
		expect((await write(store, sale, recordWrite(sale))).disputes).toEqual([open, other]);
		await write(store, sale, { disputes: [won] });
		expect((await stateOf(store, sale))?.disputes).toEqual([won, other]);
	});

	it('do not go back when an older notice is written again', async () => {
		const store = await engine.open();
		for (const notice of [open, won, open]) await write(store, sale, { disputes: [notice] });
		expect((await write(store, sale, {})).disputes).toEqual([won]);
	});

	it('of another order are refused', async () => {
		const store = await engine.open();
		const foreign = aRecordedDispute(aSale({ orderId: 'order-2' }));
		expect(await codeOf(write(store, sale, { disputes: [foreign] }))).toBe('ledger_conflict');
	});

	it('are sealed, for their reason is free text', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const telling = aRecordedDispute(sale, { reason: 'Carla Secret never ordered this' });
		await write(store, sale, { disputes: [telling] });
		expect(JSON.stringify(await workspace.execute('select * from dispute_notices'))).not.toContain(
			'Carla',
		);
		expect((await write(store, sale, {})).disputes).toEqual([telling]);
	});
});
