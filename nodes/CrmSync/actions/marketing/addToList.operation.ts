import type { IExecuteFunctions } from 'n8n-workflow';
import type { SyncOutcome } from '../../../../lib/connectors/crm';
import type { CrmOperation } from '../../operation';
import { runInBatches } from '../../runInBatches';
import type { MarketingConnector } from '../../systems';
import {
	emailProperty,
	marketingConnector,
	marketingNotice,
	readEmail,
} from './marketingConnector';
import { marketingOutcome, noEmail } from './marketingOutcome';

interface Addition {
	readonly listId: string;
	readonly email: string;
}

function read(execute: IExecuteFunctions, itemIndex: number): Addition | null {
	const email = readEmail(execute, itemIndex);
	const listId = String(execute.getNodeParameter('listId', itemIndex));
	return email === null ? null : { listId, email };
}

/** One request for each list, not for each person. */
async function addAll(
	connector: MarketingConnector,
	additions: readonly Addition[],
): Promise<SyncOutcome[]> {
	const outcomes = new Map<Addition, SyncOutcome>();
	for (const listId of new Set(additions.map((addition) => addition.listId))) {
		const own = additions.filter((addition) => addition.listId === listId);
		const results = await connector.addToList(
			listId,
			own.map(({ email }) => email),
		);
		results.forEach(({ outcome, profileId, reason, hint, retryable }, index) => {
			const addition = own[index];
			if (addition === undefined) return;
			const done = outcome === 'added' ? 'updated' : outcome;
			const fields = { list: listId };
			outcomes.set(
				addition,
				marketingOutcome({ outcome: done, profileId, reason, hint, retryable, fields }),
			);
		});
	}
	return additions.flatMap((addition) => outcomes.get(addition) ?? []);
}

/** Puts people who are there into a list; nobody is subscribed by it. */
export const addToList: CrmOperation = {
	value: 'addToList',
	name: 'Add to List',
	action: 'Add to list',
	description: 'Add profiles to a list; this subscribes nobody',
	fields: [
		marketingNotice,
		{
			displayName: 'List Name or ID',
			name: 'listId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getLists' },
			default: '',
			required: true,
			description:
				'List to add people to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		emailProperty,
	],
	async run(execute) {
		const connector = await marketingConnector(execute);
		return await runInBatches<Addition>(
			execute,
			(itemIndex) => {
				const write = read(execute, itemIndex);
				return write === null ? noEmail() : { write };
			},
			async (additions) => await addAll(connector, additions),
		);
	},
};
