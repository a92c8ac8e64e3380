import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { requirePolicy } from './requirePolicy';
import { shownPolicy } from './shownPolicy';

export const getPayoutPolicy: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get payout policy',
	description: 'Retrieve how the workspace pays its affiliates',
	fields: [],
	async run(context) {
		return recordItems([shownPolicy(await requirePolicy(context.store))]);
	},
};
