import { addDays, instantFromMilliseconds, toMilliseconds } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
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
		const full = aClick({ utm: { source: 'anna', medium: 'ünï "code"' }, subIds: { sub1: 'x' } });
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
