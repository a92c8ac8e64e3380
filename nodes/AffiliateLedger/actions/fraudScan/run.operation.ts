import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { scanProgrammeFor } from '../../../shared/fraud/scanProgrammeFor';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';

/**
 * Looks at all affiliates and coupons of a programme: rates, duplicates, rings, leaked coupons and
 * unusual days. Opens a case for each finding that has none yet.
 */
export const runFraudScan: LedgerOperation = {
	value: 'run',
	name: 'Run',
	action: 'Scan for fraud',
	description: 'Look at all affiliates and coupons of a programme and open cases for review',
	fields: [
		programmeField(),
		{
			displayName: 'Only New Cases',
			name: 'isNewOnly',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out findings whose case is open or was decided this week',
		},
	],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
		const programme = await requireProgramme(context);
		const isNewOnly = execute.getNodeParameter('isNewOnly', itemIndex, true) === true;
		const { cases } = await scanProgrammeFor(store, programme, clock.now());
		const items: IDataObject[] = [];
		for (const fraudCase of cases) {
			const outcome = await store.fraud.openCase(fraudCase);
			if (isNewOnly && outcome === 'unchanged') continue;
			items.push({ ...(toJson(fraudCase) as unknown as IDataObject), outcome });
		}
		return items.map((json) => ({ json }));
	},
};
