import { setTimeout as pause } from 'node:timers/promises';
import { storeEventItemSchema } from '../../../lib/model/store-event';
import type { AffiliateStore } from '../../../lib/ports/store';
import { openFromParent } from '../../lib/store/children/child-store';
import { carryOut } from '../carry-out';
import { CONSUMERS } from '../shop-story';

const LEASE_MILLISECONDS = 1_000;

/*
 * Takes what a shop told from the inbox of both workflows and books it, until somebody kills it. A store that does not
 * answer is asked again.
 */
async function main(): Promise<void> {
	const store = await opened();
	process.stdout.write('ready\n');
	for (;;) {
		const carried = await work(store).catch(() => null);
		if (carried === null) await pause(100);
		if (carried === 0) await pause(20);
	}
}

async function work(store: AffiliateStore): Promise<number> {
	let carried = 0;
	for (const consumer of Object.values(CONSUMERS)) {
		const now = Date.now();
		const claimed = await store.inbox.claim({
			consumer,
			owner: `worker-${process.pid}`,
			now: new Date(now).toISOString(),
			leaseUntil: new Date(now + LEASE_MILLISECONDS).toISOString(),
			limit: 3,
		});
		for (const { eventId, payload } of claimed) {
			const { item } = JSON.parse(payload) as { item: unknown };
			await carryOut(store, storeEventItemSchema.parse(item));
			await store.inbox.complete(eventId, new Date().toISOString());
			carried += 1;
		}
	}
	return carried;
}

async function opened(): Promise<AffiliateStore> {
	for (;;) {
		const store = await openFromParent().catch(() => null);
		if (store !== null) return store;
		await pause(100);
	}
}

void main();
