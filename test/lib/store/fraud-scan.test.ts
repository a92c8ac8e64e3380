import { DatabaseSync } from 'node:sqlite';
import type { AnomalyModel } from '../../../lib/model/anomaly-model';
import type { Trait } from '../../../lib/model/trait';
import type { FraudStore } from '../../../lib/ports/fraud-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aClick, AFFILIATE_ID, anAttribution, aTouch, PROGRAMME_ID } from '../../support/builders';
import { describeStores, sqliteEngine } from '../../support/stores';
import { all, buy } from './fraud-scan-entries';
import { fraudFacts, passed } from './fraud-writes';
import { day } from './ledger-entries';
import { aSale } from './ledger-writes';
import {
	approveBatchWrite,
	batchIdOf,
	bookApproved,
	CLAIMED_AT,
	claimAll,
	registerAffiliate,
	request,
	sendWrite,
	settleWrite,
} from './payout-writes';

const DEVICE: Trait = { kind: 'device', hash: 'device-1' };
const EMAIL: Trait = { kind: 'email', hash: 'email-1' };

const shared = async (
	{ fraud }: AffiliateStore,
	filter: Partial<Parameters<FraudStore['sharedTraits']>[0]> = {},
) =>
	await all(
		fraud.sharedTraits({
			programmeId: PROGRAMME_ID,
			from: day(1),
			to: day(30),
			kinds: ['email', 'device'],
			mostAffiliates: 3,
			...filter,
		}),
	);

describeStores('Traits of customers of several affiliates', (engine) => {
	const buyFrom = async (
		store: AffiliateStore,
		orderId: string,
		affiliateId: string,
		customer: string | null,
		traits: readonly Trait[] = [DEVICE],
		rest: Partial<Parameters<typeof buy>[1]> = {},
	) => await buy(store, { orderId, affiliateId, customer, traits, ...rest });

	it('come with the distinct customers of each', async () => {
		const store = await engine.open();
		await buyFrom(store, '1', 'a', 'carla', [DEVICE, EMAIL]);
		await buyFrom(store, '2', 'a', 'carla');
		await buyFrom(store, '3', 'a', 'otto');
		await buyFrom(store, '4', 'b', 'otto', [DEVICE, EMAIL]);
		await buyFrom(store, '5', 'b', 'ina', [DEVICE], { kind: 'action' });
		expect(await shared(store)).toEqual([
			{
				trait: EMAIL,
				affiliates: [
					{ affiliateId: 'a', customers: 1 },
					{ affiliateId: 'b', customers: 1 },
				],
			},
			{
				trait: DEVICE,
				affiliates: [
					{ affiliateId: 'a', customers: 2 },
					{ affiliateId: 'b', customers: 2 },
				],
			},
		]);
		expect(await shared(store, { kinds: ['email'] })).toHaveLength(1);
		expect(await shared(store, { kinds: [] })).toEqual([]);
	});

	it('are of two affiliates at least and of as many as are allowed at most', async () => {
		const store = await engine.open();
		const OFFICE: Trait = { kind: 'device', hash: 'office' };
		await buyFrom(store, '1', 'a', 'carla', [DEVICE, EMAIL]);
		await buyFrom(store, '2', 'a', 'otto', [DEVICE, EMAIL]);
		for (const [index, affiliateId] of ['a', 'b', 'c'].entries()) {
			await buyFrom(store, `office-${index}`, affiliateId, `customer-${index}`, [OFFICE]);
		}
		expect((await shared(store)).map(({ trait }) => trait)).toEqual([OFFICE]);
		expect(await shared(store, { mostAffiliates: 2 })).toEqual([]);
	});

	it('leave out unknown customers, other programmes and times, and what is no order', async () => {
		const store = await engine.open();
		await buyFrom(store, '1', 'a', 'carla');
		await buyFrom(store, '2', 'b', null);
		await buyFrom(store, '3', 'b', 'otto', [DEVICE], { programmeId: 'prg_other' });
		await buyFrom(store, '4', 'b', 'otto', [DEVICE], { reason: 'test_order' });
		await buyFrom(store, '5', 'b', 'otto', [DEVICE], { at: day(30) });
		await buyFrom(store, '6', 'b', 'otto', [DEVICE], { touches: [] });
		expect(await shared(store)).toEqual([]);
		expect(await shared(store, { to: day(31) })).toHaveLength(1);
	});

	it('come whole and once over many pages', async () => {
		const store = await engine.open();
		const traits = Array.from({ length: 1_100 }, (_, number): Trait => ({
			kind: 'device',
			hash: `device-${number}`,
		}));
		await buyFrom(store, '1', 'a', 'carla', traits);
		await buyFrom(store, '2', 'b', 'otto', traits);
		const found = (await shared(store)).map(({ trait }) => trait.hash);
		expect(found).toEqual(traits.map(({ hash }) => hash).sort());
	});
});

describeStores('Counts of each affiliate', (engine) => {
	it('are distinct customers of orders and actions in a stretch of time', async () => {
		const store = await engine.open();
		await buy(store, { orderId: '1', affiliateId: 'a', customer: 'carla' });
		await buy(store, { orderId: '2', affiliateId: 'a', customer: 'carla' });
		await buy(store, { orderId: '3', affiliateId: 'a', customer: 'otto', kind: 'action' });
		await buy(store, { orderId: '4', affiliateId: 'b', customer: 'carla' });
		await buy(store, { orderId: '5', affiliateId: 'c', customer: null });
		await buy(store, { orderId: '6', affiliateId: 'd', at: day(20) });
		await buy(store, { orderId: '7', affiliateId: 'd', programmeId: 'prg_other' });
		await buy(store, { orderId: '8', affiliateId: 'd', reason: 'test_order' });
		const found = await store.fraud.customersPerAffiliate(PROGRAMME_ID, day(1), day(20));
		expect([...found]).toEqual([
			['a', 2],
			['b', 1],
		]);
	});

	it('are touches that were set aside at the checkout', async () => {
		const store = await engine.open();
		const setAside = (affiliateIds: readonly string[]) => {
			const interceptions = affiliateIds.map((affiliateId) => ({
				...aTouch({ affiliateId }),
				affiliateId,
			}));
			return { attribution: anAttribution({ interceptions: interceptions as never }) };
		};
		await buy(store, { orderId: '1', at: day(10), facts: setAside(['a', 'b']) });
		await buy(store, { orderId: '2', at: day(11), facts: setAside(['a']) });
		await buy(store, { orderId: '3', at: day(20), facts: setAside(['a']) });
		const nobodyPaid = { at: day(12), facts: setAside(['a']) };
		await buy(store, { orderId: '4', ...nobodyPaid, reason: 'order_not_paid' });
		await buy(store, { orderId: '5', ...nobodyPaid, reason: 'test_order' });
		await store.fraud.recordCheck(
			passed({ orderId: '6', orderedAt: day(12) }, { facts: fraudFacts(setAside(['a'])) }),
		);
		const found = await store.fraud.interceptionsPerAffiliate(PROGRAMME_ID, day(10), day(20));
		expect(Object.fromEntries(found)).toEqual({ a: 2, b: 1 });
		expect(await store.fraud.interceptionsPerAffiliate('prg_other', day(1), day(30))).toEqual(
			new Map(),
		);
	});
});

describeStores('Times of payouts', (engine) => {
	const payOut = async (store: AffiliateStore, key: string, to: 'paid' | 'failed', at: string) => {
		await bookApproved(store, aSale({ orderId: key, affiliateId: 'aff_ben' }));
		await store.payouts.claim(request(key), claimAll(key));
		const id = batchIdOf(key);
		await store.payouts.decideBatch(id, (state) => ({
			write: approveBatchWrite(state),
			result: null,
		}));
		await store.payouts.decideBatch(id, (state) => ({ write: sendWrite(state), result: null }));
		await store.payouts.decideBatch(id, ({ payouts }) => {
			const write = settleWrite(payouts, to);
			const payoutMoves = (write.payoutMoves ?? []).map((move) => ({ ...move, at }));
			return { write: { ...write, payoutMoves }, result: null };
		});
	};

	it('are those of payouts that were paid, newest first', async () => {
		const store = await engine.open();
		await registerAffiliate(store, 'aff_ben');
		await payOut(store, 'first', 'paid', day(11));
		await payOut(store, 'second', 'paid', day(13));
		await payOut(store, 'third', 'failed', day(15));
		expect(await store.fraud.payoutTimes('aff_ben', 9)).toEqual([day(13), day(11)]);
		expect(await store.fraud.payoutTimes('aff_ben', 1)).toEqual([day(13)]);
		expect(await store.fraud.payoutTimes(AFFILIATE_ID, 9)).toEqual([]);
		expect(day(13) < CLAIMED_AT).toBe(true);
	});
});

function aModel(overrides: Partial<AnomalyModel> = {}): AnomalyModel {
	return {
		programmeId: PROGRAMME_ID,
		version: 1,
		trainedAt: day(10),
		seed: 'seed',
		features: ['clicks', 'refundShare'],
		reference: [0.5, -0.25],
		days: 300,
		threshold: 0.62,
		forest: { trees: [{ split: 1, left: null }] },
		...overrides,
	};
}

describeStores('The anomaly detector', (engine) => {
	it('comes back as it was saved, the newest version of the programme', async () => {
		const { fraud } = await engine.open();
		expect(await fraud.anomalyModel(PROGRAMME_ID)).toBeNull();
		await fraud.saveAnomalyModel(aModel({ version: 10 }));
		await fraud.saveAnomalyModel(aModel({ version: 9 }));
		await fraud.saveAnomalyModel(aModel({ version: 9 }));
		await expect(
			fraud.saveAnomalyModel(aModel({ version: 10, seed: 'other' })),
		).rejects.toMatchObject({ code: 'training_version_taken' });
		expect(await fraud.anomalyModel(PROGRAMME_ID)).toEqual(aModel({ version: 10 }));
	});
});

const READS: ReadonlyArray<readonly [string, (store: AffiliateStore) => Promise<unknown>]> = [
	['affiliate-days', ({ fraud }) => all(fraud.affiliateDays(PROGRAMME_ID, day(1), day(30)))],
	['orders', ({ fraud }) => all(fraud.scanOrders(PROGRAMME_ID, day(1), day(30)))],
	['coupon uses', ({ fraud }) => all(fraud.scanCoupons(PROGRAMME_ID, day(1), day(30)))],
	['shared traits', (store) => shared(store)],
	['customers', ({ fraud }) => fraud.customersPerAffiliate(PROGRAMME_ID, day(1), day(30))],
	['interceptions', ({ fraud }) => fraud.interceptionsPerAffiliate(PROGRAMME_ID, day(1), day(30))],
	['payout times', ({ fraud }) => fraud.payoutTimes(AFFILIATE_ID, 9)],
	['journeys', ({ journeys }) => all(journeys.journeys(PROGRAMME_ID, day(1), day(30)))],
	[
		'clicks of journeys',
		({ journeys }) =>
			journeys.clicksOfJourneys({
				journeyIds: ['jrn_1', 'j'],
				from: day(1),
				to: day(30),
				limit: 9,
			}),
	],
	['browsers of a customer', ({ journeys }) => journeys.journeysOfCustomer('carla')],
	[
		'a batch of clicks',
		({ clicks }) => clicks.append([aClick({ clickId: 'clk_new' })], 60, { most: 20, seconds: 60 }),
	],
];

describe('The embedded store', () => {
	const engine = sqliteEngine();

	afterEach(() => jest.restoreAllMocks());

	it.each(READS)('goes by an index and sorts no more than ties: %s', async (_what, read) => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.clicks.append([aClick({ journeyId: 'jrn_1' })], 0);
		await buy(store, { orderId: '1', traits: [DEVICE] });
		await buy(store, { orderId: '2', affiliateId: 'b', traits: [DEVICE] });
		const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
		// Another connection, because the first one has statements prepared already.
		const reader = await workspace.open();
		prepare.mockClear();
		await read(reader);
		const queries = prepare.mock.calls.map(([sql]) => sql).filter((sql) => /^select/.test(sql));
		expect(queries.length).toBeGreaterThan(0);
		for (const query of queries) {
			const steps = await workspace.execute(`explain query plan ${query}`);
			const details = steps.map(({ detail }) => String(detail));
			expect(details.filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
			if (!/limit \?$/.test(query) || /"journey_id" in|"payouts"|customer_key" = \?/.test(query))
				continue;
			expect(details.filter((detail) => detail === 'USE TEMP B-TREE FOR ORDER BY')).toEqual([]);
		}
	});
});
