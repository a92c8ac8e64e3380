import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { importReferenceList } from '../../../nodes/AffiliateLedger/actions/referenceList/import.operation';
import { systemClock } from '../../../nodes/shared/clock';
import { eachItem } from '../../../nodes/shared/eachItem';
import { ReferenceLists } from '../../../nodes/shared/referenceLists';
import { resourceProperties } from '../../../nodes/shared/resourceProperties';
import { workspaceStore } from '../../../nodes/shared/workspaceStore';
import { runNode, testStore } from '../../support/runNode';
import { currentWorkspace, errorOf, ledger, ledgerOne } from './ledger-user';

/** The operation in a node of its own, whose items bring a file along. */
class ImportNode implements INodeType {
	static file = Buffer.alloc(0);

	description: INodeTypeDescription = {
		displayName: 'Import',
		name: 'importNode',
		group: ['transform'],
		version: 1,
		description: 'Runs the operation',
		defaults: { name: 'Import' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'affiliateStoreApi', required: false }],
		properties: resourceProperties(
			[{ value: 'referenceList', name: 'List', operations: [importReferenceList] }],
			'referenceList',
		),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const store = await workspaceStore(this);
		for (const item of this.getInputData()) {
			const data = ImportNode.file.toString('base64');
			item.binary = { data: { data, mimeType: 'text/plain' } };
		}
		return await eachItem(this, 1, async (itemIndex) => {
			const context = { execute: this, store, clock: systemClock, itemIndex };
			return await importReferenceList.run(context);
		});
	}
}

const importText = async (listText: string, parameters: object = {}) =>
	await ledgerOne('referenceList', 'import', {
		name: 'clouds',
		kind: 'datacentre',
		listFrom: 'text',
		listText,
		...parameters,
	});

const namesOf = async () =>
	(await ledger('referenceList', 'getAll', { returnAll: true })).map(({ name }) => String(name));

const lists = async () => {
	const { fraud } = await testStore(currentWorkspace());
	const loaded = new ReferenceLists(fraud, () => 0);
	await loaded.refresh();
	return loaded;
};

describe('importing a reference list', () => {
	it('keeps its entries, and says what there is now', async () => {
		const text = '# Clouds\r\n203.0.113.0/24 # a\r\n\r\n2001:db8::/32\r\n203.0.113.0/24\r\n';
		expect(await importText(text, { source: 'list.example, November 2026' })).toEqual({
			name: 'clouds',
			kind: 'datacentre',
			source: 'list.example, November 2026',
			importedAt: '2026-11-20T09:00:01.000Z',
			entryCount: 2,
			contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
			outcome: 'created',
		});
		expect((await lists()).kindsOf('203.0.113.7')).toEqual(['datacentre']);
		expect((await lists()).kindsOf('198.51.100.7')).toEqual([]);
	});

	it('puts a new list in the place of the former one, as a whole', async () => {
		await importText('203.0.113.0/24');
		expect(await importText('203.0.113.0/24')).toMatchObject({ outcome: 'unchanged' });
		expect(await importText('198.51.100.0/24', { name: 'Clouds' })).toMatchObject({
			name: 'clouds',
			outcome: 'updated',
			entryCount: 1,
		});
		expect((await lists()).kindsOf('203.0.113.7')).toEqual([]);
		expect((await lists()).kindsOf('198.51.100.7')).toEqual(['datacentre']);
	});

	it('takes every kind where its rules look', async () => {
		await importText('203.0.113.0/24', { name: 'p', kind: 'proxy' });
		await importText('203.0.113.7', { name: 'v', kind: 'vpn' });
		await importText('203.0.113.7', { name: 't', kind: 'tor' });
		await importText('vanish.example', { name: 'd', kind: 'disposable_email' });
		await importText('*.codes.example', { name: 'c', kind: 'coupon_site' });
		const loaded = await lists();
		expect(loaded.kindsOf('203.0.113.7')).toEqual(['proxy', 'vpn', 'tor']);
		expect(loaded.disposableDomains.has('vanish.example')).toBe(true);
		expect(loaded.couponSites.has('codes.example')).toBe(true);
	});

	it('reads a file of the incoming item, with the mark that some programs put before it', async () => {
		ImportNode.file = Buffer.from('\uFEFF203.0.113.0/24\n198.51.100.7', 'utf8');
		const run = await runNode(ImportNode, {
			workspace: currentWorkspace(),
			parameters: { name: 'clouds', kind: 'vpn' },
		});
		expect(run.json()).toEqual([
			expect.objectContaining({ kind: 'vpn', entryCount: 2, outcome: 'created' }),
		]);
	});

	it('refuses a list with a wrong line, names the line, and keeps the former list', async () => {
		await importText('203.0.113.0/24');
		const { message, hint } = await errorOf(importText('203.0.113.0/24\nnot a network'));
		expect(message).toContain('Line 2');
		expect(hint).toContain('Nothing of the list was saved');
		expect(await ledgerOne('referenceList', 'getAll')).toMatchObject({ entryCount: 1 });
	});

	it.each(['# nothing but a comment\n\n', ''])(
		'does not put an empty answer in the place of a good list (%j)',
		async (empty) => {
			await importText('203.0.113.0/24');
			ImportNode.file = Buffer.from(empty, 'utf8');
			const run = runNode(ImportNode, {
				workspace: currentWorkspace(),
				parameters: { name: 'clouds', kind: 'datacentre' },
			});
			expect((await errorOf(run)).message).toBe('The list has no entries');
			expect(await ledgerOne('referenceList', 'getAll')).toMatchObject({ entryCount: 1 });
		},
	);

	it('refuses a name that is no short name', async () => {
		const { message } = await errorOf(importText('203.0.113.0/24', { name: 'my list' }));
		expect(message).toContain('list.name');
	});
});

describe('the lists of a workspace', () => {
	it('are listed without their entries, up to a limit', async () => {
		await importText('203.0.113.0/24', { name: 'b' });
		await importText('203.0.113.0/24', { name: 'a' });
		expect(await namesOf()).toEqual(['a', 'b']);
		const limited = await ledger('referenceList', 'getAll', { limit: 1 });
		expect(limited).toHaveLength(1);
		expect(JSON.stringify(limited)).not.toContain('203.0.113');
	});

	it('can be deleted, after which nothing is found by them', async () => {
		await importText('203.0.113.0/24');
		const name = 'clouds';
		expect(await ledgerOne('referenceList', 'delete', { name })).toEqual({ deleted: true, name });
		expect(await ledgerOne('referenceList', 'delete', { name })).toEqual({ deleted: false, name });
		expect(await namesOf()).toEqual([]);
		expect((await lists()).kindsOf('203.0.113.7')).toEqual([]);
	});
});
