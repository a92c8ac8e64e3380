import { readLimit, returnAllFields } from '../../fields';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getManyPlans: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many plans',
	description: 'Retrieve all versions of the plans of a programme',
	fields: [programmeField(), ...returnAllFields],
	async run(context) {
		const programme = await requireProgramme(context);
		const plans = await context.store.registry.plans(programme.programmeId);
		return recordItems(plans.slice(0, readLimit(context)));
	},
};
