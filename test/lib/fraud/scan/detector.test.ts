import fc from 'fast-check';
import {
	ANOMALY_FEATURES,
	detectorProgramme,
	judgeDays,
	programmeDays,
	readDetector,
	trainAnomalyModel,
} from '../../../../lib/fraud/scan';
import { anomalyFeatures } from '../../../../lib/fraud/scan/anomaly/anomaly-features';
import type { AffiliateDay } from '../../../../lib/model/affiliate-day';
import { anomalyModelSchema, type AnomalyModel } from '../../../../lib/model/anomaly-model';
import { aDay, LAST_DATE, NOW, quietDays } from './scenario';

const names = Array.from({ length: 20 }, (_, index) => `aff_${index}`);
const world = names.flatMap((id, index) =>
	quietDays(id, 60, 'world', () => ({ clicks: 60 + 40 * index })),
);

const options = {
	programmeId: 'prg_1',
	version: 1,
	trainedAt: NOW,
	seed: 's',
	contamination: 0.01,
};

function trained(days = world, seed = 's'): AnomalyModel {
	const model = trainAnomalyModel(days, programmeDays(days), { ...options, seed });
	if ('isThin' in model) throw new Error(model.reason);
	return model;
}

const model = trained();

function judged(days: readonly AffiliateDay[], of = model) {
	const detector = readDetector(of);
	if (detector === null) throw new Error('The model is out of date');
	const others = world.filter(({ affiliateId }) => affiliateId !== days[0]?.affiliateId);
	const programme = detectorProgramme(programmeDays([...others, ...days]));
	return judgeDays(detector, days, programme, LAST_DATE);
}

const own = world.filter(({ affiliateId }) => affiliateId === 'aff_7');
const planted = (change: (day: AffiliateDay) => Partial<AffiliateDay>) =>
	judged(own.map((day) => (day.date === LAST_DATE ? { ...day, ...change(day) } : day)));

/** The same mix, so many times as much. */
function times(day: AffiliateDay, factor: number): AffiliateDay {
	const counts = Object.entries(day).map(([name, value]) => [
		name,
		typeof value === 'number' ? value * factor : value,
	]);
	return Object.fromEntries(counts) as AffiliateDay;
}

function clicksOf(day: AffiliateDay): Partial<AffiliateDay> {
	const { clicks, rawClicks, machineClicks, repeatClicks } = day;
	const { distinctNetworks, distinctAgents, emptyReferrers } = day;
	return {
		clicks,
		rawClicks,
		machineClicks,
		repeatClicks,
		distinctNetworks,
		distinctAgents,
		emptyReferrers,
	};
}

describe('the trained detector', () => {
	it('makes a model that fits its contract and survives JSON', () => {
		expect(anomalyModelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
		expect(model).toMatchObject({ days: world.length, version: 1, features: ANOMALY_FEATURES });
		expect(judged(own, JSON.parse(JSON.stringify(model)) as AnomalyModel)).toEqual(judged(own));
	});

	it.each<[string, (day: AffiliateDay) => Partial<AffiliateDay>]>([
		['clicks', (day) => times(day, 12)],
		['conversionRate', (day) => ({ ...times(day, 20), ...clicksOf(day) })],
		['machineShare', (day) => ({ machineClicks: Math.round(day.rawClicks * 0.8) })],
		['repeatShare', (day) => ({ repeatClicks: Math.round(day.rawClicks * 0.8) })],
		['emptyReferrerShare', (day) => ({ emptyReferrers: day.clicks })],
		['networkVariety', () => ({ distinctNetworks: 2 })],
		['agentVariety', () => ({ distinctAgents: 1 })],
		['fastOrderShare', (day) => ({ fastOrders: day.orders })],
		['nightOrderShare', (day) => ({ nightOrders: day.orders })],
		['couponShare', (day) => ({ couponOrders: day.orders })],
		['refundShare', (day) => ({ refundedOrders: day.orders })],
		['orderValue', (day) => ({ orderValue: day.orderValue * 9 })],
	])('explains a planted change by %s', (feature, change) => {
		const before = planted(() => ({}));
		const after = planted(change);
		expect(after?.date).toBe(LAST_DATE);
		expect(after?.contributions[0]?.feature).toBe(feature);
		expect(after?.score).toBeGreaterThan(before?.score ?? 1);
	});

	it('finds a day of machine-made orders and leaves honest days alone', () => {
		const fraud = planted((day) => ({
			clicks: day.clicks * 4,
			distinctNetworks: 3,
			distinctAgents: 2,
			emptyReferrers: day.clicks * 4,
			fastOrders: day.orders,
			nightOrders: day.orders,
		}));
		expect(fraud?.score).toBeGreaterThan(model.threshold);
		const honest = names.filter((id) => {
			const anomaly = judged(world.filter(({ affiliateId }) => affiliateId === id));
			return anomaly !== null && anomaly.score > model.threshold;
		});
		expect(honest).toEqual([]);
	});

	it('raises next to no alarm on honest days that it did not learn from', () => {
		const detector = readDetector(model);
		if (detector === null) throw new Error('The model is out of date');
		const fresh = names.flatMap((id, index) =>
			quietDays(id, 60, 'fresh', () => ({ clicks: 60 + 40 * index })),
		);
		const programme = detectorProgramme(programmeDays(fresh));
		const dates = [...new Set(fresh.map(({ date }) => date))].filter((_, index) => index % 3 === 2);
		const alarms = names.flatMap((id) => {
			const days = fresh.filter(({ affiliateId }) => affiliateId === id);
			return dates.filter((date) => {
				const anomaly = judgeDays(detector, days, programme, date);
				return anomaly !== null && anomaly.score > anomaly.threshold;
			});
		});
		expect(alarms.length / (names.length * dates.length)).toBeLessThan(0.005);
	});

	it('is not shaken by a sales day of the whole programme', () => {
		const sale = names.flatMap((id, index) =>
			quietDays(id, 60, 'world', (date) => ({
				clicks: 60 + 40 * index,
				trend: date === LAST_DATE ? 6 : 1,
			})),
		);
		const detector = readDetector(model);
		if (detector === null) throw new Error('The model is out of date');
		const programme = detectorProgramme(programmeDays(sale));
		const found = names.filter((id) => {
			const days = sale.filter(({ affiliateId }) => affiliateId === id);
			const anomaly = judgeDays(detector, days, programme, LAST_DATE);
			return anomaly !== null && anomaly.score > model.threshold;
		});
		expect(found).toEqual([]);
	});

	it('learns the same from the same seed, in whatever order days come', () => {
		expect(trained([...world].reverse())).toEqual(model);
		expect(trained(world, 'another').forest).not.toEqual(model.forest);
	});

	it('does not learn from fewer than two hundred days', () => {
		const few = world.slice(0, 199);
		expect(trainAnomalyModel(few, programmeDays(few), options)).toEqual({
			isThin: true,
			reason: expect.stringContaining('199'),
		});
		const enough = world.slice(0, 200);
		expect(trainAnomalyModel(enough, programmeDays(enough), options)).not.toHaveProperty('isThin');
	});

	it('has nothing to judge on small or old days', () => {
		expect(judged(own.map((day) => ({ ...day, clicks: 19, orders: 4 })))).toBeNull();
		expect(judged(own.filter(({ date }) => date <= '2026-06-13'))).toBeNull();
		expect(judged(own.filter(({ date }) => date <= '2026-06-14'))).not.toBeNull();
	});

	it('says that a model of other features is out of date', () => {
		expect(readDetector({ ...model, features: model.features.slice(1) })).toBeNull();
		expect(readDetector({ ...model, forest: { ...model.forest, version: 0 } })).toBeNull();
	});

	it('refuses a broken model', () => {
		expect(() => readDetector({ ...model, forest: { ...model.forest, trees: 'none' } })).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'anomalyModel.forest.trees' }),
		);
	});
});

describe('features of a day', () => {
	const countArbitrary = fc.integer({ min: 0, max: 5_000 });
	const dayArbitrary = fc
		.record({
			clicks: countArbitrary,
			rawClicks: countArbitrary,
			machineClicks: countArbitrary,
			distinctNetworks: countArbitrary,
			distinctAgents: countArbitrary,
			emptyReferrers: countArbitrary,
			orders: countArbitrary,
			orderValue: fc.integer({ min: -5_000, max: 5_000_000 }),
			customers: countArbitrary,
			newCustomers: countArbitrary,
			refundedOrders: countArbitrary,
		})
		.map((counts) => aDay(counts));

	it('are finite numbers, whatever was counted', () => {
		fc.assert(
			fc.property(
				fc.tuple(dayArbitrary, dayArbitrary, dayArbitrary),
				fc.tuple(countArbitrary, countArbitrary),
				([day, rest, programme], [restUsualClicks, usualClicks]) => {
					const values = anomalyFeatures(day, { rest, programme, restUsualClicks, usualClicks });
					expect(values).toHaveLength(ANOMALY_FEATURES.length);
					expect(values.every(Number.isFinite)).toBe(true);
				},
			),
		);
	});

	it('are nothing unusual on a day without clicks and orders', () => {
		const rest = programmeDays(world)[0] ?? aDay();
		const context = { rest, programme: rest, restUsualClicks: rest.clicks, usualClicks: 0 };
		for (const value of anomalyFeatures(aDay(), context)) expect(value).toBeCloseTo(0);
	});
});
