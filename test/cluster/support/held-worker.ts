import { Client } from 'pg';
import { until } from '../../host/support/until.ts';
import type { Cluster, Worker } from './cluster.ts';

const SHARE_ROW_EXCLUSIVE = 'share row exclusive';

/** Keeps others from writing to a table until it is let go; they may still read. */
export class TableLock {
	private static readonly held = new Set<TableLock>();

	private constructor(private readonly client: Client) {}

	static async take(cluster: Cluster, table: string): Promise<TableLock> {
		const client = new Client({ ...cluster.servers.postgres, application_name: 'cluster-lock' });
		await client.connect();
		await client.query('begin');
		await client.query(`lock table ${table} in ${SHARE_ROW_EXCLUSIVE} mode`);
		const lock = new TableLock(client);
		TableLock.held.add(lock);
		return lock;
	}

	/** For a test that ended before it let go: the next one must not stand in front of its lock. */
	static async releaseAll(): Promise<void> {
		for (const lock of [...TableLock.held]) await lock.release();
	}

	async release(): Promise<void> {
		if (!TableLock.held.delete(this)) return;
		await this.client.query('commit');
		await this.client.end();
	}
}

/** Waits until something of the package stands in front of a lock. */
export async function untilHeld(cluster: Cluster): Promise<void> {
	await until('a run waits for the locked table', async () => {
		const [row] = await cluster.servers.query(
			`select count(*)::int as held from pg_stat_activity where datname = current_database()
			 and application_name = 'affiliate-loop' and wait_event_type = 'Lock'`,
		);
		return row?.['held'] !== 0;
	});
}

/** Which worker began a run last. Workers say so in their logs, with the execution's number. */
export function lastRunner(cluster: Cluster): Worker {
	const began = (['workerA', 'workerB'] as const).flatMap((worker) => {
		if (!cluster.isRunning(worker)) return [];
		const found = [...cluster.logs(worker).matchAll(/Worker started execution (\d+)/g)];
		return found.map(([, id]) => ({ worker, id: Number(id) }));
	});
	const [last] = began.sort((a, b) => b.id - a.id);
	if (last === undefined) throw new Error('No worker has begun a run');
	return last.worker;
}
