import { AffiliateError, money } from '../../../lib/kernel';
import type { LedgerWrite, OrderState } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aTouch, aVerdict, eur, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import {
	aBookedCommission,
	aConversion,
	aMove,
	anEvent,
	approveWrite,
	aRecordedRefund,
	aSale,
	aTransfer,
	commissionId,
	conversionId,
	keyOf,
	recordWrite,
	reverseWrite,
	type Sale,
} from './ledger-writes';

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
	await promise.then(
		() => 'no error',
		(error: unknown) => (error instanceof AffiliateError ? error.code : String(error)),
	);

/** Writes and gives back the state that the decision saw. */
const write = async (store: AffiliateStore, sale: Sale, content: LedgerWrite) =>
	await store.ledger.decide(keyOf(sale), (state): { write: LedgerWrite; result: OrderState } => ({
		write: content,
		result: state,
	}));

const stateOf = async (store: AffiliateStore, sale: Sale) =>
	await store.ledger.conversion(conversionId(sale));

describeStores('The ledger, deciding', (engine) => {
	it('starts from nothing and gives back the result of the decision', async () => {
		const { ledger } = await engine.open();
		const result = await ledger.decide(keyOf(aSale()), (state) => ({
			write: {},
			result: { state, word: 'done' },
		}));
		expect(result).toEqual({
			state: {
				conversion: null,
				commissions: [],
				refunds: [],
				disputes: [],
				binding: null,
				capUsage: [],
			},
			word: 'done',
		});
		expect(await ledger.conversion(conversionId(aSale()))).toBeNull();
	});

	it('reads back exactly what was written', async () => {
		const store = await engine.open();
		const sale = aSale();
		const conversion = {
			verdict: aVerdict({ verdict: 'review', score: 0.6 }),
			customerKey: 'customer',
			touches: [aTouch(), aTouch({ kind: 'coupon', couponCode: 'ANNA10', clickId: null })],
		};
		const content = recordWrite(sale, conversion);
		await write(store, sale, content);
		expect(await stateOf(store, sale)).toEqual({
			conversion: content.conversion,
			commissions: content.commissions,
			refunds: [],
			disputes: [],
			binding: null,
			capUsage: [],
		});
		expect(await write(store, sale, {})).toEqual(await stateOf(store, sale));
	});

	it('keeps amounts exact beyond the integers of JavaScript', async () => {
		const store = await engine.open();
		const sale = aSale({ amount: money(9_007_199_254_740_993n, 'EUR') });
		await write(store, sale, recordWrite(sale));
		expect((await stateOf(store, sale))?.commissions[0]?.amount).toEqual(sale.amount);
		expect(await store.ledger.balances(`pending:${sale.affiliateId}`)).toEqual([
			{ account: `pending:${sale.affiliateId}`, balance: sale.amount },
		]);
	});

	it('takes a status from the last move and what is reversed from the postings', async () => {
		const store = await engine.open();
		const sale = aSale();
		await write(store, sale, recordWrite(sale));
		await write(store, sale, reverseWrite(sale, 'pending', eur('2.50'), 'refund-1'));
		await write(store, sale, approveWrite(sale, eur('7.50')));
		await write(store, sale, reverseWrite(sale, 'approved', eur('1.00'), 'refund-2'));
		expect((await stateOf(store, sale))?.commissions).toEqual([
			aBookedCommission(sale, {
				status: 'approved',
				statusReason: 'became approved',
				reversed: eur('3.50'),
			}),
		]);
	});

	it('counts a declined commission as taken back', async () => {
		const store = await engine.open();
		const sale = aSale();
		await write(store, sale, recordWrite(sale));
		const accounts = [`pending:${sale.affiliateId}`, `expense:${PROGRAMME_ID}`] as const;
		await write(store, sale, {
			moves: [aMove(sale, 'pending', 'declined')],
			transactions: [aTransfer(sale, 'decline', accounts, sale.amount, 'fraud')],
		});
		expect((await stateOf(store, sale))?.commissions[0]).toMatchObject({
			status: 'declined',
			reversed: sale.amount,
		});
	});

	it('finds the order of a commission, and nothing for an unknown one', async () => {
		const store = await engine.open();
		const sale = aSale();
		await write(store, sale, recordWrite(sale));
		const decided = await store.ledger.decideByCommission(commissionId(sale), (state) => ({
			write: approveWrite(sale),
			result: state.conversion?.orderId,
		}));
		expect(decided).toBe(sale.orderId);
		expect((await stateOf(store, sale))?.commissions[0]?.status).toBe('approved');
		const unknown = store.ledger.decideByCommission('com_unknown', () => {
			throw new Error('must not be asked');
		});
		expect(await unknown).toBeNull();
	});

	it('writes nothing of a decision that throws', async () => {
		const store = await engine.open();
		const failing = store.ledger.decide(keyOf(aSale()), () => {
			throw new Error('the decision failed');
		});
		await expect(failing).rejects.toThrow('the decision failed');
		expect(await stateOf(store, aSale())).toBeNull();
		expect(await write(store, aSale(), recordWrite(aSale()))).toMatchObject({ conversion: null });
	});
});

describeStores('The ledger, refusing', (engine) => {
	const sale = aSale();
	const [pending, expense] = [`pending:${sale.affiliateId}`, `expense:${PROGRAMME_ID}`];
	const transfer = aTransfer(sale, 'accrue', [expense, pending], eur('10.00'), 'recorded');
	const withPostings = (postings: typeof transfer.postings): LedgerWrite => ({
		...recordWrite(sale),
		transactions: [{ ...transfer, postings }],
	});

	it.each([
		[
			'postings that do not sum to zero',
			withPostings([
				{ account: expense, amount: eur('10.00') },
				{ account: pending, amount: eur('-9.99') },
			]),
			'unbalanced_postings',
		],
		[
			'postings that balance only across currencies',
			withPostings([
				{ account: expense, amount: eur('10.00') },
				{ account: pending, amount: money(-1000n, 'USD') },
			]),
			'unbalanced_postings',
		],
		['a transaction without postings', withPostings([]), 'unbalanced_postings'],
		[
			'amounts beyond 64 bits',
			withPostings([
				{ account: expense, amount: money(2n ** 63n, 'EUR') },
				{ account: pending, amount: money(-(2n ** 63n), 'EUR') },
			]),
			'amount_too_large',
		],
		[
			'a conversion of another order',
			{ conversion: aConversion(aSale({ orderId: 'order-2' })) },
			'ledger_conflict',
		],
		[
			'a refund of another order',
			{ refunds: [aRecordedRefund(aSale({ orderId: 'order-2' }))] },
			'ledger_conflict',
		],
		[
			'a commission without a conversion',
			{ commissions: [aBookedCommission(sale)], moves: [aMove(sale, null, 'pending')] },
			'ledger_conflict',
		],
		['a transaction of no commission', { transactions: [transfer] }, 'ledger_conflict'],
		['a move of no commission', { moves: [aMove(sale, null, 'pending')] }, 'ledger_conflict'],
		['a commission without a move', { ...recordWrite(sale), moves: [] }, 'ledger_conflict'],
		[
			'a move that starts from another status',
			{ ...recordWrite(sale), moves: [aMove(sale, 'held', 'pending')] },
			'ledger_conflict',
		],
	])('refuses %s and writes nothing', async (_because, content: LedgerWrite, code) => {
		const store = await engine.open();
		expect(await codeOf(write(store, sale, content))).toBe(code);
		expect(await stateOf(store, sale)).toBeNull();
		expect(await store.ledger.netPerCurrency()).toEqual([]);
		expect(await store.ledger.pendingEvents(10)).toEqual([]);
	});

	it.each([
		['commission', { commissions: [aBookedCommission(sale, { amount: eur('11.00') })] }],
		['move', { moves: [aMove(sale, null, 'pending', { reason: 'another one' })] }],
		[
			'transaction',
			{ transactions: [aTransfer(sale, 'accrue', [expense, pending], eur('1.00'), 'recorded')] },
		],
		['event', { events: [{ ...anEvent(sale, 'conversion.recorded'), payload: { other: true } }] }],
		['conversion', { conversion: aConversion(sale, { outcome: 'held' }) }],
		['order content', { conversion: aConversion(sale, { contentHash: 'other' }) }],
	])('refuses a %s id with other content', async (_what, content: LedgerWrite) => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		const before = await stateOf(store, sale);
		expect(await codeOf(write(store, sale, content))).toBe('ledger_conflict');
		expect(await stateOf(store, sale)).toEqual(before);
	});

	it('takes the same write again without writing it twice', async () => {
		const store = await engine.open();
		await write(store, sale, recordWrite(sale));
		const before = await stateOf(store, sale);
		await write(store, sale, recordWrite(sale));
		expect(await stateOf(store, sale)).toEqual(before);
		expect(await store.ledger.balances(pending)).toEqual([
			{ account: pending, balance: eur('10.00') },
		]);
		expect(await store.ledger.pendingEvents(10)).toHaveLength(1);
	});

	it('lets an order get its price later, as long as it has no commission', async () => {
		const store = await engine.open();
		const held = aConversion(sale, {
			outcome: 'held',
			reason: 'missing_exchange_rate',
			base: null,
		});
		await write(store, sale, { conversion: held });
		const other = { conversion: { ...held, contentHash: 'other' } };
		expect(await codeOf(write(store, sale, other))).toBe('ledger_conflict');
		await write(store, sale, recordWrite(sale));
		expect((await stateOf(store, sale))?.conversion).toEqual(aConversion(sale));
		expect((await stateOf(store, sale))?.commissions).toHaveLength(1);
	});
});

describeStores('An unpaid order', (engine) => {
	const sale = aSale();
	const unpaid = aConversion(sale, { outcome: 'skipped', reason: 'order_not_paid' });

	it('may change until it is paid, and not afterwards', async () => {
		const store = await engine.open();
		await write(store, sale, { conversion: unpaid });
		await write(store, sale, { conversion: { ...unpaid, contentHash: 'another basket' } });
		await write(store, sale, recordWrite(sale));
		expect((await stateOf(store, sale))?.conversion).toEqual(aConversion(sale));
		const changed = { conversion: aConversion(sale, { contentHash: 'a third basket' }) };
		expect(await codeOf(write(store, sale, changed))).toBe('ledger_conflict');
	});
});

describeStores('Refunds in the ledger', (engine) => {
	const sale = aSale();
	const waiting = aRecordedRefund(sale);
	const applied = aRecordedRefund(sale, {
		status: 'applied',
		base: eur('30.00'),
		net: eur('30.00'),
	});

	it('wait for their order and are applied once', async () => {
		const store = await engine.open();
		await write(store, sale, { refunds: [waiting] });
		expect(await write(store, sale, {})).toMatchObject({ conversion: null, refunds: [waiting] });
		await write(store, sale, { ...recordWrite(sale), refunds: [applied] });
		expect((await stateOf(store, sale))?.refunds).toEqual([applied]);
		await write(store, sale, { refunds: [applied] });
		expect((await stateOf(store, sale))?.refunds).toEqual([applied]);
	});

	it.each([
		['back to waiting', waiting],
		['another base', { ...applied, base: eur('31.00') }],
		['other content', { ...applied, contentHash: 'other' }],
	])('never change once they are applied: %s', async (_because, changed) => {
		const store = await engine.open();
		await write(store, sale, { ...recordWrite(sale), refunds: [applied] });
		expect(await codeOf(write(store, sale, { refunds: [changed] }))).toBe('ledger_conflict');
		expect((await stateOf(store, sale))?.refunds).toEqual([applied]);
	});

	it('get the base that was not known when they were applied, once', async () => {
		const store = await engine.open();
		const held = aConversion(sale, { outcome: 'held', base: null });
		await write(store, sale, { conversion: held, refunds: [{ ...applied, base: null }] });
		await write(store, sale, { ...recordWrite(sale), refunds: [applied] });
		expect((await stateOf(store, sale))?.refunds).toEqual([applied]);
		const changed = { refunds: [{ ...applied, base: eur('31.00') }] };
		expect(await codeOf(write(store, sale, changed))).toBe('ledger_conflict');
	});

	it('may share an id with a refund of another order', async () => {
		const store = await engine.open();
		const other = aSale({ orderId: 'order-2' });
		await write(store, sale, { refunds: [waiting] });
		await write(store, other, { refunds: [aRecordedRefund(other)] });
		expect((await write(store, other, {})).refunds).toHaveLength(1);
	});
});
