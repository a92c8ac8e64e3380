import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, INode } from 'n8n-workflow';
import { AffiliateStoreApi } from '../../../credentials/AffiliateStoreApi.credentials';
import {
	affiliateStoreCredential,
	closeWorkspaceStores,
	testAffiliateStore,
	workspaceStore,
	type StoreContext,
} from '../../../nodes/shared/workspaceStore';

const DATA_KEY = 'a passphrase that is long enough';

describe('The store of a node', () => {
	const home = mkdtempSync(path.join(tmpdir(), 'affiliate-home-'));
	const before = process.env.N8N_USER_FOLDER;

	beforeAll(() => {
		process.env.N8N_USER_FOLDER = home;
	});

	afterEach(closeWorkspaceStores);

	afterAll(() => {
		if (before === undefined) delete process.env.N8N_USER_FOLDER;
		else process.env.N8N_USER_FOLDER = before;
		rmSync(home, { recursive: true, force: true });
	});

	/** A node with these credential fields, or without the credential. */
	function contextOf(data?: ICredentialDataDecryptedObject): StoreContext {
		const node: INode = {
			id: '1',
			name: 'Affiliate Ledger',
			type: 'affiliateLedger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			...(data === undefined
				? {}
				: { credentials: { affiliateStoreApi: { id: '1', name: 'Store' } } }),
		};
		return {
			getNode: () => node,
			getCredentials: async <T extends object>(): Promise<T> => {
				if (data === undefined) throw new Error('Node does not require credentials');
				return data as T;
			},
		};
	}

	const embedded = (data: ICredentialDataDecryptedObject = {}) => ({
		workspace: 'acme',
		kind: 'embedded',
		folder: '',
		...data,
	});

	const fileOf = (workspace: string) =>
		path.join(home, '.n8n', 'affiliate-loop', `${workspace}.sqlite`);

	const credentialOf = (data: ICredentialDataDecryptedObject): ICredentialsDecrypted => ({
		id: '1',
		name: 'Store',
		type: 'affiliateStoreApi',
		data,
	});

	it('is a file in the data folder of n8n without a credential', async () => {
		const store = await workspaceStore(contextOf());
		expect(await store.registry.programmes(1)).toEqual([]);
		expect(existsSync(fileOf('default'))).toBe(true);
		expect(existsSync(`${fileOf('default')}.key`)).toBe(true);
	});

	it('is the workspace that the credential names', async () => {
		await workspaceStore(contextOf(embedded()));
		expect(existsSync(fileOf('acme'))).toBe(true);
		const folder = path.join(home, 'elsewhere');
		await workspaceStore(contextOf(embedded({ folder, dataKey: DATA_KEY })));
		expect(existsSync(path.join(folder, 'acme.sqlite'))).toBe(true);
		expect(existsSync(path.join(folder, 'acme.sqlite.key'))).toBe(false);
	});

	it('is not the default file in queue mode, where each process may have its own', async () => {
		process.env.EXECUTIONS_MODE = 'queue';
		try {
			for (const data of [undefined, embedded({ workspace: 'queued' })]) {
				const error = await workspaceStore(contextOf(data)).catch((reason: unknown) => reason);
				expect(error).toMatchObject({
					message: expect.stringContaining('queue mode'),
					description: expect.stringContaining('PostgreSQL'),
				});
			}
			expect(existsSync(fileOf('queued'))).toBe(false);
			const folder = path.join(home, 'shared');
			await expect(workspaceStore(contextOf(embedded({ folder })))).resolves.toBeDefined();
		} finally {
			delete process.env.EXECUTIONS_MODE;
		}
	});

	it('is opened once for all that ask with the same configuration', async () => {
		const stores = await Promise.all(
			Array.from({ length: 4 }, () => workspaceStore(contextOf(embedded()))),
		);
		expect(new Set(stores).size).toBe(1);
		expect(await workspaceStore(contextOf(embedded({ workspace: 'other' })))).not.toBe(stores[0]);
	});

	it('is tried again after an opening that did not succeed', async () => {
		const folder = path.join(home, 'moved');
		await workspaceStore(contextOf(embedded({ folder, dataKey: DATA_KEY })));
		await closeWorkspaceStores();
		const wrong = contextOf(embedded({ folder, dataKey: `${DATA_KEY}!` }));
		await expect(workspaceStore(wrong)).rejects.toThrow('another data key');
		await expect(workspaceStore(wrong)).rejects.toThrow('another data key');
		await expect(
			workspaceStore(contextOf(embedded({ folder, dataKey: DATA_KEY }))),
		).resolves.toBeDefined();
	});

	it.each([
		['a workspace name outside of its pattern', embedded({ workspace: '../acme' }), 'workspace'],
		['a short data key', embedded({ workspace: 'short', dataKey: 'short' }), 'data key'],
		['PostgreSQL without a data key', { workspace: 'acme', kind: 'postgres' }, 'data key'],
	])('says how to mend %s', async (_because, data, words) => {
		const error = await workspaceStore(contextOf(data)).catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			message: expect.stringContaining(words),
			description: expect.stringMatching(/\w/),
		});
		expect(await testAffiliateStore(credentialOf(data))).toMatchObject({ status: 'Error' });
	});

	it('tells a server that does not answer from one that lets nobody in', async () => {
		const data = {
			workspace: 'acme',
			kind: 'postgres',
			host: '127.0.0.1',
			port: 1,
			password: 'a secret password',
			dataKey: DATA_KEY,
		};
		const result = await testAffiliateStore(credentialOf(data));
		expect(result.status).toBe('Error');
		expect(result.message).toContain('does not answer');
		expect(result.message).not.toContain('secret');
	});

	it('passes the credential test when it opens', async () => {
		const result = await testAffiliateStore(credentialOf(embedded({ workspace: 'tested' })));
		expect(result).toEqual({ status: 'OK', message: 'The workspace is open' });
	});

	it('has a credential that names every field it reads', () => {
		const credential = new AffiliateStoreApi();
		expect(credential.name).toBe(affiliateStoreCredential.name);
		expect([...new Set(credential.properties.map(({ name }) => name))].sort()).toEqual([
			'dataKey',
			'database',
			'folder',
			'host',
			'kind',
			'password',
			'port',
			'ssl',
			'user',
			'workspace',
		]);
		const secrets = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(new Set(secrets.map(({ name }) => name))).toEqual(new Set(['password', 'dataKey']));
	});
});
