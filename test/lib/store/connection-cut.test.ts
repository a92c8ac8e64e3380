import { sql } from 'kysely';
import { setTimeout as delay } from 'node:timers/promises';
import { postgresEngine } from '../../support/stores';
import { openEngine } from './open-engine';

describe('A connection that the server cuts between two statements', () => {
	const testEngine = postgresEngine();

	it('fails its transaction and nothing else', async () => {
		if (testEngine.isStandIn()) {
			console.info('Skipped: the stand-in has no connections that could be cut.');
			return;
		}
		const workspace = await testEngine.workspace();
		const engine = await openEngine(workspace.address);
		const cut = engine.write(async (tx) => {
			const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
			await workspace.execute(`select pg_terminate_backend(${rows[0]?.pid ?? 0})`);
			await delay(100);
			await sql`select 1`.execute(tx);
		});
		await expect(cut).rejects.toMatchObject({ code: 'store_unavailable' });
		const again = await engine.query((db) => sql<{ one: number }>`select 1 as one`.execute(db));
		expect(again.rows).toEqual([{ one: 1 }]);
		await engine.close();
	});
});
