import { AffiliateError } from '../../../../lib/kernel';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** The plan that prices an order made now. */
export const getPlan: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get plan in effect',
	description: 'Retrieve the plan version of a programme that is in effect now',
	fields: [programmeField()],
	async run(context) {
		const programme = await requireProgramme(context);
		const now = context.clock.now();
		const plan = await context.store.registry.planInEffect(programme.programmeId, now);
		if (plan === null) {
			throw new AffiliateError(`Programme '${programme.code}' has no plan in effect`, {
				code: 'no_plan_in_effect',
				path: 'programme',
				hint: "Create one with 'Plan: Create or Update', or check its 'Effective From'.",
			});
		}
		return recordItems([plan]);
	},
};
