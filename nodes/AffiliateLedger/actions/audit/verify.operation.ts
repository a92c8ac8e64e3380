import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** Computes the whole chain again from what is stored and names the first entry that was changed. */
export const verifyAudit: LedgerOperation = {
	value: 'verify',
	name: 'Verify',
	action: 'Verify the audit chain',
	description: 'Recompute the hash chain of a programme and name the first entry that was changed',
	fields: [programmeField()],
	async run(context) {
		const { programmeId, code } = await requireProgramme(context);
		const check = await context.store.chain.verify(programmeId);
		return recordItems([{ ...check, programmeCode: code, isIntact: check.firstMismatch === null }]);
	},
};
