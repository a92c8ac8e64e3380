import { trainWeights, type JourneyPath } from '../../../../lib/attribution/data-driven';
import { addDays } from '../../../../lib/kernel';
import type { AttributionWeights, WeightMethod } from '../../../../lib/model/attribution-weights';
import { readText } from '../../fields';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

const DEFAULT_DAYS = 90;
const DEFAULT_JOURNEYS = 30;
const DEFAULT_CONVERSIONS = 100;

/** Learns from recorded journeys what each affiliate adds to a sale. */
export const trainAttributionWeights: LedgerOperation = {
	value: 'train',
	name: 'Train',
	action: 'Train attribution weights',
	description: 'Learn from recorded journeys what each affiliate adds, for the data-driven model',
	fields: [
		programmeField(),
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{
					name: 'Markov, One Step',
					value: 'markov_1',
					description: 'How many orders would be lost without the affiliate',
				},
				{
					name: 'Markov, Three Steps',
					value: 'markov_3',
					description: 'The same, looking at the last three touches; needs the most data',
				},
				{
					name: 'Markov, Two Steps',
					value: 'markov_2',
					description: 'The same, looking at the last two touches; needs more data',
				},
				{
					name: 'Shapley, by Rate',
					value: 'shapley_rate',
					description: 'What the affiliate adds to the order rate of all groups it is in',
				},
			],
			default: 'markov_1',
			description: 'How credit is learnt',
		},
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 7, maxValue: 730, numberPrecision: 0 },
			default: 90,
			description: 'How far back to learn from',
		},
		{
			displayName: 'Least Journeys',
			name: 'minimumJourneys',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 30,
			description: 'Affiliates with fewer journeys share one weight',
		},
		{
			displayName: 'Least Orders',
			name: 'minimumConversions',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 100,
			description: 'With fewer orders in all, the fallback model goes on deciding',
		},
	],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
		const { programmeId } = await requireProgramme(context);
		const number = (name: string, fallback: number): number =>
			Number(execute.getNodeParameter(name, itemIndex, fallback));
		const to = clock.now();
		const from = addDays(to, -number('days', DEFAULT_DAYS));
		const paths: JourneyPath[] = [];
		for await (const journey of store.journeys.journeys(programmeId, from, to)) {
			const { affiliateIds: states, conversions, value, nulls } = journey;
			paths.push({ states, conversions, value, nulls });
		}
		const version = ((await store.journeys.weights(programmeId))?.version ?? 0) + 1;
		const trained = trainWeights(paths, {
			method: readText(context, 'method') as WeightMethod,
			minimumJourneys: number('minimumJourneys', DEFAULT_JOURNEYS),
			minimumConversions: number('minimumConversions', DEFAULT_CONVERSIONS),
			seed: `${programmeId} ${version}`,
		});
		const { method, journeys, conversions, isThin, reason, weights, pooledWeight } = trained;
		const record: AttributionWeights = {
			programmeId,
			version,
			trainedAt: to,
			method,
			from,
			to,
			journeys,
			conversions,
			isThin,
			reason,
			weights,
			pooledWeight,
		};
		// Thin data leave the former weights in force until they are too old.
		if (!isThin) await store.journeys.saveWeights(record);
		return recordItems([{ ...record, isSaved: !isThin }]);
	},
};
