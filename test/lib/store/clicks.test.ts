import fc from 'fast-check';
import { addDays, instantFromMilliseconds, toMilliseconds } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import { markBursts } from '../../../lib/store/clicks/mark-bursts';
import { aClick, CLICKED_AT } from '../../support/builders';
import { describeStores } from '../../support/stores';

const HOUR = 3600;

function clickAt(number: number, secondsLater: number, overrides: Partial<Click> = {}): Click {
	return aClick({
		clickId: `clk_${number}`,
		occurredAt: instantFromMilliseconds(toMilliseconds(CLICKED_AT) + secondsLater * 1000),
		visitorHash: 'visitor-1',
		linkId: 'lnk_1',
		category: 'human',
		isCounted: true,
		countReason: 'counted',
		...overrides,
	});
}

describeStores('The click store', (engine) => {
	it('gives back a click exactly as it was appended', async () => {
		const { clicks } = await engine.open();
		const full = aClick({
			utm: { source: 'anna', medium: 'ünï "code"' },
			subIds: { sub1: 'x' },
			journeyId: 'jrn_1',
			medium: 'qr',
			opening: 'embedded',
			networkKinds: ['vpn', 'datacentre'],
		});
		const bare = aClick({
			clickId: 'clk_bare',
			linkId: null,
			consent: 'denied',
			source: null,
			referrer: null,
			utm: {},
			subIds: {},
			language: null,
			country: null,
			device: null,
			os: null,
			browser: null,
			ipHash: null,
			userAgentHash: null,
			visitorHash: null,
			addressHash: null,
		});
		await clicks.append([full, bare], HOUR);
		expect(await clicks.get(full.clickId)).toEqual(full);
		expect(await clicks.get('clk_bare')).toEqual(bare);
		expect(await clicks.get('clk_unknown')).toBeNull();
	});

	it('leaves a known click as it is', async () => {
		const { clicks } = await engine.open();
		await clicks.append([clickAt(1, 0)], HOUR);
		await clicks.append([clickAt(1, 0, { country: 'FR' }), clickAt(2, 2 * HOUR)], HOUR);
		expect((await clicks.get('clk_1'))?.country).toBe(clickAt(1, 0).country);
		expect(await clicks.list({ limit: 10 })).toHaveLength(2);
	});

	it('takes an empty batch and a batch larger than one statement', async () => {
		const { clicks } = await engine.open();
		await clicks.append([], HOUR);
		const many = Array.from({ length: 1_203 }, (_, n) => clickAt(n, n, { visitorHash: `v${n}` }));
		await clicks.append(many, HOUR);
		expect(await clicks.list({ limit: 5_000 })).toHaveLength(1_203);
	});

	const repeat = { isCounted: false, countReason: 'repeat' };
	const counted = { isCounted: true, countReason: 'counted' };
	it.each([
		['the same visitor and link within the window', clickAt(2, HOUR - 1), repeat],
		['the same visitor and link after the window', clickAt(2, HOUR), counted],
		['another visitor', clickAt(2, 1, { visitorHash: 'visitor-2' }), counted],
		['another link', clickAt(2, 1, { linkId: 'lnk_2' }), counted],
		['a deep link beside a link', clickAt(2, 1, { linkId: null }), counted],
		['no visitor hash, because consent was denied', clickAt(2, 1, { visitorHash: null }), counted],
		['an older click that arrives later', clickAt(2, -60), repeat],
		[
			'a bot, which is not counted for its own reason',
			clickAt(2, 1, { category: 'bot', isCounted: false, countReason: 'bot' }),
			{ isCounted: false, countReason: 'bot' },
		],
	])('judges a second click: %s', async (_because, second, expected) => {
		const { clicks } = await engine.open();
		await clicks.append([clickAt(1, 0)], HOUR);
		await clicks.append([second], HOUR);
		expect(await clicks.get('clk_1')).toMatchObject(counted);
		expect(await clicks.get('clk_2')).toMatchObject(expected);
	});

	it('counts an earlier click of the same batch, whatever the order in the batch', async () => {
		const { clicks } = await engine.open();
		await clicks.append([clickAt(3, 20), clickAt(1, 0), clickAt(2, 10)], HOUR);
		const isCounted = async (id: string) => (await clicks.get(id))?.isCounted;
		expect(await Promise.all(['clk_1', 'clk_2', 'clk_3'].map(isCounted))).toEqual([
			true,
			false,
			false,
		]);
	});

	it('takes deep links of one affiliate as one link', async () => {
		const { clicks } = await engine.open();
		await clicks.append([clickAt(1, 0, { linkId: null })], HOUR);
		await clicks.append([clickAt(2, 1, { linkId: null })], HOUR);
		await clicks.append([clickAt(3, 1, { linkId: null, affiliateId: 'aff_other' })], HOUR);
		expect(await clicks.get('clk_2')).toMatchObject(repeat);
		expect(await clicks.get('clk_3')).toMatchObject(counted);
	});

	it('does not let a bot make a human click a repeat', async () => {
		const { clicks } = await engine.open();
		const bot = clickAt(1, 0, { category: 'bot', isCounted: false, countReason: 'bot' });
		await clicks.append([bot, clickAt(2, 1)], HOUR);
		expect(await clicks.get('clk_2')).toMatchObject(counted);
	});

	it('knows no repeats with a window of zero', async () => {
		const { clicks } = await engine.open();
		await clicks.append([clickAt(1, 0), clickAt(2, 0)], 0);
		expect(await clicks.get('clk_2')).toMatchObject(counted);
	});

	it('counts one of many batches that come at once', async () => {
		const { clicks } = await engine.open();
		await Promise.all(
			Array.from({ length: 12 }, (_, n) => clicks.append([clickAt(n, n % 3)], HOUR)),
		);
		const all = await clicks.list({ limit: 50 });
		expect(all).toHaveLength(12);
		expect(all.filter(({ isCounted }) => isCounted)).toHaveLength(1);
	});

	it('lists newest first within a filter', async () => {
		const { clicks } = await engine.open();
		await clicks.append(
			[
				clickAt(1, 0),
				clickAt(2, HOUR, { affiliateId: 'aff_other' }),
				clickAt(3, 2 * HOUR, { programmeId: 'prg_other' }),
				clickAt(4, 3 * HOUR),
			],
			0,
		);
		const ids = async (filter: Omit<Parameters<typeof clicks.list>[0], 'limit'>, limit = 9) =>
			(await clicks.list({ ...filter, limit })).map(({ clickId }) => clickId);
		const { affiliateId, programmeId, occurredAt } = clickAt(1, 0);
		expect(await ids({})).toEqual(['clk_4', 'clk_3', 'clk_2', 'clk_1']);
		expect(await ids({}, 2)).toEqual(['clk_4', 'clk_3']);
		expect(await ids({ affiliateId })).toEqual(['clk_4', 'clk_3', 'clk_1']);
		expect(await ids({ programmeId })).toEqual(['clk_4', 'clk_2', 'clk_1']);
		expect(await ids({ from: clickAt(2, HOUR).occurredAt })).toEqual(['clk_4', 'clk_3', 'clk_2']);
		expect(await ids({ from: occurredAt, to: clickAt(3, 2 * HOUR).occurredAt })).toEqual([
			'clk_2',
			'clk_1',
		]);
		expect(await ids({ from: addDays(occurredAt, 1) })).toEqual([]);
	});
});

describeStores('Clicks of one address', (engine) => {
	const LIMIT = { most: 3, seconds: 60 };
	const visit = (number: number, secondsLater: number, overrides: Partial<Click> = {}) =>
		clickAt(number, secondsLater, { visitorHash: `visitor-${number}`, ...overrides });
	const reasons = async (store: Awaited<ReturnType<typeof engine.open>>) =>
		(await store.clicks.list({ limit: 50 })).reverse().map(({ countReason }) => countReason);

	it('are a burst beyond the most within so many seconds, in one batch or in many', async () => {
		for (const inOneBatch of [true, false]) {
			const store = await engine.open();
			const clicks = [0, 10, 20, 30, 59].map((seconds, number) => visit(number, seconds));
			const batches = inOneBatch ? [clicks] : clicks.map((click) => [click]);
			for (const batch of batches) await store.clicks.append(batch, HOUR, LIMIT);
			expect(await reasons(store)).toEqual(['counted', 'counted', 'counted', 'burst', 'burst']);
			expect(await store.clicks.get('clk_3')).toMatchObject({ isCounted: false });
		}
	});

	it('count again once fewer lie within the seconds', async () => {
		const store = await engine.open();
		const times = [0, 10, 20, 60, 70, 79, 80];
		await store.clicks.append(
			times.map((seconds, number) => visit(number, seconds)),
			HOUR,
			LIMIT,
		);
		expect(await reasons(store)).toEqual([
			'counted',
			'counted',
			'counted',
			'counted',
			'counted',
			'burst',
			'burst',
		]);
	});

	it('are a burst, too, when older ones arrive later', async () => {
		const store = await engine.open();
		await store.clicks.append([visit(4, 40), visit(5, 50), visit(6, 55)], HOUR, LIMIT);
		await store.clicks.append([visit(1, 0), visit(2, 30)], HOUR, LIMIT);
		expect(await reasons(store)).toEqual(['burst', 'burst', 'counted', 'counted', 'counted']);
		await store.clicks.append([visit(0, -25)], HOUR, LIMIT);
		expect(await store.clicks.get('clk_0')).toMatchObject({ countReason: 'counted' });
	});

	it('leave a repeat a repeat, which makes the crowd larger', async () => {
		const store = await engine.open();
		const double = { visitorHash: 'visitor-1' };
		await store.clicks.append(
			[
				visit(1, 0, double),
				visit(2, 1, double),
				visit(3, 2, double),
				visit(4, 3),
				visit(5, 4, double),
			],
			HOUR,
			LIMIT,
		);
		expect(await reasons(store)).toEqual(['counted', 'repeat', 'repeat', 'burst', 'repeat']);
	});

	it('are judged for each address alone, without machines and those of nobody', async () => {
		const store = await engine.open();
		const bot = { category: 'bot', isCounted: false, countReason: 'bot' } as const;
		await store.clicks.append(
			[
				...[1, 2, 3].map((number) => visit(number, number, bot)),
				...[4, 5, 6].map((number) => visit(number, number, { addressHash: 'other' })),
				...[7, 8, 9, 10].map((number) => visit(number, number, { addressHash: null })),
				...[11, 12, 13].map((number) => visit(number, number)),
			],
			HOUR,
			LIMIT,
		);
		expect(await reasons(store)).not.toContain('burst');
	});

	it('all count without a limit', async () => {
		const store = await engine.open();
		await store.clicks.append(
			Array.from({ length: 30 }, (_, number) => visit(number, number)),
			HOUR,
		);
		expect(new Set(await reasons(store))).toEqual(new Set(['counted']));
	});
});

describe('In whatever order and batches clicks come', () => {
	it('no stretch of the seconds has more counted ones of an address than the most', () => {
		const offsets = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(offsets, fc.integer({ min: 1, max: 4 }), (seconds, most) => {
				const all = seconds.map((at, number) => clickAt(number, at, { addressHash: 'one' }));
				const stored: Click[] = [];
				for (let start = 0; start < all.length; start += 7) {
					const batch = all.slice(start, start + 7);
					const known = stored.map(({ occurredAt }) => ({ addressHash: 'one', occurredAt }));
					stored.push(...markBursts(batch, known, { most, seconds: 60 }));
				}
				const counted = stored
					.filter(({ isCounted }) => isCounted)
					.map(({ occurredAt }) => toMilliseconds(occurredAt))
					.sort((a, b) => a - b);
				for (const [index, first] of counted.entries()) {
					const next = counted[index + most];
					if (next !== undefined) expect(next - first).toBeGreaterThanOrEqual(60_000);
				}
				expect(counted.length).toBeGreaterThanOrEqual(Math.min(most, all.length));
			}),
		);
	});
});
