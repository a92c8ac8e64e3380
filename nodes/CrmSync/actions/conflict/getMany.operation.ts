import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { eachItem } from '../../../shared/eachItem';
import { workspaceStore } from '../../../shared/workspaceStore';
import { syncScope } from '../../memory/account';
import type { CrmOperation } from '../../operation';

/** No list in this product is longer; it keeps a forgotten filter from filling the memory. */
const MOST_RESULTS = 100_000;

const fields: INodeProperties[] = [
	{
		displayName: 'Status',
		name: 'conflictStatus',
		type: 'options',
		options: [
			{ name: 'Open', value: 'open', description: 'A person must decide' },
			{ name: 'Settled', value: 'settled', description: 'A person has decided' },
			{
				name: 'Superseded',
				value: 'superseded',
				description: 'One of the values changed before anybody decided',
			},
		],
		default: 'open',
		description: 'Only conflicts that stand so now',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** What people must decide about the chosen account, oldest first. */
export const getManyConflicts: CrmOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many conflicts',
	description: 'List fields that changed on both sides, with both values and what was written last',
	fields,
	async run(execute) {
		const { sync } = await workspaceStore(execute);
		return await eachItem(execute, 1, async (itemIndex) => {
			const { system, account } = syncScope(execute, 'contact');
			const isAll = execute.getNodeParameter('returnAll', itemIndex, false) === true;
			const conflicts = await sync.list({
				system,
				account,
				status: execute.getNodeParameter('conflictStatus', itemIndex, 'open') as 'open',
				limit: isAll ? MOST_RESULTS : Number(execute.getNodeParameter('limit', itemIndex, 50)),
			});
			return conflicts.map((conflict) => ({
				json: { conflict: toJson(conflict) as unknown as IDataObject },
			}));
		});
	},
};
