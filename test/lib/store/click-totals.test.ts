import fc from 'fast-check';
import { instantFromMilliseconds } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import type { AffiliateStore } from '../../../lib/ports/store';
import {
	aClick,
	AFFILIATE_ID,
	aLink,
	anAffiliate,
	aProgramme,
	aTouch,
	PROGRAMME_ID,
} from '../../support/builders';
import { describeStores } from '../../support/stores';
import { passed } from './fraud-writes';
import { aSale, keyOf, recordWrite } from './ledger-writes';

const QUARTER_HOUR = 15 * 60_000;
const START = Date.UTC(2026, 10, 1);
const LAST_QUARTER = 4 * 96;

const quarter = (number: number): string => instantFromMilliseconds(START + number * QUARTER_HOUR);
const day = (number: number): string => quarter((number - 1) * 96);

function click(number: number, overrides: Partial<Click> = {}): Click {
	return aClick({ clickId: `clk_${number}`, visitorHash: `v${number}`, ...overrides });
}

/** Clicks of four days, three affiliates and two programmes; half of them count. */
const clicksOfDays = fc
	.array(
		fc.record({
			at: fc.integer({ min: 0, max: LAST_QUARTER * QUARTER_HOUR - 1 }),
			affiliateId: fc.constantFrom('aff_a', 'aff_b', 'aff_c'),
			programmeId: fc.constantFrom(PROGRAMME_ID, 'prg_other'),
			isCounted: fc.boolean(),
		}),
		{ maxLength: 40 },
	)
	.map((all) =>
		all.map(({ at, isCounted, ...ids }, number) =>
			click(number, {
				...ids,
				occurredAt: instantFromMilliseconds(START + at),
				isCounted,
				countReason: isCounted ? 'counted' : 'bot',
				category: isCounted ? 'human' : 'bot',
			}),
		),
	);

function countedByHand(clicks: readonly Click[], from: string, to: string) {
	const sums = new Map<string, number>();
	for (const { programmeId, affiliateId, occurredAt, isCounted } of clicks) {
		if (programmeId !== PROGRAMME_ID || !isCounted) continue;
		if (occurredAt < from || occurredAt >= to) continue;
		sums.set(affiliateId, (sums.get(affiliateId) ?? 0) + 1);
	}
	return Object.fromEntries(sums);
}

async function counted(store: AffiliateStore, from: string, to: string) {
	const counts = await store.history.clickCounts(PROGRAMME_ID, from, to);
	return Object.fromEntries(counts.map(({ affiliateId, clicks }) => [affiliateId, clicks]));
}

const quarters = fc.integer({ min: 0, max: LAST_QUARTER }).map(quarter);

describeStores('Counts of clicks', (engine) => {
	it('are what counting each click gives, before and after old ones are deleted', async () => {
		const stretches = fc.array(fc.tuple(quarters, quarters), { minLength: 1, maxLength: 4 });
		const before = fc.integer({ min: 1, max: 5 }).map(day);
		const law = fc.asyncProperty(clicksOfDays, stretches, before, async (clicks, spans, end) => {
			const store = await engine.open();
			await store.clicks.append(clicks, 0);
			for (const [from, to] of spans) {
				expect(await counted(store, from, to)).toEqual(countedByHand(clicks, from, to));
			}
			await store.clicks.deleteBefore(end);
			for (const [from, to] of spans) {
				expect(await counted(store, from, to)).toEqual(countedByHand(clicks, from, to));
			}
		});
		await fc.assert(law, { numRuns: 12 });
	}, 60_000);

	it('tell days in order, affiliates and links busiest first, with what did not count', async () => {
		const { clicks, history } = await engine.open();
		await clicks.append(
			[
				click(1, { occurredAt: day(2), linkId: null }),
				click(2, { occurredAt: day(1) }),
				click(3, { occurredAt: day(1), visitorHash: 'v2' }),
				click(4, { occurredAt: day(2), affiliateId: 'aff_b', linkId: 'lnk_b' }),
				click(5, { occurredAt: day(2), affiliateId: 'aff_b', linkId: 'lnk_b' }),
				click(6, { occurredAt: day(2), category: 'bot', isCounted: false, countReason: 'bot' }),
				click(7, { occurredAt: day(3) }),
				click(8, { occurredAt: day(2), programmeId: 'prg_other' }),
			],
			60,
		);
		const filter = { programmeId: PROGRAMME_ID, from: '2026-11-01', to: '2026-11-02', limit: 9 };
		const one = { clicks: 1, rawClicks: 1, machineClicks: 0, repeatClicks: 0 };
		expect(await history.clickTotals({ ...filter, by: 'day' })).toEqual([
			{ key: '2026-11-01', clicks: 1, rawClicks: 2, machineClicks: 0, repeatClicks: 1 },
			{ key: '2026-11-02', clicks: 3, rawClicks: 4, machineClicks: 1, repeatClicks: 0 },
		]);
		expect(await history.clickTotals({ ...filter, by: 'affiliate' })).toEqual([
			{ key: AFFILIATE_ID, clicks: 2, rawClicks: 4, machineClicks: 1, repeatClicks: 1 },
			{ key: 'aff_b', ...one, clicks: 2, rawClicks: 2 },
		]);
		const ofOne = { ...filter, affiliateId: AFFILIATE_ID };
		const byLink = await history.clickTotals({ ...ofOne, by: 'link' });
		expect(byLink).toContainEqual({ key: '', ...one });
		expect(await history.clickTotals({ ...filter, by: 'link', limit: 1 })).toEqual([
			{ key: 'lnk_b', ...one, clicks: 2, rawClicks: 2 },
		]);
	});
});

describeStores('Deleting old clicks', (engine) => {
	const credited = async (store: AffiliateStore, clickId: string): Promise<void> => {
		const sale = aSale();
		const write = recordWrite(sale, { touches: [aTouch({ clickId })] });
		await store.ledger.decide(keyOf(sale), () => ({ write, result: null }));
	};

	it('leaves the day that the moment lies in, and clicks that an order was credited for', async () => {
		const store = await engine.open();
		const all = [1, 2, 3, 4].map((number) => click(number, { occurredAt: day(number) }));
		await store.clicks.append(all, 0);
		await credited(store, 'clk_2');
		await store.fraud.recordCheck(passed());
		const noon = `${day(4).slice(0, 11)}12:00:00.000Z`;
		expect(await store.clicks.deleteBefore(noon)).toEqual({ deleted: 2, kept: 1 });
		expect((await store.clicks.list({ limit: 9 })).map(({ clickId }) => clickId)).toEqual([
			'clk_4',
			'clk_2',
		]);
		expect(await store.clicks.deleteBefore(noon)).toEqual({ deleted: 0, kept: 1 });
	});

	it('leaves clicks that a checked order was credited for, recorded or not', async () => {
		const store = await engine.open();
		const write = passed();
		const clickId = write.facts.attribution.credits[0]?.touch.clickId ?? '';
		await store.clicks.append([click(1, { clickId, occurredAt: day(1) })], 0);
		await store.fraud.recordCheck(write);
		expect(await store.clicks.deleteBefore(day(2))).toEqual({ deleted: 0, kept: 1 });
	});

	it('takes as known what comes again from that time, so that nothing counts twice', async () => {
		const store = await engine.open();
		await store.clicks.append([click(1, { occurredAt: day(1) })], 0);
		await store.clicks.deleteBefore(day(3));
		await store.clicks.append([click(1, { occurredAt: day(1) })], 0);
		await store.clicks.append([click(2, { occurredAt: day(3) })], 0);
		expect(await counted(store, day(1), day(5))).toEqual({ [AFFILIATE_ID]: 2 });
		expect(await store.clicks.get('clk_1')).toBeNull();
		await store.clicks.deleteBefore(day(2));
		await store.clicks.append([click(1, { occurredAt: day(2) })], 0);
		expect(await counted(store, day(1), day(5))).toEqual({ [AFFILIATE_ID]: 2 });
	});

	it('goes over more clicks than one transaction takes', async () => {
		const store = await engine.open();
		const many = Array.from({ length: 4_100 }, (_, number) =>
			click(number, { occurredAt: quarter(number % 96) }),
		);
		await store.clicks.append(many, 0);
		await credited(store, 'clk_7');
		expect(await store.clicks.deleteBefore(day(2))).toEqual({ deleted: 4_099, kept: 1 });
		expect(await counted(store, day(1), day(2))).toEqual({ [AFFILIATE_ID]: 4_100 });
		expect(await counted(store, quarter(0), quarter(1))).toEqual({
			[AFFILIATE_ID]: many.filter(({ occurredAt }) => occurredAt === quarter(0)).length,
		});
	});

	it('does not let a link be deleted that had clicks', async () => {
		const { registry, clicks } = await engine.open();
		await registry.saveProgramme(aProgramme());
		await registry.saveAffiliate(anAffiliate());
		await registry.saveLink(aLink());
		await clicks.append([click(1, { linkId: aLink().linkId, occurredAt: day(1) })], 0);
		await clicks.deleteBefore(day(2));
		await expect(registry.deleteLink(aLink().code)).rejects.toMatchObject({
			code: 'record_in_use',
		});
	});

	it('can ask for how long a click may be credited', async () => {
		const { registry, clicks } = await engine.open();
		expect(await clicks.longestLookback()).toBe(0);
		await registry.saveProgramme(aProgramme({ lookbackDays: 45 }));
		await registry.saveAffiliate(anAffiliate());
		expect(await clicks.longestLookback()).toBe(45);
		await registry.saveAffiliate(anAffiliate({ lookbackDays: 120 }));
		expect(await clicks.longestLookback()).toBe(120);
	});
});
