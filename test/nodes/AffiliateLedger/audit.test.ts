import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { testUserFolder } from '../../support/runNode';
import {
	approveAll,
	byCode,
	currentWorkspace,
	errorOf,
	ledgerOne,
	place,
	runLedger,
	saveProgramme,
	setUp,
	type Json,
} from './ledger-user';

const audit = async (operation: 'seal' | 'verify', programme = 'main'): Promise<Json> =>
	await ledgerOne('audit', operation, { programme: byCode(programme) });

describe('the audit chain', () => {
	it('is empty at first, and then holds everything that was sealed', async () => {
		await saveProgramme();
		expect(await audit('seal')).toMatchObject({ programmeCode: 'main', position: 0, hash: null });
		await setUp();
		await place();
		expect(await audit('verify')).toMatchObject({ isIntact: true, position: 0, checked: 0 });
		const first = await audit('seal');
		expect(first).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
		expect(first['position']).toBeGreaterThan(0);
		expect(await audit('verify')).toMatchObject({
			isIntact: true,
			firstMismatch: null,
			unsealed: 0,
			checked: first['position'],
			hash: first['hash'],
		});
		expect(await audit('seal')).toMatchObject({ hash: first['hash'], position: first['position'] });
	});

	it('grows with what happens since', async () => {
		await setUp();
		await place();
		const first = await audit('seal');
		await approveAll();
		expect((await audit('verify'))['unsealed']).toBeGreaterThan(0);
		const second = await audit('seal');
		expect(second['position']).toBeGreaterThan(Number(first['position']));
		expect(second['hash']).not.toBe(first['hash']);
		expect(await audit('verify')).toMatchObject({ isIntact: true, unsealed: 0 });
	});

	it('names the first entry that somebody changed in the database', async () => {
		await setUp();
		await place();
		const head = await audit('seal');
		const file = path.join(
			testUserFolder(),
			'.n8n',
			'affiliate-loop',
			`${currentWorkspace()}.sqlite`,
		);
		const database = new DatabaseSync(file);
		const triggers = database
			.prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'commissions'")
			.all() as Array<{ name: string }>;
		for (const { name } of triggers) database.exec(`drop trigger "${name}"`);
		const changed = database.prepare('update commissions set amount_minor = 99900').run();
		database.close();
		expect(changed.changes).toBe(1);
		const check = await audit('verify');
		expect(check).toMatchObject({
			isIntact: false,
			firstMismatch: { kind: 'commission', problem: 'content_changed' },
			position: head['position'],
		});
	});

	it('is one per programme', async () => {
		await setUp();
		await place();
		await saveProgramme({ code: 'other', name: 'Other' });
		await audit('seal');
		expect(await audit('seal', 'other')).toMatchObject({ programmeCode: 'other', position: 0 });
	});

	it('of an unknown programme is told, and leaves through the error output', async () => {
		const error = await errorOf(audit('verify', 'nobody'));
		expect(error.message).toBe("There is no programme with the code 'nobody'");
		const run = await runLedger(
			'audit',
			'seal',
			{ programme: byCode('nobody') },
			{ items: [{ month: '2026-11' }], onError: 'continueErrorOutput' },
		);
		expect(run.json(1)).toMatchObject([
			{ month: '2026-11', details: { code: 'unknown_programme' } },
		]);
	});
});
