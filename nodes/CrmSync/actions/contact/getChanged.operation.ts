import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { AffiliateError, addDays, type Instant } from '../../../../lib/kernel';
import { systemClock } from '../../../shared/clock';
import { momentOf } from '../../../shared/momentOf';
import { toNodeError } from '../../../shared/nodeErrors';
import { consumerOf } from '../../../shared/pump/consumer';
import { workspaceStore } from '../../../shared/workspaceStore';
import { recallCursor, rememberCursor } from '../../changes/changeCursor';
import type { ReadMark } from '../../changes/keepRead';
import { readChanges } from '../../changes/readChanges';
import { syncScope } from '../../memory/account';
import type { CrmOperation } from '../../operation';
import { chosenSystem } from '../../systems';

const MOST_CONTACTS = 1_000;

const fields: INodeProperties[] = [
	{
		displayName: 'Fields to Return Names or IDs',
		name: 'changedFields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getContactFieldNames' },
		default: [],
		description:
			'Fields to read and to look for changes in; those of the preset when empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Include Own Writes',
		name: 'includeOwnWrites',
		type: 'boolean',
		default: false,
		description: 'Whether contacts come too that only changed because this node wrote to them',
	},
	{
		displayName: 'Most Contacts per Run',
		name: 'mostContacts',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: MOST_CONTACTS,
		description:
			'Reading stops after the page of the CRM that reaches this number; the next run goes on there',
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description:
			'Where the first run begins; a day back when empty. Later runs go on by themselves.',
	},
	{
		displayName: 'Wait for Mark Done',
		name: 'waitForDone',
		type: 'boolean',
		default: false,
		description:
			'Whether the next run gives the same contacts until the operation Mark Done has run on them, so that a workflow that fails on the way loses none',
	},
];

function readSince(execute: IExecuteFunctions, now: Instant): Instant {
	try {
		return momentOf(execute.getNodeParameter('since', 0, '')) ?? addDays(now, -1);
	} catch {
		throw sinceError();
	}
}

function sinceError(): AffiliateError {
	return new AffiliateError("'Since' is not a date", {
		code: 'invalid_input',
		path: 'since',
		hint: 'Choose a date, or leave it empty to begin a day back.',
	});
}

async function readContacts(execute: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const system = chosenSystem(execute);
	const at = systemClock.now();
	const since = readSince(execute, at);
	const chosen = execute.getNodeParameter('changedFields', 0, []) as string[];
	const preset = system.preset.contact.map(({ target }) => target);
	const wanted = [...new Set(chosen.length === 0 ? preset : chosen)];
	const connector = await system.connect(execute);
	const { sync: store } = await workspaceStore(execute);
	const scope = syncScope(execute, 'contact');
	const reader = consumerOf(execute);
	const from = await recallCursor(store, scope, reader, { since, fields: wanted });
	const most = Number(execute.getNodeParameter('mostContacts', 0, MOST_CONTACTS));
	const includeOwn = execute.getNodeParameter('includeOwnWrites', 0, false) === true;
	const read = await readChanges({ connector, store, scope, at, most, includeOwn }, from);
	const waits = execute.getNodeParameter('waitForDone', 0, false) === true;
	const mark: ReadMark = { reader, readAt: at, cursor: read.cursor };
	const items = read.changes.map(({ id, email, changedAt, values, changed }) => {
		const contact = { system: system.value, id, email, changedAt, values: { ...values }, changed };
		const json = { contact: { ...contact, ...(waits ? { mark } : {}) } } as unknown as IDataObject;
		return { json, pairedItem: { item: 0 } };
	});
	if (waits && items.length > 0) return items;
	// Last of all: a run that fails before gives the same contacts once more.
	await store.remember(read.seen);
	await rememberCursor(store, scope, reader, read.cursor, at);
	return items;
}

/** What people and other programs changed in the CRM since the last run, for the way back. */
export const getChangedContacts: CrmOperation = {
	value: 'getChanged',
	name: 'Get Changed',
	action: 'Get changed contacts',
	description: 'List contacts that changed since the last run, without the echo of our own writes',
	fields,
	async run(execute) {
		try {
			return [await readContacts(execute)];
		} catch (error) {
			const nodeError = toNodeError(execute.getNode(), error, 0);
			if (!execute.continueOnFail()) throw nodeError;
			return [[{ json: { error: nodeError.message }, pairedItem: { item: 0 } }]];
		}
	},
};
