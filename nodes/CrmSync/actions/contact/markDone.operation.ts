import type { IExecuteFunctions } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import { parseModel } from '../../../../lib/model/parse';
import { toNodeError } from '../../../shared/nodeErrors';
import { workspaceStore } from '../../../shared/workspaceStore';
import { keepRead, readContactSchema, type ReadContact } from '../../changes/keepRead';
import { syncScope } from '../../memory/account';
import type { CrmOperation } from '../../operation';

function readContacts(execute: IExecuteFunctions): ReadContact[] {
	return execute.getInputData().map(({ json }) => {
		const contact = json['contact'] as { mark?: unknown } | null | undefined;
		if (contact?.mark === undefined) {
			throw new AffiliateError('An item has no mark of Get Changed', {
				code: 'missing_input',
				path: 'contact.mark',
				hint: "Switch on 'Wait for Mark Done' in Get Changed and keep its key 'contact' on the items.",
			});
		}
		return parseModel(readContactSchema, contact, 'contact');
	});
}

/** The last step of a workflow that must not lose a change: only now the reading moves on. */
export const markChangedDone: CrmOperation = {
	value: 'markDone',
	name: 'Mark Done',
	action: 'Mark changed contacts done',
	description: 'Tell Get Changed that its contacts are handled, so that the next run goes on',
	fields: [],
	async run(execute) {
		try {
			const contacts = readContacts(execute);
			const { sync } = await workspaceStore(execute);
			const last = contacts.at(-1);
			if (last !== undefined) {
				await keepRead(sync, syncScope(execute, 'contact'), contacts, last.mark);
			}
		} catch (error) {
			throw toNodeError(execute.getNode(), error, 0);
		}
		return [
			execute.getInputData().map((item, index) => ({ ...item, pairedItem: { item: index } })),
		];
	},
};
