import { setTimeout as pause } from 'node:timers/promises';
import type { AffiliateStore } from '../../../lib/ports/store';
import { openFromParent } from '../../lib/store/children/child-store';
import { aSale, keyOf, recordWrite } from '../../lib/store/ledger-writes';

const CONSUMER = 'chaos';
const LEASE_MILLISECONDS = 1_000;

/*
 * Takes orders from the inbox and records them, beside others of its kind, until somebody kills it. A store that
 * does not answer is asked again.
 */
async function main(): Promise<void> {
	const store = await opened();
	const owner = `worker-${process.pid}`;
	process.stdout.write('ready\n');
	for (;;) {
		try {
			const now = Date.now();
			const claimed = await store.inbox.claim({
				consumer: CONSUMER,
				owner,
				now: new Date(now).toISOString(),
				leaseUntil: new Date(now + LEASE_MILLISECONDS).toISOString(),
				limit: 3,
			});
			if (claimed.length === 0) await pause(20);
			for (const { eventId, payload } of claimed) {
				const sale = aSale({ orderId: (JSON.parse(payload) as { orderId: string }).orderId });
				await store.ledger.decide(keyOf(sale), (state) => ({
					write: state.conversion === null ? recordWrite(sale) : {},
					result: null,
				}));
				await store.inbox.complete(eventId, new Date().toISOString());
			}
		} catch {
			await pause(100);
		}
	}
}

async function opened(): Promise<AffiliateStore> {
	for (;;) {
		const store = await openFromParent().catch(() => null);
		if (store !== null) return store;
		await pause(100);
	}
}

void main();
