import { instantFromMilliseconds, money, toMilliseconds } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import type { RecordedJourney } from '../../../lib/ports/journey-store';
import type { Conversion } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aClick, aTouch, CLICKED_AT, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { write } from './ledger-entries';
import { aConversion, aSale } from './ledger-writes';

const HOUR = 3600;

const at = (hours: number): string =>
	instantFromMilliseconds(toMilliseconds(CLICKED_AT) + hours * HOUR * 1000);

/** Letters stand for affiliates: "a" clicked at hour 0, "b" at hour 1 … */
async function visit(
	store: AffiliateStore,
	affiliates: string,
	overrides: Partial<Click> & { readonly from?: number } = {},
): Promise<void> {
	const { from = 0, ...click } = overrides;
	const name = click.journeyId ?? click.visitorHash ?? 'nobody';
	const clicks = [...affiliates].map((affiliateId, index) =>
		aClick({
			clickId: `clk_${name}_${from + index}`,
			occurredAt: at(from + index),
			affiliateId,
			journeyId: null,
			visitorHash: null,
			...click,
		}),
	);
	await store.clicks.append(clicks, 0);
}

interface Bought extends Partial<Conversion> {
	readonly hour: number;
	readonly customer?: string | null;
	readonly clickIds?: readonly string[];
	readonly minor?: bigint;
}

let orders = 0;

async function buy(
	store: AffiliateStore,
	{ hour, customer = null, clickIds = [], minor = 10_000n, ...rest }: Bought,
): Promise<void> {
	orders += 1;
	const sale = aSale({ orderId: `order-${orders}`, at: at(hour) });
	const touches = clickIds.map((clickId) => aTouch({ clickId }));
	const base = money(minor, 'EUR');
	const conversion = aConversion(sale, { customerKey: customer, touches, base, ...rest });
	await write(store, sale, { conversion });
}

async function journeysOf(
	{ journeys }: AffiliateStore,
	[from, to]: readonly [number, number] = [0, 1000],
): Promise<Record<string, string>> {
	const found: Record<string, string> = {};
	for await (const journey of journeys.journeys(PROGRAMME_ID, at(from), at(to))) {
		found[journey.affiliateIds.join('')] = summary(journey);
	}
	return found;
}

const summary = ({ conversions, value, nulls }: RecordedJourney) =>
	`${conversions} for ${value}, ${nulls} null`;

describeStores('Recorded journeys', (engine) => {
	it('are sequences of affiliates with equal ones added up and neighbours collapsed', async () => {
		const store = await engine.open();
		await visit(store, 'ab', { journeyId: 'jrn_1' });
		await visit(store, 'aabb', { journeyId: 'jrn_2' });
		await visit(store, 'aba', { journeyId: 'jrn_3' });
		expect(await journeysOf(store)).toEqual({ ab: '0 for 0, 2 null', aba: '0 for 0, 1 null' });
	});

	it('are empty where nobody clicked', async () => {
		expect(await journeysOf(await engine.open())).toEqual({});
	});

	it('leave out what does not count, other programmes and other times', async () => {
		const store = await engine.open();
		await visit(store, 'a', { journeyId: 'jrn_1' });
		await visit(store, 'b', {
			journeyId: 'jrn_1',
			from: 1,
			isCounted: false,
			countReason: 'repeat',
		});
		await visit(store, 'c', { journeyId: 'jrn_1', from: 2, programmeId: 'prg_other' });
		await visit(store, 'd', { journeyId: 'jrn_1', from: 5 });
		expect(await journeysOf(store, [0, 5])).toEqual({ a: '0 for 0, 1 null' });
		expect(await journeysOf(store, [1, 6])).toEqual({ d: '0 for 0, 1 null' });
	});

	it('are of one visitor where no browser is known, and of one click where nobody is', async () => {
		const store = await engine.open();
		await visit(store, 'ab', { visitorHash: 'visitor-1' });
		await visit(store, 'c', { visitorHash: 'visitor-1', journeyId: 'jrn_1', from: 3 });
		await visit(store, 'dd');
		expect(await journeysOf(store)).toEqual({
			ab: '0 for 0, 1 null',
			c: '0 for 0, 1 null',
			d: '0 for 0, 2 null',
		});
	});

	it('join all browsers of a customer, in the order of time', async () => {
		const store = await engine.open();
		await visit(store, 'ac', { journeyId: 'jrn_phone' });
		await visit(store, 'b', { journeyId: 'jrn_laptop', from: 0.5 });
		await visit(store, 'd', { journeyId: 'jrn_shared', from: 4 });
		await store.journeys.joinCustomer('carla', ['jrn_phone', 'jrn_laptop'], at(9));
		await store.journeys.joinCustomer('otto', ['jrn_laptop', 'jrn_shared', 'jrn_old'], at(9));
		expect(await journeysOf(store)).toEqual({ abcd: '0 for 0, 1 null' });
	});

	it('end with an order of the customer; what follows is a new journey', async () => {
		const store = await engine.open();
		await visit(store, 'abab', { journeyId: 'jrn_1' });
		await store.journeys.joinCustomer('carla', ['jrn_1'], at(9));
		await buy(store, { hour: 1.5, customer: 'carla', minor: 2_500n });
		await buy(store, { hour: 2.5, customer: 'carla', minor: 4_000n, kind: 'action' });
		expect(await journeysOf(store)).toEqual({
			a: '1 for 4000, 0 null',
			ab: '1 for 2500, 0 null',
			b: '0 for 0, 1 null',
		});
	});

	it('end with an order that was credited for one of their clicks, by whomever', async () => {
		const store = await engine.open();
		await visit(store, 'ab', { journeyId: 'jrn_1' });
		await visit(store, 'cd', { visitorHash: 'visitor-1' });
		await visit(store, 'e');
		await buy(store, { hour: 4, clickIds: ['clk_jrn_1_0'] });
		await buy(store, { hour: 4, clickIds: ['clk_visitor-1_1', 'clk_unknown'] });
		await buy(store, { hour: 4, clickIds: ['clk_nobody_0'] });
		expect(await journeysOf(store)).toEqual({
			ab: '1 for 10000, 0 null',
			cd: '1 for 10000, 0 null',
			e: '1 for 10000, 0 null',
		});
	});

	it('count an order once that joins a known browser and a visitor', async () => {
		const store = await engine.open();
		await visit(store, 'a', { journeyId: 'jrn_1' });
		await visit(store, 'b', { visitorHash: 'visitor-1', from: 1 });
		await store.journeys.joinCustomer('carla', ['jrn_1'], at(9));
		await buy(store, { hour: 4, customer: 'carla', clickIds: ['clk_visitor-1_1'] });
		expect(await journeysOf(store)).toEqual({ ab: '1 for 10000, 0 null' });
	});

	it('are not ended by what is no order, nor by one of another time or programme', async () => {
		const store = await engine.open();
		await visit(store, 'a', { journeyId: 'jrn_1' });
		await store.journeys.joinCustomer('carla', ['jrn_1'], at(9));
		const customer = 'carla';
		await buy(store, { hour: 4, customer, reason: 'test_order' });
		await buy(store, { hour: 4, customer, reason: 'order_not_paid' });
		await buy(store, { hour: 4, customer, kind: 'bonus' });
		await buy(store, { hour: 4, customer, programmeId: 'prg_other' });
		await buy(store, { hour: 4, customer: 'otto' });
		await buy(store, { hour: 9, customer });
		expect(await journeysOf(store, [0, 9])).toEqual({ a: '0 for 0, 1 null' });
	});

	it('have a click in the second of the order before it, and none without a new click', async () => {
		const store = await engine.open();
		await visit(store, 'a', { journeyId: 'jrn_1', occurredAt: `${at(4).slice(0, 19)}.900Z` });
		await store.journeys.joinCustomer('carla', ['jrn_1'], at(9));
		await buy(store, { hour: 4, customer: 'carla' });
		await buy(store, { hour: 5, customer: 'carla' });
		expect(await journeysOf(store)).toEqual({ a: '1 for 10000, 0 null' });
	});

	it('take the value an edited order has now', async () => {
		const store = await engine.open();
		await visit(store, 'a', { journeyId: 'jrn_1' });
		const sale = aSale({ orderId: 'edited', at: at(4) });
		const touches = [aTouch({ clickId: 'clk_jrn_1_0' })];
		for (const [version, minor] of [
			[1, 10_000n],
			[2, 7_000n],
		] as const) {
			const base = money(minor, 'EUR');
			const contentHash = `content ${version}`;
			const conversion = aConversion(sale, { version, touches, base, contentHash });
			await write(store, sale, { conversion });
		}
		expect(await journeysOf(store)).toEqual({ a: '1 for 7000, 0 null' });
	});

	it('come whole and in the same order over many pages', async () => {
		const store = await engine.open();
		const clicks = Array.from({ length: 2_600 }, (_, number) =>
			aClick({
				clickId: `clk_${number}`,
				occurredAt: at(number / 1000),
				affiliateId: 'abc'[number % 3] ?? '',
				journeyId: number % 2 === 0 ? `jrn_${Math.floor(number / 2600)}` : null,
				visitorHash: `visitor-${number % 100}`,
			}),
		);
		await store.clicks.append(clicks, 0);
		const found: RecordedJourney[] = [];
		for await (const journey of store.journeys.journeys(PROGRAMME_ID, at(0), at(9))) {
			found.push(journey);
		}
		const touches = found.map(({ affiliateIds, nulls }) => affiliateIds.length * nulls);
		expect(touches.reduce((sum, count) => sum + count)).toBe(2_600);
		expect(found.reduce((sum, { nulls }) => sum + nulls, 0)).toBe(51);
	});
});
