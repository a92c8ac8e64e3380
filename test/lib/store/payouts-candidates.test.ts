import { money } from '../../../lib/kernel';
import { AFFILIATE_ID, anAffiliate, eur } from '../../support/builders';
import { aPayoutProfile } from '../../support/builders/payout';
import { describeStores } from '../../support/stores';
import {
	aBookedCommission,
	aMove,
	aSale,
	aTransfer,
	commissionId,
	keyOf,
	recordWrite,
	reverseWrite,
	type Sale,
} from './ledger-writes';
import {
	batchIdOf,
	bookApproved,
	claimAll,
	registerAffiliate,
	request,
	sendWrite,
	settleWrite,
} from './payout-writes';
import { fillLedger } from './fill-ledger';

const BEN = 'aff_ben';

describeStores('Who has something open', (engine) => {
	const opened = async () => {
		const store = await engine.open();
		await registerAffiliate(store, AFFILIATE_ID);
		await registerAffiliate(store, BEN);
		return store;
	};

	const pay = async (store: Awaited<ReturnType<typeof opened>>, batchKey: string) => {
		await store.payouts.claim(request(batchKey), claimAll(batchKey));
		await store.payouts.decideBatch(batchIdOf(batchKey), ({ batch }) => ({
			write: {
				batchMoves: [
					{
						...moveOf(batch.batchId),
						moveId: `approve ${batchKey}`,
						from: 'draft',
						to: 'approved',
					},
				],
			},
			result: null,
		}));
		await store.payouts.decideBatch(batchIdOf(batchKey), (state) => ({
			write: sendWrite(state),
			result: null,
		}));
		await store.payouts.decideBatch(batchIdOf(batchKey), ({ payouts }) => ({
			write: settleWrite(payouts, 'paid'),
			result: null,
		}));
	};

	it('is nobody as long as nothing is approved', async () => {
		const store = await opened();
		const sale = aSale();
		await store.ledger.decide(keyOf(sale), () => ({ write: recordWrite(sale), result: null }));
		expect(await store.payouts.candidates({})).toEqual([]);
	});

	it('is told with entries, oldest first, newest profile and balance', async () => {
		const store = await opened();
		const later = aSale({
			orderId: 'order-2',
			amount: eur('7.50'),
			at: '2026-11-18T00:00:00.000Z',
		});
		await bookApproved(store, later);
		await bookApproved(store, aSale());
		const { profile } = await store.payouts.saveProfile(aPayoutProfile({ legalName: 'Anna Ltd' }));
		const common = { programmeId: 'prg_spring', status: 'approved' };
		expect(await store.payouts.candidates({})).toEqual([
			{
				affiliate: anAffiliate({ code: AFFILIATE_ID }),
				profile,
				balance: eur('17.50'),
				entries: [
					{
						...common,
						commissionId: commissionId(aSale()),
						amount: eur('10.00'),
						since: aSale().at,
					},
					{ ...common, commissionId: commissionId(later), amount: eur('7.50'), since: later.at },
				],
				customers: 0,
				wasPaidBefore: false,
				heldCommissions: 0,
				openCaseIds: [],
			},
		]);
	});

	it('is told per currency, and can be asked for by currency and affiliate', async () => {
		const store = await opened();
		await bookApproved(store, aSale());
		await bookApproved(store, aSale({ orderId: 'yen', amount: money(500n, 'JPY') }));
		await bookApproved(store, aSale({ orderId: 'ben', affiliateId: BEN, amount: eur('3.00') }));
		const balances = async (filter: { currency?: string; affiliateId?: string }) =>
			(await store.payouts.candidates(filter)).map(({ affiliate, balance }) => [
				affiliate.affiliateId,
				balance,
			]);
		expect(await balances({})).toEqual([
			[AFFILIATE_ID, eur('10.00')],
			[AFFILIATE_ID, money(500n, 'JPY')],
			[BEN, eur('3.00')],
		]);
		expect(await balances({ currency: 'JPY' })).toEqual([[AFFILIATE_ID, money(500n, 'JPY')]]);
		expect(await balances({ affiliateId: BEN })).toEqual([[BEN, eur('3.00')]]);
		expect(await balances({ affiliateId: BEN, currency: 'JPY' })).toEqual([]);
	});

	it('leaves out what a refund took back whole, and has the rest of a part', async () => {
		const store = await opened();
		const [whole, part] = [aSale(), aSale({ orderId: 'order-2' })];
		for (const [sale, amount] of [
			[whole, '10.00'],
			[part, '4.00'],
		] as const) {
			await bookApproved(store, sale);
			await store.ledger.decide(keyOf(sale), () => ({
				write: reverseWrite(sale, 'approved', eur(amount), 'refund-1'),
				result: null,
			}));
		}
		expect(await store.payouts.candidates({})).toMatchObject([
			{
				balance: eur('6.00'),
				entries: [{ commissionId: commissionId(part), amount: eur('6.00'), since: part.at }],
			},
		]);
	});

	it('keeps a clawback of a paid commission as a negative entry, as old as the refund', async () => {
		const store = await opened();
		const sale = aSale();
		await bookApproved(store, sale);
		await pay(store, '2026-11');
		expect(await store.payouts.candidates({})).toEqual([]);
		const refunded: Sale = { ...sale, at: '2026-12-20T00:00:00.000Z' };
		await store.ledger.decide(keyOf(sale), () => ({
			write: reverseWrite(refunded, 'approved', eur('4.00'), 'refund-1'),
			result: null,
		}));
		expect(await store.payouts.candidates({})).toMatchObject([
			{
				balance: eur('-4.00'),
				wasPaidBefore: true,
				entries: [{ status: 'paid', amount: eur('-4.00'), since: refunded.at }],
			},
		]);
	});

	it('counts the customers whose orders stand, each once, and none of a level above', async () => {
		const store = await opened();
		const book = (orderId: string, customerKey: string | null, affiliateId = AFFILIATE_ID) =>
			bookApproved(store, aSale({ orderId, affiliateId }), { customerKey });
		await book('order-1', 'customer-1');
		await book('order-2', 'customer-1');
		await book('order-3', 'customer-2');
		await book('order-4', null);
		await book('order-5', 'customer-3');
		await book('order-6', 'customer-9', BEN);
		const reversed = aSale({ orderId: 'order-5' });
		await store.ledger.decide(keyOf(reversed), () => ({
			write: {
				...reverseWrite(reversed, 'approved', eur('10.00'), 'refund-1'),
				moves: [aMove(reversed, 'approved', 'reversed')],
			},
			result: null,
		}));
		const level = aSale({ orderId: 'order-7' });
		await store.ledger.decide(keyOf(level), () => ({
			write: {
				...recordWrite(level, { customerKey: 'customer-4' }),
				commissions: [aBookedCommission(level, { kind: 'level' })],
			},
			result: null,
		}));
		expect(await store.payouts.candidates({})).toMatchObject([
			{ affiliate: { affiliateId: AFFILIATE_ID }, customers: 2 },
			{ affiliate: { affiliateId: BEN }, customers: 1 },
		]);
	});

	it('counts what is held of the same currency', async () => {
		const store = await opened();
		const hold = async (orderId: string, currency: string) => {
			const sale = aSale({ orderId, amount: money(1000n, currency) });
			const accounts = [`pending:${AFFILIATE_ID}`, `held:${AFFILIATE_ID}`] as const;
			await store.ledger.decide(keyOf(sale), () => ({ write: recordWrite(sale), result: null }));
			await store.ledger.decide(keyOf(sale), () => ({
				write: {
					moves: [aMove(sale, 'pending', 'held')],
					transactions: [aTransfer(sale, 'hold', accounts, sale.amount, 'held')],
				},
				result: null,
			}));
		};
		await bookApproved(store, aSale());
		await hold('held-1', 'EUR');
		await hold('held-2', 'EUR');
		await hold('held-3', 'JPY');
		expect(await store.payouts.candidates({})).toMatchObject([
			{ balance: eur('10.00'), heldCommissions: 2 },
		]);
	});

	it('has no profile where none was saved, and leaves out who is not registered', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate(anAffiliate());
		await bookApproved(store, aSale());
		await bookApproved(store, aSale({ orderId: 'order-2', affiliateId: 'aff_unknown' }));
		expect(await store.payouts.candidates({})).toMatchObject([
			{ affiliate: { affiliateId: AFFILIATE_ID }, profile: null },
		]);
		expect(await store.ledger.balances('approved:aff_unknown')).toHaveLength(1);
	});

	it('is read in one piece however many commissions and affiliates there are', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await fillLedger(workspace, store, { affiliates: 20, commissionsEach: 130 });
		const candidates = await store.payouts.candidates({});
		expect(candidates).toHaveLength(20);
		for (const { balance, entries, customers } of candidates) {
			expect(balance).toEqual(eur('130.00'));
			expect(entries).toHaveLength(130);
			expect(customers).toBe(130);
		}
		expect(await store.payouts.claim(request('2026-11'), claimAll('2026-11'))).not.toBeNull();
		expect(await store.payouts.candidates({})).toEqual([]);
	}, 30_000);
});

function moveOf(batchId: string) {
	return { batchId, reason: 'approved', actor: 'bea', at: '2026-12-01T10:00:00.000Z' };
}
