import { AffiliateError } from '../../../../lib/kernel';
import { codeField, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getProgramme: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get programme',
	description: 'Retrieve one programme by its code',
	fields: [codeField('e.g. main', 'Code of the programme')],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		const record = await context.store.registry.programmeByCode(code);
		if (record === null) {
			throw new AffiliateError(`There is no programme with the code '${code}'`, {
				code: 'unknown_programme',
				path: 'code',
				hint: "Check the code, or look it up with 'Programme: Get Many'.",
			});
		}
		return recordItems([record]);
	},
};
