import { DEFAULT_FRAUD_POLICY, FRAUD_RULES } from '../../../../lib/fraud';
import { mutedRules, rulePrecision } from '../../../../lib/fraud/feedback';
import { addDays } from '../../../../lib/kernel';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** How right each rule was in the eyes of people, and which ones count no more (F38). */
export const fraudRulePrecision: LedgerOperation = {
	value: 'precision',
	name: 'Precision',
	action: 'Get precision of fraud rules',
	description: 'How many hits of each rule people confirmed or cleared, and which rules are muted',
	fields: [
		programmeField(),
		{
			displayName: 'Days',
			name: 'precisionDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3650 },
			default: 365,
			description: 'Only what was decided in these last days counts',
		},
	],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
		const { programmeId } = await requireProgramme(context);
		const days = Number(execute.getNodeParameter('precisionDays', itemIndex, 365));
		const since = addDays(clock.now(), -days);
		const records = await store.fraud.ruleRecords({ programmeId, since });
		const policy = (await store.fraud.policy(programmeId))?.policy ?? DEFAULT_FRAUD_POLICY;
		const muted = new Set(mutedRules(records, policy).map(({ ruleId }) => ruleId));
		const titles = new Map(FRAUD_RULES.map(({ id, title }) => [id, title]));
		return recordItems(
			rulePrecision(records).map((record) => ({
				...record,
				title: titles.get(record.ruleId) ?? record.ruleId,
				isMuted: muted.has(record.ruleId),
				isKeptUnmuted: policy.rules[record.ruleId]?.keepsUnmuted === true,
			})),
		);
	},
};
