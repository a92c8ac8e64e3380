import { addDays, instantFromMilliseconds, toMilliseconds } from '../../../lib/kernel';
import type { AttributionWeights } from '../../../lib/model/attribution-weights';
import type { Click } from '../../../lib/model/click';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aClick, CLICKED_AT, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';

const later = (seconds: number): string =>
	instantFromMilliseconds(toMilliseconds(CLICKED_AT) + seconds * 1000);

async function append(store: AffiliateStore, clicks: ReadonlyArray<Partial<Click>>): Promise<void> {
	const all = clicks.map((click, number) =>
		aClick({ clickId: `clk_${number}`, occurredAt: later(number), journeyId: 'jrn_1', ...click }),
	);
	await store.clicks.append(all, 0);
}

describeStores('The clicks of journeys', (engine) => {
	const DAY = { from: CLICKED_AT, to: addDays(CLICKED_AT, 1), limit: 9 };
	const ids = async (
		{ journeys }: AffiliateStore,
		filter: Partial<Parameters<AffiliateStore['journeys']['clicksOfJourneys']>[0]> = {},
	) =>
		(await journeys.clicksOfJourneys({ ...DAY, journeyIds: ['jrn_1'], ...filter })).map(
			({ clickId }) => clickId,
		);

	it('are those of the given browsers in every programme, oldest first', async () => {
		const store = await engine.open();
		await append(store, [
			{ occurredAt: later(60) },
			{ journeyId: 'jrn_2', programmeId: 'prg_other' },
			{ journeyId: 'jrn_3' },
			{ journeyId: null },
			{},
		]);
		expect(await ids(store, { journeyIds: ['jrn_1', 'jrn_2', 'jrn_1'] })).toEqual([
			'clk_1',
			'clk_4',
			'clk_0',
		]);
		expect(await ids(store, { journeyIds: [] })).toEqual([]);
		expect(await store.journeys.clicksOfJourneys({ ...DAY, journeyIds: ['jrn_3'] })).toEqual([
			aClick({ clickId: 'clk_2', occurredAt: later(2), journeyId: 'jrn_3' }),
		]);
	});

	it('leave machines out, but no page that was loaded ahead', async () => {
		const store = await engine.open();
		const uncounted = (category: 'bot' | 'head' | 'no_user_agent' | 'prefetch') => ({
			category,
			isCounted: false,
			countReason: category,
		});
		await append(store, [
			uncounted('bot'),
			uncounted('head'),
			uncounted('no_user_agent'),
			uncounted('prefetch'),
			{ isCounted: false, countReason: 'repeat' },
		]);
		expect(await ids(store)).toEqual(['clk_3', 'clk_4']);
	});

	it('are the latest ones where there are too many, and lie within the time', async () => {
		const store = await engine.open();
		await append(store, [{}, {}, {}, {}]);
		expect(await ids(store, { limit: 2 })).toEqual(['clk_2', 'clk_3']);
		expect(await ids(store, { from: later(1), to: later(3) })).toEqual(['clk_1', 'clk_2']);
	});
});

describeStores('The browsers of a customer', (engine) => {
	it('come latest first and keep the time they were first seen at', async () => {
		const { journeys } = await engine.open();
		await journeys.joinCustomer('carla', ['jrn_1'], later(1));
		await journeys.joinCustomer('carla', ['jrn_2', 'jrn_3', 'jrn_2'], later(2));
		await journeys.joinCustomer('carla', ['jrn_1', 'jrn_4'], later(3));
		await journeys.joinCustomer('otto', ['jrn_1'], later(4));
		await journeys.joinCustomer('otto', [], later(5));
		expect(await journeys.journeysOfCustomer('carla')).toEqual([
			'jrn_4',
			'jrn_2',
			'jrn_3',
			'jrn_1',
		]);
		expect(await journeys.journeysOfCustomer('otto')).toEqual(['jrn_1']);
		expect(await journeys.journeysOfCustomer('nobody')).toEqual([]);
	});

	it('are fifty at most', async () => {
		const { journeys } = await engine.open();
		const many = Array.from({ length: 620 }, (_, number) => `jrn_${number}`);
		await journeys.joinCustomer('carla', many, later(1));
		await journeys.joinCustomer('carla', ['jrn_new'], later(2));
		const found = await journeys.journeysOfCustomer('carla');
		expect(found).toHaveLength(50);
		expect(found[0]).toBe('jrn_new');
	});
});

function someWeights(overrides: Partial<AttributionWeights> = {}): AttributionWeights {
	return {
		programmeId: PROGRAMME_ID,
		version: 1,
		trainedAt: CLICKED_AT,
		method: 'markov_2',
		from: later(0),
		to: later(60),
		journeys: 400,
		conversions: 40,
		isThin: false,
		reason: '40 conversions in 400 journeys',
		weights: { aff_anna: 0.625, aff_ben: 0.375 },
		pooledWeight: null,
		...overrides,
	};
}

describeStores('Trained weights', (engine) => {
	it('come back as they were saved, the newest version of the programme', async () => {
		const { journeys } = await engine.open();
		expect(await journeys.weights(PROGRAMME_ID)).toBeNull();
		const newest = someWeights({ version: 11, pooledWeight: 0.01 });
		await journeys.saveWeights(newest);
		await journeys.saveWeights(someWeights({ version: 2 }));
		await journeys.saveWeights(someWeights({ programmeId: 'prg_other', version: 12 }));
		expect(await journeys.weights(PROGRAMME_ID)).toEqual(newest);
	});

	it('may be saved again, but a version is never replaced by another training', async () => {
		const { journeys } = await engine.open();
		await journeys.saveWeights(someWeights());
		await journeys.saveWeights(someWeights());
		await expect(journeys.saveWeights(someWeights({ trainedAt: later(1) }))).rejects.toMatchObject({
			code: 'training_version_taken',
		});
		expect(await journeys.weights(PROGRAMME_ID)).toEqual(someWeights());
	});
});
