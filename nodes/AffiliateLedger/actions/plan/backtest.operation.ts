import type { IDataObject } from 'n8n-workflow';
import { backtest } from '../../../../lib/commission';
import { deterministicId } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import { pricedAffiliate } from '../../../shared/pricing/loadFacts';
import { readCollection, requireText } from '../../fields';
import { requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { createOrUpdatePlan, planOf, readTerms } from './createOrUpdate.operation';
import { periodFields, periodOf } from './periodFields';

const MOST_AFFILIATES = 100_000;

/** What recorded orders would have earned under a plan that is not saved (C40). Writes nothing. */
export const backtestPlan: LedgerOperation = {
	value: 'backtest',
	name: 'Backtest',
	action: 'Backtest a plan',
	description: 'Compare what was booked with what another plan would have paid; writes nothing',
	fields: [
		...createOrUpdatePlan.fields,
		{
			displayName: 'Period',
			name: 'period',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [...periodFields],
		},
	],
	async run(context) {
		const programme = await requireProgramme(context);
		const name = requireText(context, 'name', 'Name');
		const planId = deterministicId('pln', programme.programmeId, 'backtest', name.toLowerCase());
		const terms = await readTerms(context, programme);
		const plan = planOf(context, programme, terms, { planId, name, version: 1 });
		const entries = context.store.ledger.replay({
			programmeId: programme.programmeId,
			...periodOf(readCollection(context, 'period')),
		});
		const affiliates = (await context.store.registry.affiliates(MOST_AFFILIATES)).map(
			pricedAffiliate,
		);
		const report = await backtest({ entries, plan, programme, affiliates });
		return [{ json: toJson(report) as unknown as IDataObject }];
	},
};
