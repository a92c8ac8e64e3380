import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { packageHome, readWorkflows } from '../../scripts/cli/workflow-files';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'workflow-files-'));
	const deep = path.join(folder, 'dist', 'scripts', 'cli');
	await mkdir(deep, { recursive: true });
	await mkdir(path.join(folder, 'workflows'));
	const n8n = { credentials: ['dist/credentials/SomeStoreApi.credentials.js'] };
	const manifest = { name: 'n8n-nodes-some', version: '1.2.3', n8n };
	await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
	for (const name of ['02 Second', '01 First', '90 Errors']) {
		const file = { name, nodes: [], connections: {} };
		await writeFile(path.join(folder, 'workflows', `${name}.json`), JSON.stringify(file));
	}
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

describe("the package's own files", () => {
	it('are found from the compiled code of an installed package', async () => {
		expect(await packageHome(path.join(folder, 'dist', 'scripts', 'cli'))).toEqual({
			folder,
			name: 'n8n-nodes-some',
			version: '1.2.3',
			credentialType: 'someStoreApi',
		});
	});

	it('are read in order, all or only the wanted ones', async () => {
		const names = async (only: string[]) =>
			(await readWorkflows(path.join(folder, 'workflows'), only)).map(({ name }) => name);
		expect(await names([])).toEqual(['01 First', '02 Second', '90 Errors']);
		expect(await names(['90', '01'])).toEqual(['01 First', '90 Errors']);
		await expect(names(['07'])).rejects.toThrow('There is no workflow 07: there are 01, 02, 90.');
	});
});
