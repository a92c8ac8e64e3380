import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** Links what is new into the programme's hash chain; the head is what to publish (C34). */
export const sealAudit: LedgerOperation = {
	value: 'seal',
	name: 'Seal',
	action: 'Seal the audit chain',
	description: 'Link all new ledger entries of a programme into its hash chain and return the head',
	fields: [programmeField()],
	async run(context) {
		const { programmeId, code } = await requireProgramme(context);
		const head = await context.store.chain.seal(programmeId, context.clock.now());
		return recordItems([{ ...head, programmeCode: code }]);
	},
};
