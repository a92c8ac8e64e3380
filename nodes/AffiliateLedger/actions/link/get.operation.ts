import { AffiliateError } from '../../../../lib/kernel';
import { codeField, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getLink: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get link',
	description: 'Retrieve one link by its code',
	fields: [codeField('e.g. anna-summer', 'Code of the link')],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		const record = await context.store.registry.linkByCode(code);
		if (record === null) {
			throw new AffiliateError(`There is no link with the code '${code}'`, {
				code: 'unknown_link',
				path: 'code',
				hint: "Check the code, or look it up with 'Link: Get Many'.",
			});
		}
		return recordItems([record]);
	},
};
