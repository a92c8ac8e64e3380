import { money } from '../../../lib/kernel';
import type { PayoutWrite } from '../../../lib/ports/payout-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AFFILIATE_ID, eur } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { aMove, aSale, commissionId, keyOf, reverseWrite, type Sale } from './ledger-writes';
import {
	aBatchMove,
	approveBatchWrite,
	balanceOf,
	batchIdOf,
	bookApproved,
	CLAIMED_AT,
	claimAll,
	claimWrite,
	movedBy,
	payoutIdOf,
	registerAffiliate,
	request,
	sendWrite,
	settleWrite,
	transfer,
} from './payout-writes';

const BEN = 'aff_ben';
const KEY = '2026-11';
const BATCH = batchIdOf(KEY);
const annasSale = aSale();
const bensSale = aSale({ orderId: 'order-2', affiliateId: BEN, amount: eur('4.00') });

/** A claimed batch with a payout for Anna and one for Ben. */
async function claimed(store: AffiliateStore): Promise<void> {
	await registerAffiliate(store, AFFILIATE_ID);
	await registerAffiliate(store, BEN);
	await bookApproved(store, annasSale);
	await bookApproved(store, bensSale);
	await store.payouts.claim(request(KEY), claimAll(KEY));
}

async function change(
	store: AffiliateStore,
	write: (state: Parameters<typeof sendWrite>[0]) => PayoutWrite,
	batchId = BATCH,
): Promise<void> {
	await store.payouts.decideBatch(batchId, (state) => ({ write: write(state), result: null }));
}

/** Approved with numbers, and sent. */
async function sent(store: AffiliateStore): Promise<void> {
	await claimed(store);
	await change(store, (state) => approveBatchWrite(state));
	await change(store, sendWrite);
}

async function takeBack(store: AffiliateStore, sale: Sale, from: 'in_batch' | 'paid') {
	await store.ledger.decide(keyOf(sale), () => ({
		write: {
			...reverseWrite(sale, 'approved', sale.amount, 'refund-1'),
			moves: [aMove(sale, from, 'reversed')],
		},
		result: null,
	}));
}

describeStores('A payout batch', (engine) => {
	it('is as its last move says, and lists everybody who approved it', async () => {
		const { payouts, ...store } = await engine.open();
		await claimed({ payouts, ...store });
		const approvedBy = (actor: string, to: 'draft' | 'approved', at: string) =>
			payouts.decideBatch(BATCH, ({ batch }) => ({
				write: { batchMoves: [aBatchMove(BATCH, 'draft', to, { actor, at })] },
				result: batch.approvals.length,
			}));
		const [first, second] = ['2026-12-01T10:00:00.000Z', '2026-12-01T11:00:00.000Z'];
		expect(await approvedBy('bea', 'draft', first)).toBe(0);
		expect(await payouts.batch(BATCH)).toMatchObject({ batch: { status: 'draft' } });
		expect(await approvedBy('carl', 'approved', second)).toBe(1);
		const [batch] = await payouts.batches({ limit: 1 });
		expect(batch).toMatchObject({
			status: 'approved',
			approvals: [
				{ actor: 'bea', at: first },
				{ actor: 'carl', at: second },
			],
		});
		expect(await payouts.batches({ status: 'draft', limit: 9 })).toEqual([]);
		expect(await payouts.batches({ status: 'approved', limit: 9 })).toEqual([batch]);
	});

	it('that does not exist is null, and nothing is decided', async () => {
		const { payouts } = await engine.open();
		const decision = jest.fn();
		expect(await payouts.decideBatch('bat_unknown', decision)).toBeNull();
		expect(decision).not.toHaveBeenCalled();
		expect(await payouts.batch('bat_unknown')).toBeNull();
		expect(await payouts.batchByKey(KEY, 'EUR', 'sepa')).toBeNull();
	});

	it('is settled payout by payout: paid for good, or back to what is open', async () => {
		const store = await engine.open();
		await sent(store);
		await change(store, ({ payouts }) => {
			const isBens = ({ payout }: (typeof payouts)[number]) => payout.affiliateId === BEN;
			const paid = settleWrite(payouts.filter(isBens), 'paid');
			const failed = settleWrite(
				payouts.filter((entry) => !isBens(entry)),
				'failed',
			);
			return {
				batchMoves: [aBatchMove(BATCH, 'sent', 'completed')],
				payoutMoves: [...(paid.payoutMoves ?? []), ...(failed.payoutMoves ?? [])].map((move) => ({
					...move,
					providerReference: `bank-${move.to}`,
				})),
				commissionMoves: [...(paid.commissionMoves ?? []), ...(failed.commissionMoves ?? [])],
				transactions: [...(paid.transactions ?? []), ...(failed.transactions ?? [])],
			};
		});
		const [bens] = await store.payouts.payouts({ affiliateId: BEN, limit: 9 });
		expect(bens).toMatchObject({
			status: 'paid',
			statusReason: 'became paid',
			providerReference: 'bank-paid',
		});
		const [annas] = await store.payouts.payoutsOfCommission(commissionId(annasSale));
		expect(annas).toMatchObject({ status: 'failed', providerReference: 'bank-failed' });
		expect(await store.ledger.commissions({ status: 'paid', limit: 9 })).toHaveLength(1);
		expect(await balanceOf(store, `paid:${BEN}`)).toEqual(eur('4.00'));
		expect(await balanceOf(store, `in_batch:${AFFILIATE_ID}`)).toEqual(eur('0.00'));
		expect(await store.payouts.candidates({})).toMatchObject([
			{ affiliate: { affiliateId: AFFILIATE_ID }, balance: eur('10.00'), wasPaidBefore: false },
		]);
		await store.payouts.claim(request('again'), claimAll('again'));
		const both = await store.payouts.payoutsOfCommission(commissionId(annasSale));
		expect(both.map(({ status }) => status).sort()).toEqual(['claimed', 'failed']);
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
	});

	it('pays what it holds although a commission was taken back meanwhile; that nets the next', async () => {
		const store = await engine.open();
		await sent(store);
		await takeBack(store, annasSale, 'in_batch');
		await change(store, ({ payouts }) => settleWrite(payouts, 'paid'));
		const state = await store.payouts.batch(BATCH);
		const annas = state?.payouts.find(({ payout }) => payout.affiliateId === AFFILIATE_ID);
		expect(annas?.payout.status).toBe('paid');
		expect(annas?.commissionStatuses.get(commissionId(annasSale))).toBe('reversed');
		expect(await balanceOf(store, `paid:${AFFILIATE_ID}`)).toEqual(eur('10.00'));
		expect(await store.payouts.candidates({})).toMatchObject([
			{
				balance: eur('-10.00'),
				wasPaidBefore: true,
				entries: [{ commissionId: commissionId(annasSale), status: 'reversed' }],
			},
		]);
	});

	it.each<[string, PayoutWrite, string]>([
		[
			'that starts from another status',
			{ batchMoves: [aBatchMove(BATCH, 'approved', 'sent')] },
			"A move starts from 'approved', but its batch is 'draft'",
		],
		[
			'of another batch',
			{ batchMoves: [aBatchMove('bat_other', 'draft', 'approved')] },
			'A batch move of something else',
		],
		[
			'of a commission that is not in it',
			{ commissionMoves: [movedBy('x', 'com_other', 'in_batch', 'paid')] },
			'A commission move of something else',
		],
		[
			'of a commission that was taken back',
			{ commissionMoves: [movedBy('x', commissionId(annasSale), 'in_batch', 'paid')] },
			"A move starts from 'in_batch', but its commission is 'reversed'",
		],
		[
			'of money that is not in it',
			{ transactions: [transfer('com_other', 'pay', 'x', eur('1.00'), ['a', 'b'])] },
			'A transaction of something else',
		],
		[
			'that pays by a transaction that is booked already',
			{
				transactions: [
					transfer(commissionId(annasSale), 'batch', BATCH, annasSale.amount, [
						`approved:${AFFILIATE_ID}`,
						`in_batch:${AFFILIATE_ID}`,
					]),
				],
			},
			'already recorded',
		],
		['that is a claim', claimWrite('other', []), 'can only be written by the first claim'],
	])('refuses a decision %s', async (_what, write, message) => {
		const store = await engine.open();
		await claimed(store);
		await takeBack(store, annasSale, 'in_batch');
		const before = await store.payouts.batch(BATCH);
		await expect(change(store, () => write)).rejects.toThrow(message);
		expect(await store.payouts.batch(BATCH)).toEqual(before);
	});

	it('is listed newest first, and so are payouts', async () => {
		const store = await engine.open();
		await claimed(store);
		await bookApproved(store, aSale({ orderId: 'later' }));
		const later = '2027-01-01T09:00:00.000Z';
		await store.payouts.claim(request('later'), (state) => {
			const { write, result } = claimAll('later')(state);
			const batch = write.batch && { ...write.batch, createdAt: later };
			const payouts = (write.payouts ?? []).map(({ payout, entries }) => ({
				payout: { ...payout, createdAt: later },
				entries,
			}));
			return { write: { ...write, payouts, ...(batch && { batch }) }, result };
		});
		const batches = await store.payouts.batches({ limit: 9 });
		expect(batches.map(({ batchKey }) => batchKey)).toEqual(['later', KEY]);
		expect(await store.payouts.batches({ limit: 1 })).toHaveLength(1);
		const payouts = await store.payouts.payouts({ affiliateId: AFFILIATE_ID, limit: 9 });
		expect(payouts.map(({ createdAt }) => createdAt)).toEqual([later, CLAIMED_AT]);
		expect(await store.payouts.payouts({ batchId: BATCH, limit: 9 })).toHaveLength(2);
		expect(await store.payouts.payoutsOfCommission('com_unknown')).toEqual([]);
	});
});

describeStores('Statement numbers', (engine) => {
	const numbersOf = async ({ payouts }: AffiliateStore) =>
		(await payouts.payouts({ limit: 999 }))
			.flatMap(({ statementNumber }) => statementNumber ?? [])
			.sort();

	it('are given in order, once, and each series counts for itself', async () => {
		const store = await engine.open();
		await claimed(store);
		const [annas, bens] = [payoutIdOf(KEY, AFFILIATE_ID), payoutIdOf(KEY, BEN)];
		await change(store, () => ({
			statementNumbers: [
				{ payoutId: bens, series: 'SB-' },
				{ payoutId: annas, series: 'EX-' },
			],
		}));
		expect(await numbersOf(store)).toEqual(['EX-000001', 'SB-000001']);
		const again = change(store, () => ({
			statementNumbers: [{ payoutId: annas, series: 'SB-' }],
		}));
		await expect(again).rejects.toThrow('A payout gets one statement number');
		expect(await numbersOf(store)).toEqual(['EX-000001', 'SB-000001']);
	});

	it('are not given to a payout of another batch, nor twice in one decision', async () => {
		const store = await engine.open();
		await claimed(store);
		const payoutId = payoutIdOf(KEY, BEN);
		const asked = (ids: string[]) =>
			change(store, () => ({ statementNumbers: ids.map((id) => ({ payoutId: id, series: '' })) }));
		await expect(asked([payoutId, payoutId])).rejects.toThrow('one statement number');
		await expect(asked(['pay_other'])).rejects.toThrow('A statement number of something else');
		await asked([payoutId]);
		expect(await numbersOf(store)).toEqual(['000001']);
	});

	it('that two series would share are refused', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await claimed(store);
		await workspace.execute(
			"insert into number_series (series, next_number) values ('A', 1000001)",
		);
		await change(store, () => ({
			statementNumbers: [{ payoutId: payoutIdOf(KEY, BEN), series: 'A' }],
		}));
		const clash = change(store, () => ({
			statementNumbers: [{ payoutId: payoutIdOf(KEY, AFFILIATE_ID), series: 'A1' }],
		}));
		await expect(clash).rejects.toThrow("The statement number 'A1000001' is already given");
	});

	it('have no gap after decisions that failed, nor when many are approved at once', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const other = engine.isStandIn() ? store : await workspace.open();
		await registerAffiliate(store, AFFILIATE_ID);
		const keys = Array.from({ length: 10 }, (_, index) => `run-${index}`);
		for (const key of keys) {
			await bookApproved(store, aSale({ orderId: key }));
			await store.payouts.claim(request(key), claimAll(key));
		}
		const approvals = keys.map(async (key, index) => {
			const approve = change(
				index % 2 === 0 ? store : other,
				(state) => ({
					...approveBatchWrite(state),
					// Numbers are given before the events are written, so this fails after them.
					...(index % 3 === 0 ? { events: [anEvent('a'), anEvent('b')] } : {}),
				}),
				batchIdOf(key),
			);
			return await approve.then(
				() => 'approved',
				() => 'failed',
			);
		});
		const results = await Promise.all(approvals);
		expect(results.filter((result) => result === 'failed')).toHaveLength(4);
		expect(await numbersOf(store)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `SB-00000${n}`));
		await change(store, (state) => approveBatchWrite(state), batchIdOf('run-0'));
		expect((await numbersOf(store)).at(-1)).toBe('SB-000007');
	});
});

/** Two of these with other types contradict each other. */
function anEvent(type: string) {
	return { outboxId: 'out_1', aggregateId: BATCH, type, payload: {}, createdAt: CLAIMED_AT };
}

describeStores('An open balance', (engine) => {
	const NEGATIVE = { affiliateId: AFFILIATE_ID, currency: 'EUR' };

	it('that is negative is written off, and nothing is open then', async () => {
		const store = await engine.open();
		await sent(store);
		await change(store, ({ payouts }) => settleWrite(payouts, 'paid'));
		await takeBack(store, annasSale, 'paid');
		const left = await store.payouts.decideOpenBalance(NEGATIVE, (candidate) => ({
			write: {
				transactions: (candidate?.entries ?? []).map(({ commissionId: id, amount }) =>
					transfer(id, 'write_off', 'reviewed', amount, [
						`approved:${AFFILIATE_ID}`,
						'expense:prg_spring',
					]),
				),
			},
			result: candidate?.balance,
		}));
		expect(left).toEqual(eur('-10.00'));
		expect(await store.payouts.candidates({ affiliateId: AFFILIATE_ID })).toEqual([]);
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
	});

	it('is null when nothing is open, and is only that of the affiliate and currency', async () => {
		const store = await engine.open();
		await registerAffiliate(store, AFFILIATE_ID);
		await bookApproved(store, aSale({ amount: money(500n, 'JPY') }));
		const seen = await store.payouts.decideOpenBalance(NEGATIVE, (candidate) => ({
			write: {},
			result: candidate,
		}));
		expect(seen).toBeNull();
	});

	it('cannot take money of anything else, nor make a batch', async () => {
		const store = await engine.open();
		await registerAffiliate(store, AFFILIATE_ID);
		await registerAffiliate(store, BEN);
		await bookApproved(store, annasSale);
		await bookApproved(store, bensSale);
		const decided = (write: PayoutWrite) =>
			store.payouts.decideOpenBalance(NEGATIVE, () => ({ write, result: null }));
		const bens = transfer(commissionId(bensSale), 'write_off', 'x', eur('4.00'), ['a', 'b']);
		await expect(decided({ transactions: [bens] })).rejects.toThrow('of something else');
		await expect(decided(claimWrite('x', []))).rejects.toThrow('first claim of its key');
		expect(await store.payouts.candidates({})).toHaveLength(2);
	});
});
