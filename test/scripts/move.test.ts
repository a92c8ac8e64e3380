import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMove } from '../../scripts/cli/move/run-move';
import { aProgramme } from '../support/builders';
import { postgresEngine, sqliteEngine, TEST_KEY } from '../support/stores';

const files = sqliteEngine();

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'affiliate-move-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

async function source(): Promise<string> {
	const workspace = await files.workspace();
	const store = await workspace.open({ key: TEST_KEY });
	await store.registry.saveProgramme(aProgramme());
	await workspace.close();
	return workspace.address.kind === 'sqlite' ? workspace.address.file : '';
}

async function configured(store: object): Promise<string> {
	const config = join(folder, 'postgres.json');
	await writeFile(config, JSON.stringify({ port: 8090, store }));
	return config;
}

describe('the command that moves a workspace', () => {
	const engine = postgresEngine();

	it('says what it moved and what to do now', async () => {
		const workspace = await engine.workspace();
		if (workspace.address.kind !== 'postgres') throw new Error('this is a server');
		const url = new URL(workspace.address.connectionString);
		const config = await configured({
			kind: 'postgres',
			host: url.hostname,
			port: Number(url.port),
			database: url.pathname.slice(1),
			user: url.username,
			workspace: workspace.address.workspace,
		});
		const lines: string[] = [];
		const env = { AFFILIATE_STORE_DATA_KEY: TEST_KEY, AFFILIATE_STORE_PASSWORD: url.password };
		const context = { env, out: (line: string) => void lines.push(line), error: () => undefined };
		expect(await runMove({ from: await source(), config }, context)).toBe(0);
		expect(lines.join('\n')).toMatch(/programmes +1 rows\n/);
		expect(lines.join('\n')).toMatch(/rows of \d+ tables are moved and compared/);
		expect(lines).toContain('The books net to zero in every currency.');
		const store = await workspace.open({ key: TEST_KEY });
		expect(await store.registry.programmes(5)).toHaveLength(1);
	});
});

describe('the command that moves a workspace, told wrongly', () => {
	const postgres = { kind: 'postgres', database: 'd', user: 'u' };
	const context = (env: NodeJS.ProcessEnv) => ({
		env,
		out: () => undefined,
		error: () => undefined,
	});

	it.each([
		[
			'a file that is not there',
			{},
			'none.sqlite',
			postgres,
			/none\.sqlite is not a workspace's file/,
		],
		[
			'no database',
			{ AFFILIATE_STORE_DATA_KEY: TEST_KEY },
			null,
			{ kind: 'postgres' },
			/'store\.database'/,
		],
		['no key', {}, null, postgres, /AFFILIATE_STORE_DATA_KEY is missing/],
		[
			'a server that is not there',
			{ AFFILIATE_STORE_DATA_KEY: TEST_KEY },
			null,
			{ ...postgres, host: '127.0.0.1', port: 9 },
			/does not answer/,
		],
		[
			'another key than that of the file',
			{ AFFILIATE_STORE_DATA_KEY: 'a'.repeat(64) },
			null,
			postgres,
			/another data key/,
		],
	])('with %s, says what to mend', async (_, env, from, store, message) => {
		const order = { from: from ?? (await source()), config: await configured(store) };
		await expect(runMove(order, context(env))).rejects.toThrow(message);
	});
});
