import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** The newest weights, with the affiliates' codes. */
export const getAttributionWeights: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get attribution weights',
	description: 'Show what was learnt last of each affiliate',
	fields: [programmeField()],
	async run(context) {
		const { store } = context;
		const { programmeId } = await requireProgramme(context);
		const weights = await store.journeys.weights(programmeId);
		if (weights === null) return [];
		const byCode: Record<string, number> = {};
		for (const [affiliateId, weight] of Object.entries(weights.weights)) {
			const affiliate = await store.registry.affiliate(affiliateId);
			byCode[affiliate?.code ?? affiliateId] = weight;
		}
		return recordItems([{ ...weights, byCode }]);
	},
};
