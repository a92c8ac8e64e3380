import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import type { ConflictDecision } from '../../../../lib/ports/sync-store';
import { systemClock } from '../../../shared/clock';
import { eachItem } from '../../../shared/eachItem';
import { itemWithKey } from '../../../shared/itemWithKey';
import { workspaceStore } from '../../../shared/workspaceStore';
import type { CrmOperation } from '../../operation';

const fields: INodeProperties[] = [
	{
		displayName: 'Conflict ID',
		name: 'conflictId',
		type: 'string',
		default: '={{ $json.conflict.conflictId }}',
		required: true,
		description: "As the output 'Conflict' and the operation Get Many give it",
	},
	{
		displayName: 'Decision',
		name: 'decision',
		type: 'options',
		options: [
			{
				name: 'Another Value',
				value: 'value',
				description: 'The CRM gets a value that you give below',
			},
			{ name: "Keep the CRM's Value", value: 'target', description: 'The CRM stays as it is' },
			{ name: "Take the Source's Value", value: 'source', description: 'The CRM gets our value' },
		],
		default: 'target',
		description: 'Whose value holds. It is written when the record is synced next.',
	},
	{
		displayName: 'Value',
		name: 'decidedValue',
		type: 'string',
		default: '',
		displayOptions: { show: { decision: ['value'] } },
		description: 'What the field is to hold; leave it empty to clear the field',
	},
	{
		displayName: 'Decided By',
		name: 'actor',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. sales@example.com',
	},
];

/** A person's decision about one conflict, in that person's name. */
export const settleConflict: CrmOperation = {
	value: 'settle',
	name: 'Settle',
	action: 'Settle conflict',
	description: 'Decide whose value holds; the next sync of the record applies it',
	fields,
	async run(execute) {
		const { sync } = await workspaceStore(execute);
		return await eachItem(execute, 1, async (itemIndex) => {
			const conflictId = requireText(execute, itemIndex, 'conflictId', 'Conflict ID');
			const actor = requireText(execute, itemIndex, 'actor', 'Decided By');
			const decision = readDecision(execute, itemIndex);
			const outcome = await sync.settle(conflictId, decision, actor, systemClock.now());
			if (outcome === 'unknown' || outcome === 'refused') throw notSettled(conflictId, outcome);
			const settled = { conflictId, outcome, take: decision.take, actor };
			return itemWithKey(execute, itemIndex, 'conflict', settled);
		});
	},
};

function readDecision(execute: IExecuteFunctions, itemIndex: number): ConflictDecision {
	const take = execute.getNodeParameter('decision', itemIndex) as ConflictDecision['take'];
	if (take !== 'value') return { take };
	return { take, value: String(execute.getNodeParameter('decidedValue', itemIndex, '') ?? '') };
}

function requireText(
	execute: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): string {
	const text = String(execute.getNodeParameter(name, itemIndex, '') ?? '').trim();
	if (text !== '') return text;
	throw new AffiliateError(`'${label}' is empty`, {
		code: 'missing_input',
		path: name,
		hint: `Fill in '${label}', or map it from the incoming item.`,
	});
}

function notSettled(conflictId: string, outcome: 'unknown' | 'refused'): AffiliateError {
	return outcome === 'unknown'
		? new AffiliateError(`There is no conflict '${conflictId}' in this workspace`, {
				code: 'unknown_conflict',
				path: 'conflictId',
				hint: "Take the ID from the output 'Conflict' or from Get Many, and the same Affiliate Store.",
			})
		: new AffiliateError(`The conflict '${conflictId}' is no longer open`, {
				code: 'conflict_closed',
				path: 'conflictId',
				hint: 'It was decided otherwise, or one of its values changed since; see Get Many.',
			});
}
