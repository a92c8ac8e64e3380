import { DEFAULT_FRAUD_POLICY } from '../../../../lib/fraud';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** The policy that a programme's orders are checked by; the defaults where it has none of its own. */
export const getFraudPolicy: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get fraud policy',
	description: 'Retrieve the fraud policy of a programme, or the defaults if it has none',
	fields: [programmeField()],
	async run(context) {
		const { programmeId, code: programmeCode } = await requireProgramme(context);
		const record = await context.store.fraud.policy(programmeId);
		const standard = { programmeId, version: null, policy: DEFAULT_FRAUD_POLICY, createdAt: null };
		return recordItems([{ programmeCode, isDefault: record === null, ...(record ?? standard) }]);
	},
};
