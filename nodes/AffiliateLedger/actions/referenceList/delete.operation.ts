import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { listNameField } from './listFields';

/** Rules that looked at the list find nothing by it from then on. */
export const deleteReferenceList: LedgerOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete reference list',
	description: 'Delete a list permanently; its rules no longer find anything by it',
	fields: [listNameField],
	async run(context) {
		const name = requireText(context, 'name', 'Name');
		return [{ json: { deleted: await context.store.fraud.deleteReferenceList(name), name } }];
	},
};
