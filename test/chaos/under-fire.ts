import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { StoreLocation } from '../../lib/store';
import { spawnChild, type Child } from '../lib/store/children/spawn-child';
import type { StoreAddress } from '../support/stores';

const CHILDREN = path.join('..', '..', '..', 'chaos', 'children');
const WORKERS = 3;
const MOST_KILLS = 12;
const PATIENCE_MILLISECONDS = 90_000;

/** A workspace, as the test and as its workers open it. */
export interface World {
	readonly location: StoreLocation;
	readonly address: StoreAddress;
}

/** Three workers, one of which dies again and again, until everything is done; gives how often one died. */
export async function workUnderFire(
	script: string,
	{ address }: World,
	random: () => number,
	isDone: () => Promise<boolean>,
): Promise<number> {
	const start = (): Child => spawnChild(path.join(CHILDREN, script), address);
	const workers = Array.from({ length: WORKERS }, start);
	let kills = 0;
	const until = Date.now() + PATIENCE_MILLISECONDS;
	while (Date.now() < until && !(await isDone().catch(() => false))) {
		await delay(200 + random() * 500);
		if (kills >= MOST_KILLS) continue;
		const index = Math.floor(random() * WORKERS);
		workers[index]?.process.kill('SIGKILL');
		workers[index] = start();
		kills += 1;
	}
	for (const worker of workers) worker.process.kill('SIGKILL');
	return kills;
}
