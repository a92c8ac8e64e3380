import { PolicyBacktest } from '../../../../lib/fraud/backtest';
import { mutedRuleIds } from '../../../shared/fraud/policyInForce';
import { readCollection } from '../../fields';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { periodFields, periodOf } from '../plan/periodFields';
import { policyJsonField, readPolicyJson } from './policyJson';

/** What another policy would have decided about past orders. Writes nothing. */
export const backtestFraudPolicy: LedgerOperation = {
	value: 'backtest',
	name: 'Backtest',
	action: 'Backtest fraud policy',
	description: 'Try a policy on past orders, beside what people decided; writes nothing',
	fields: [
		programmeField(),
		policyJsonField,
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
		const { store } = context;
		const { programmeId } = await requireProgramme(context);
		const policy = readPolicyJson(context);
		const backtest = new PolicyBacktest(policy, {
			mutedRuleIds: await mutedRuleIds(store.fraud, programmeId, policy),
			hash: store.keyedHash.bind(store),
		});
		const period = periodOf(readCollection(context, 'period'));
		for await (const checked of store.fraud.replayChecks({ programmeId, ...period })) {
			backtest.add(checked);
		}
		return recordItems([backtest.report()]);
	},
};
