import { attributionWeightsSchema } from '../../model/attribution-weights';
import { parseModel } from '../../model/parse';
import type { JourneyStore } from '../../ports/journey-store';
import type { StoreContext } from '../engine';
import { clicksOfJourneys } from './clicks-of-journeys';
import { joinCustomer, journeysOfCustomer } from './customer-journeys';
import { recordedJourneys } from './recorded-journeys';
import { newestTrained, saveTrained } from './trained-records';

/** What joins the clicks of one customer, and what was learnt from all of them. */
export function journeyStore(context: StoreContext): JourneyStore {
	return {
		clicksOfJourneys: (filter) => clicksOfJourneys(context, filter),
		journeysOfCustomer: (customerKey) => journeysOfCustomer(context, customerKey),
		joinCustomer: (customerKey, journeyIds, at) =>
			joinCustomer(context, customerKey, journeyIds, at),
		journeys: (programmeId, from, to) => recordedJourneys(context, { programmeId, from, to }),
		saveWeights: (weights) => saveTrained(context, 'attribution_weights', weights),
		async weights(programmeId) {
			const record = await newestTrained(context, 'attribution_weights', programmeId);
			return record === null
				? null
				: parseModel(attributionWeightsSchema, record, 'attributionWeights');
		},
	};
}
