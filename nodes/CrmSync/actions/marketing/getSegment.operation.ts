import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorItemJson } from '../../../shared/errorItem';
import { toNodeError } from '../../../shared/nodeErrors';
import type { CrmOperation } from '../../operation';
import { chosenSystem, type MarketingConnector } from '../../systems';
import { marketingConnector, marketingNotice } from './marketingConnector';

interface Wanted {
	readonly segmentId: string;
	readonly fields: readonly string[];
	/** Null for all. */
	readonly limit: number | null;
}

function read(execute: IExecuteFunctions, itemIndex: number): Wanted {
	const fields = String(execute.getNodeParameter('profileFields', itemIndex, ''))
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const returnsAll = execute.getNodeParameter('returnAll', itemIndex, false) as boolean;
	return {
		segmentId: String(execute.getNodeParameter('segmentId', itemIndex)),
		fields,
		limit: returnsAll ? null : (execute.getNodeParameter('limit', itemIndex, 50) as number),
	};
}

async function profilesOf(
	connector: MarketingConnector,
	{ segmentId, fields, limit }: Wanted,
): Promise<IDataObject[]> {
	const profiles: IDataObject[] = [];
	let cursor: string | null = null;
	do {
		const page = await connector.profilesOfSegment(segmentId, cursor, fields);
		for (const { id, email, values } of page.profiles) {
			profiles.push({ id, email, fields: { ...values } });
		}
		({ cursor } = page);
	} while (cursor !== null && (limit === null || profiles.length < limit));
	return limit === null ? profiles : profiles.slice(0, limit);
}

/** Who is in a segment now, for the way back to the store. */
export const getSegment: CrmOperation = {
	value: 'getSegment',
	name: 'Get Many From Segment',
	action: 'Get many from segment',
	description: 'List the people who are in a segment now, one item for each',
	fields: [
		marketingNotice,
		{
			displayName: 'Segment Name or ID',
			name: 'segmentId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getSegments' },
			default: '',
			required: true,
			description:
				'Segment to list. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Profile Fields',
			name: 'profileFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. first_name, affiliate_source',
			description: 'Names of the fields to return beside the address, with commas between them',
		},
	],
	async run(execute) {
		const connector = await marketingConnector(execute);
		const system = chosenSystem(execute).value;
		const output: INodeExecutionData[] = [];
		for (const [item, { json }] of execute.getInputData().entries()) {
			const pairedItem = { item };
			try {
				const wanted = read(execute, item);
				for (const profile of await profilesOf(connector, wanted)) {
					const crm = { system, segmentId: wanted.segmentId };
					output.push({ json: { profile, crm }, pairedItem });
				}
			} catch (error) {
				const nodeError = toNodeError(execute.getNode(), error, item);
				if (!execute.continueOnFail()) throw nodeError;
				const details = { hint: nodeError.description ?? null };
				output.push({ json: errorItemJson(execute, json, nodeError.message, details), pairedItem });
			}
		}
		return [output, []];
	},
};
