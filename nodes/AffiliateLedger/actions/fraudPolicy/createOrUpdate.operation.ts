import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { savedItem } from '../../save';
import { policyJsonField, readPolicyJson } from './policyJson';

/** Keeps a programme's fraud policy as data; another content makes the next version. */
export const createOrUpdateFraudPolicy: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update fraud policy',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [programmeField(), policyJsonField],
	async run(context) {
		const { store, clock } = context;
		const { programmeId, code } = await requireProgramme(context);
		const policy = readPolicyJson(context);
		const { outcome, record } = await store.fraud.savePolicy(programmeId, policy, clock.now());
		return savedItem({ programmeCode: code, ...record }, outcome);
	},
};
