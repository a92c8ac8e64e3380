import {
	attributeOrder,
	DEFAULT_SIGNAL_SETTINGS,
	type AttributionPolicy,
} from '../../../lib/attribution';
import type { Order } from '../../../lib/model/order';
import type { AffiliateStore } from '../../../lib/ports/store';
import { loadFacts } from '../../../nodes/AffiliateAttribution/loadFacts';
import {
	aClick,
	AFFILIATE_ID,
	anAffiliate,
	anOrder,
	aProgramme,
	aTracking,
	CLICK_ID,
	ORDERED_AT,
	OTHER_CLICK_ID,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';
import { sqliteEngine } from '../../support/stores';

const BOB = 'aff_bob';
const engine = sqliteEngine();

const policy: AttributionPolicy = {
	programmeId: null,
	model: null,
	couponPolicy: null,
	lookbackDays: null,
	settings: {},
	creditReturningCustomers: false,
	signals: DEFAULT_SIGNAL_SETTINGS,
};

const byClick = anOrder({ tracking: aTracking({ attributes: { aff_click: CLICK_ID } }) });

/** Anna with a site and a click, Bob with a click on the customer's phone. */
async function someStore(): Promise<AffiliateStore> {
	const store = await engine.open();
	await store.registry.saveProgramme(aProgramme());
	await store.registry.saveAffiliate(anAffiliate({ sites: ['anna.example'] }));
	await store.registry.saveAffiliate(anAffiliate({ affiliateId: BOB, code: 'bob', name: 'Bob' }));
	await store.clicks.append(
		[
			aClick({ linkId: null, journeyId: 'jrn_laptop' }),
			aClick({
				clickId: OTHER_CLICK_ID,
				affiliateId: BOB,
				linkId: null,
				visitorHash: 'visitor-2',
				journeyId: 'jrn_phone',
				occurredAt: '2026-11-15T10:00:00.000Z',
			}),
		],
		3_600,
	);
	return store;
}

/** The same store, and the name of every look-up it was asked for. */
function watched(store: AffiliateStore): { store: AffiliateStore; calls: string[] } {
	const calls: string[] = [];
	const watch = <Part extends object>(part: Part): Part =>
		new Proxy(part, {
			get(target, name: string) {
				const value: unknown = Reflect.get(target, name);
				if (typeof value !== 'function' || name === 'customerKey') return value;
				return (...given: unknown[]): unknown => {
					calls.push(name);
					return Reflect.apply(value, target, given);
				};
			},
		});
	const { clicks, registry, history, ledger, journeys } = store;
	return {
		calls,
		store: {
			...store,
			clicks: watch(clicks),
			registry: watch(registry),
			history: watch(history),
			ledger: watch(ledger),
			journeys: watch(journeys),
		},
	};
}

async function look(order: Order, overrides: Partial<AttributionPolicy> = {}) {
	const { store, calls } = watched(await someStore());
	const facts = await loadFacts(store, order, { ...policy, ...overrides });
	return { facts, calls: calls.sort() };
}

describe('the facts of an order', () => {
	it('of a plain order with one click take seven look-ups', async () => {
		const { calls } = await look(byClick);
		expect(calls).toEqual([
			'affiliate',
			'binding',
			'clicksOfJourneys',
			'get',
			'journeysOfCustomer',
			'programme',
			'programmes',
		]);
	});

	it('of a guest without click and referrer take none of journeys', async () => {
		const customer = { ...anOrder().customer, email: null, customerId: null };
		expect((await look(anOrder({ customer }))).calls).toEqual([]);
	});

	it('look for a site and its programme only where no click can be credited', async () => {
		const tracking = { ...byClick.tracking, referrer: 'https://www.anna.example/review' };
		const credited = await look({ ...byClick, tracking });
		expect(credited.calls).not.toContain('affiliateBySite');
		expect(credited.facts.siteOwners).toEqual([]);

		const old = { ...byClick, tracking, createdAt: '2027-03-01T00:00:00.000Z' };
		const { facts } = await look(old);
		expect(facts.siteOwners).toEqual([{ host: 'www.anna.example', affiliateId: AFFILIATE_ID }]);
		const attribution = attributeOrder(old, facts, policy);
		expect(attribution.credits[0]?.touch).toMatchObject({ kind: 'direct_link' });
		expect(attribution.programmeId).toBe(PROGRAMME_ID);
	});

	it('hold the clicks of every browser that the customer is joined to', async () => {
		const store = await someStore();
		const { storeKey, customer } = byClick;
		const { email, customerId } = customer;
		const customerKey = store.history.customerKey({ storeKey, email, customerId }) ?? '';
		await store.journeys.joinCustomer(customerKey, ['jrn_phone'], '2026-11-16T00:00:00.000Z');
		const facts = await loadFacts(store, byClick, policy);
		expect(facts.journeyClicks.map(({ clickId }) => clickId)).toEqual([CLICK_ID, OTHER_CLICK_ID]);
		expect(facts.affiliates.map(({ affiliateId }) => affiliateId).sort()).toEqual([
			AFFILIATE_ID,
			BOB,
		]);
		const { credits, journeyIds } = attributeOrder(byClick, facts, policy);
		expect(credits.map(({ affiliateId }) => affiliateId)).toEqual([BOB]);
		expect(journeyIds).toEqual(['jrn_laptop']);
	});

	it('leave clicks of other visits out that lie before the window of the node', async () => {
		const store = await someStore();
		const key = store.history.customerKey({
			storeKey: STORE_KEY,
			email: byClick.customer.email,
			customerId: byClick.customer.customerId,
		});
		await store.journeys.joinCustomer(key ?? '', ['jrn_laptop', 'jrn_phone'], ORDERED_AT);
		const facts = await loadFacts(store, anOrder(), { ...policy, lookbackDays: 3 });
		expect(facts.journeyClicks.map(({ clickId }) => clickId)).toEqual([OTHER_CLICK_ID]);
	});

	it('hold weights only where the data-driven model decides', async () => {
		expect((await look(byClick)).calls).not.toContain('weights');
		expect((await look(byClick, { model: 'data_driven' })).calls).toContain('weights');

		const store = await someStore();
		await store.registry.saveProgramme(aProgramme({ attributionModel: 'data_driven' }));
		await store.journeys.saveWeights(someWeights());
		expect((await loadFacts(store, byClick, policy)).weights).toEqual([someWeights()]);
		expect((await loadFacts(store, byClick, { ...policy, model: 'linear' })).weights).toEqual([]);
	});
});

function someWeights() {
	return {
		programmeId: PROGRAMME_ID,
		version: 1,
		trainedAt: '2026-11-10T00:00:00.000Z',
		method: 'markov_2' as const,
		from: '2026-08-01T00:00:00.000Z',
		to: '2026-11-10T00:00:00.000Z',
		journeys: 5_000,
		conversions: 400,
		isThin: false,
		reason: 'Enough journeys',
		weights: { [AFFILIATE_ID]: 0.3 },
		pooledWeight: null,
	};
}
