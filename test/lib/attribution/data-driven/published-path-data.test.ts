import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	heuristicTotals,
	markovAttribution,
	shapleyAttribution,
	shapleyValues,
	transitionMatrix,
	type JourneyPath,
	type MarkovOrder,
	type StateTotals,
} from '../../../../lib/attribution/data-driven';
import { publishedData } from '../../../support/published-data';
import { sumOf } from './journeys';
import { numberOf, readPathData, readRows } from './published-paths';

const folder = publishedData('attribution');
const fileOf = (name: string) => `${folder}/${name}`;
const whenThere = folder === null ? describe.skip : describe;

/** 10,000 paths, 19,785 conversions; exported from R's ChannelAttribution 2.0.7. */
whenThere('PathData', () => {
	let paths: readonly JourneyPath[] = [];
	beforeAll(() => {
		paths = readPathData(fileOf('PathData.csv'));
	});

	it('is complete', () => {
		expect(paths).toHaveLength(10_000);
		expect(paths.reduce((sum, path) => sum + path.conversions, 0)).toBe(19_785);
		expect(paths.reduce((sum, path) => sum + path.nulls, 0)).toBe(68_602);
	});

	it.each(['first', 'last', 'linear'] as const)('has the published totals by %s touch', (model) => {
		const totals = heuristicTotals(paths, model);
		for (const row of readRows(fileOf('heuristic.csv'))) {
			const total = totals.get(row['channel_name'] ?? '');
			expect(total?.conversions).toBeCloseTo(numberOf(row, `${model}_touch_conversions`), 8);
			expect(total?.value).toBeCloseTo(numberOf(row, `${model}_touch_value`), 8);
		}
	});

	it.each([
		['markov_order1_null_transition_matrix.csv', 'collapse'],
		['markov_order1_null_tm2.csv', 'keep'],
	] as const)('has the published transition matrix %s to 1e-12', (file, repeats) => {
		const names = new Map(
			readRows(fileOf('markov_order1_null_channels.csv')).map((row) => [
				row['id'] ?? '',
				row['channel_name'] ?? '',
			]),
		);
		const nameOf = (state = '') => names.get(state) ?? state;
		const ours = new Map(
			transitionMatrix(paths, { order: 1, hasNulls: true, repeats }).map((entry) => [
				`${entry.from} > ${entry.to}`,
				entry.probability,
			]),
		);
		const published = readRows(fileOf(file));
		expect(ours.size).toBe(published.length);
		for (const row of published) {
			const own = ours.get(`${nameOf(row['channel_from'])} > ${nameOf(row['channel_to'])}`);
			const difference = Math.abs((own ?? NaN) - numberOf(row, 'transition_probability'));
			expect(difference).toBeLessThan(1e-12);
		}
	});

	it.each<[MarkovOrder, number, number, number]>([
		[1, 5344.948, 3884.615, 3340.847],
		[2, 5617.454, 3810.511, 3391.858],
		[3, 5748.099, 3791.029, 3396.071],
	])('has the exact Markov credit of order %d to every printed digit', (order, ...credits) => {
		const { totals } = markovAttribution(paths, { order, hasNulls: true });
		['alpha', 'iota', 'eta'].forEach((channel, index) => {
			const credit = totals.get(channel)?.conversions.toFixed(3);
			expect(credit).toBe(credits[index]?.toFixed(3));
		});
		expect(sumOf(totals, 'conversions')).toBeCloseTo(19_785, 7);
		expect(sumOf(totals, 'value')).toBeCloseTo(74_802.97158721073, 6);
	});

	it('has what R simulates in order 1, within the noise of the simulation', () => {
		const { totals, removalEffects } = markovAttribution(paths, { order: 1, hasNulls: true });
		for (const row of readRows(fileOf('markov_order1_null_result.csv'))) {
			const total = totals.get(row['channel_name'] ?? '');
			const conversions = numberOf(row, 'total_conversions') - (total?.conversions ?? NaN);
			const value = numberOf(row, 'total_conversion_value') - (total?.value ?? NaN);
			// A thousandth of all conversions, and twice that of their uneven value.
			expect(Math.abs(conversions)).toBeLessThan(19_785 * 0.001);
			expect(Math.abs(value)).toBeLessThan(74_803 * 0.002);
		}
		for (const row of readRows(fileOf('markov_order1_null_removal_effects.csv'))) {
			const effect = removalEffects.get(row['channel_name'] ?? '') ?? NaN;
			expect(Math.abs(effect - numberOf(row, 'removal_effects_conversion'))).toBeLessThan(0.003);
		}
	});

	it('has credit for the two rarest channels, which a short simulation gives none', () => {
		const { totals } = markovAttribution(paths, { order: 1, hasNulls: true });
		const simulated = new Map(
			readRows(fileOf('markov_order1_null_defaults.csv')).map((row) => [
				row['channel_name'],
				numberOf(row, 'total_conversion'),
			]),
		);
		for (const channel of ['delta', 'mi']) {
			expect(simulated.get(channel)).toBe(0);
			expect(totals.get(channel)?.conversions).toBeGreaterThan(1.7);
		}
		const offBy = (channel: string) =>
			(simulated.get(channel) ?? NaN) / (totals.get(channel)?.conversions ?? NaN) - 1;
		expect(offBy('iota')).toBeCloseTo(0.023, 3);
		expect(offBy('beta')).toBeCloseTo(-0.031, 3);
	});

	it('has the Shapley values of all 4,096 coalitions without going through them', () => {
		const { totals } = shapleyAttribution(paths, { valueFunction: 'sum' });
		const players = [...totals.keys()];
		const exact = shapleyValues(players, coalitionWorth(paths, players));
		for (const [channel, total] of totals) {
			expect(total.conversions).toBeCloseTo(exact.get(channel) ?? NaN, 7);
		}
	});

	it('is shared whole by rates, without a draw', () => {
		const { totals, samplingError } = shapleyAttribution(paths, { valueFunction: 'rate', seed: 1 });
		expect(samplingError).toBe(0);
		expect(sumOf(totals, 'conversions')).toBeCloseTo(19_785, 7);
	});
});

whenThere('the table of docs/attribution-models.md', () => {
	it('is what the engine computes', () => {
		const page = readFileSync(join(__dirname, '../../../../docs/attribution-models.md'), 'utf8');
		const paths = readPathData(fileOf('PathData.csv'));
		const simulated = new Map(
			readRows(fileOf('markov_order1_null_defaults.csv')).map((row) => [
				row['channel_name'],
				numberOf(row, 'total_conversion'),
			]),
		);
		const markov = (order: MarkovOrder) =>
			markovAttribution(paths, { order, hasNulls: true }).totals;
		const columns: readonly StateTotals[] = [
			heuristicTotals(paths, 'first'),
			heuristicTotals(paths, 'last'),
			heuristicTotals(paths, 'linear'),
			markov(1),
			markov(2),
			markov(3),
			shapleyAttribution(paths, { valueFunction: 'sum' }).totals,
			shapleyAttribution(paths, { valueFunction: 'rate', seed: 1 }).totals,
		];
		for (const channel of columns[0]?.keys() ?? []) {
			const own = columns.map((totals) => totals.get(channel)?.conversions ?? NaN);
			const [first = NaN, last = NaN, linear = NaN, one = NaN, ...others] = own;
			const cells = [first, last, linear, simulated.get(channel) ?? NaN, one, ...others];
			const row = page.split('\n').find((line) => line.startsWith(`| ${channel} `)) ?? '';
			expect(row.split('|').slice(2, -1).map(plain)).toEqual(
				cells.map((cell, index) => cell.toFixed(index < 2 ? 0 : 1)),
			);
		}
	});
});

function plain(cell: string): string {
	return cell.trim().replaceAll(',', '').replace('−', '-');
}

/** Conversions of journeys within a coalition, for every coalition at once. */
function coalitionWorth(
	paths: readonly JourneyPath[],
	players: readonly string[],
): (coalition: readonly string[]) => number {
	const maskOf = (states: readonly string[]) =>
		states.reduce((mask, state) => mask | (1 << players.indexOf(state)), 0);
	const worth = new Float64Array(2 ** players.length);
	for (const { states, conversions } of paths) {
		const mask = maskOf(states);
		worth[mask] = (worth[mask] ?? 0) + conversions;
	}
	return (coalition) => {
		const members = maskOf(coalition);
		let sum = 0;
		for (let mask = members; mask > 0; mask = (mask - 1) & members) sum += worth[mask] ?? 0;
		return sum;
	};
}
