import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { aProgramme } from '../../support/builders';
import { sqliteEngine, type TestWorkspace } from '../../support/stores';

function fileOf(workspace: TestWorkspace): string {
	if (workspace.address.kind !== 'sqlite') throw new Error('This test is about files');
	return workspace.address.file;
}

describe('The embedded store', () => {
	const engine = sqliteEngine();

	it('makes its file and a key beside it, readable by the owner only', async () => {
		const workspace = await engine.workspace();
		await workspace.open();
		const file = fileOf(workspace);
		expect(readFileSync(`${file}.key`, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
		expect(statSync(`${file}.key`).mode & 0o777).toBe(0o600);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
	});

	it('leaves nothing but the database and its key behind', async () => {
		const workspace = await engine.workspace();
		const stores = await Promise.all([workspace.open(), workspace.open(), workspace.open()]);
		for (const store of stores) await store.close();
		expect(readdirSync(path.dirname(fileOf(workspace))).sort()).toEqual([
			'workspace.sqlite',
			'workspace.sqlite.key',
		]);
	});

	it('makes no key file when the key is given', async () => {
		const workspace = await engine.workspace();
		await workspace.open({ key: 'a key that somebody else keeps' });
		expect(existsSync(`${fileOf(workspace)}.key`)).toBe(false);
		await expect(workspace.open()).rejects.toMatchObject({ code: 'store_key_missing' });
	});

	it('makes no new key in place of a lost one', async () => {
		const workspace = await engine.workspace();
		await (await workspace.open()).close();
		rmSync(`${fileOf(workspace)}.key`);
		await expect(workspace.open()).rejects.toMatchObject({ code: 'store_key_missing' });
		expect(existsSync(`${fileOf(workspace)}.key`)).toBe(false);
	});

	it.each([
		['a damaged key file', '.key', 'not a key', 'invalid_store_key'],
		['another key file', '.key', `${Buffer.alloc(32).toString('base64')}\n`, 'wrong_store_key'],
		['a file that is no database', '', 'some text, long enough'.repeat(99), 'store_damaged'],
	])('refuses %s', async (_because, suffix, content, code) => {
		const workspace = await engine.workspace();
		await (await workspace.open()).close();
		writeFileSync(`${fileOf(workspace)}${suffix}`, content);
		await expect(workspace.open()).rejects.toMatchObject({ code });
	});

	it('waits for another process that writes, and reads meanwhile', async () => {
		const workspace = await engine.workspace();
		const { registry } = await workspace.open();
		const other = new DatabaseSync(fileOf(workspace));
		other.exec('begin immediate');
		let isSaved = false;
		const saving = registry.saveProgramme(aProgramme()).then(() => {
			isSaved = true;
		});
		for (let round = 0; round < 5; round += 1) expect(await registry.programmes(9)).toEqual([]);
		expect(isSaved).toBe(false);
		other.exec('rollback');
		other.close();
		await saving;
		expect(await registry.programmes(9)).toEqual([aProgramme()]);
	});

	it('keeps a write-ahead log, so that readers and a writer do not wait for each other', async () => {
		const workspace = await engine.workspace();
		await workspace.open();
		expect(await workspace.execute('pragma journal_mode')).toEqual([
			expect.objectContaining({ journal_mode: 'wal' }),
		]);
	});

	it('answers nothing once it is closed', async () => {
		const store = await engine.open();
		await store.close();
		await expect(store.registry.programmes(1)).rejects.toThrow();
	});
});
