import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';

/** Only one that was never used; anything with history can be paused, not removed. */
export const deleteLink: LedgerOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete link',
	description: 'Delete a link permanently, if it was never used',
	fields: [
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. anna-summer',
			description: 'Code of the link',
		},
	],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		return [{ json: { deleted: await context.store.registry.deleteLink(code), code } }];
	},
};
