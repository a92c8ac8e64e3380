import { AffiliateError } from '../../../../lib/kernel';
import { parseModel } from '../../../../lib/model/parse';
import { referenceListSchema } from '../../../../lib/model/reference-list';
import { readText, requireText } from '../../fields';
import type { LedgerOperation, OperationContext } from '../../operation';
import { listNameField } from './listFields';

/** Keeps a list as a whole in place of the one of the same name. Nothing is fetched. */
export const importReferenceList: LedgerOperation = {
	value: 'import',
	name: 'Import',
	action: 'Import reference list',
	description: 'Store a list of networks, email domains or coupon sites in place of its former one',
	fields: [
		listNameField,
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Coupon Sites', value: 'coupon_site', description: 'Hosts, sub-domains included' },
				{ name: 'Data Centres', value: 'datacentre', description: 'Networks' },
				{ name: 'Disposable Email', value: 'disposable_email', description: 'Domains' },
				{ name: 'Proxies', value: 'proxy', description: 'Networks' },
				{ name: 'Tor', value: 'tor', description: 'Networks' },
				{ name: 'VPN', value: 'vpn', description: 'Networks' },
			],
			default: 'datacentre',
			description: 'What the entries are',
		},
		{
			displayName: 'List From',
			name: 'listFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Binary Data', value: 'binary', description: 'A file of the incoming item' },
				{ name: 'Text', value: 'text', description: 'Lines that you paste or map' },
			],
			default: 'binary',
			description: 'Where to find the list',
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input field that holds the file',
			displayOptions: { show: { listFrom: ['binary'] } },
			description: 'Field of the incoming item that holds the file',
		},
		{
			displayName: 'List',
			name: 'listText',
			type: 'string',
			typeOptions: { rows: 6 },
			default: '',
			required: true,
			displayOptions: { show: { listFrom: ['text'] } },
			description: "One entry per line; '#' begins a comment",
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'string',
			default: '',
			placeholder: 'e.g. list.example, November 2026',
			description: 'Where the list is from, and of when',
		},
	],
	async run(context) {
		const { store, clock, execute, itemIndex } = context;
		const lines = linesOf(await readList(context));
		const list = parseModel(
			referenceListSchema,
			{
				name: requireText(context, 'name', 'Name'),
				kind: execute.getNodeParameter('kind', itemIndex, ''),
				entries: lines,
				source: readText(context, 'source') || null,
				importedAt: clock.now(),
			},
			'list',
		);
		const outcome = await store.fraud.saveReferenceList(list);
		const name = list.name.toLowerCase();
		const saved = (await store.fraud.referenceLists()).find((entry) => entry.name === name);
		return [{ json: { ...saved, outcome } }];
	},
};

/**
 * Throws `missing_input` for a list without entries: an empty answer of a server would otherwise
 * take the place of a good list. A list is emptied with 'Delete'.
 */
function linesOf(text: string): string[] {
	const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
	if (lines.some((line) => line.split('#', 1)[0]?.trim() !== '')) return lines;
	throw new AffiliateError('The list has no entries', {
		code: 'missing_input',
		path: 'list',
		hint: "Nothing was changed. Look at what the node before hands over; remove a list with 'Delete'.",
	});
}

async function readList(context: OperationContext): Promise<string> {
	const { execute, itemIndex } = context;
	if (execute.getNodeParameter('listFrom', itemIndex, 'binary') !== 'binary') {
		return requireText(context, 'listText', 'List');
	}
	// The name of the field, or, by an expression, the file itself.
	const field = execute.getNodeParameter('binaryPropertyName', itemIndex, 'data') as string;
	execute.helpers.assertBinaryData(itemIndex, field);
	return (await execute.helpers.getBinaryDataBuffer(itemIndex, field)).toString('utf8');
}
