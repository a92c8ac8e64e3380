import { codeField, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';

/** Only one that was never used; anything with history can be paused, not removed. */
export const deleteLink: LedgerOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete link',
	description: 'Delete a link permanently, if it was never used',
	fields: [codeField('e.g. anna-summer', 'Code of the link')],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		return [{ json: { deleted: await context.store.registry.deleteLink(code), code } }];
	},
};
