import { hrtime } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { claim, DONE, fanOut, settle } from '../delivery-steps';
import { openFromParent, waitForParent } from './child-store';

/*
 * Fans out and delivers beside others of its kind until nothing is left, and tells of every run when
 * it began and ended (nanoseconds of the machine's clock, the same for all processes).
 */
async function main(): Promise<void> {
	const store = await openFromParent();
	const owner = process.argv[3] ?? '';
	await waitForParent();
	for (let idle = 0; idle < 20;) {
		await fanOut(store, 7);
		const claimed = await claim(store, { owner, limit: 4 });
		idle = claimed.length === 0 ? idle + 1 : 0;
		if (claimed.length === 0) await pause(5);
		await Promise.all(
			claimed.map(async (delivery) => {
				const began = hrtime.bigint();
				await pause(1 + (delivery.deliveryId.charCodeAt(6) % 5));
				const ended = hrtime.bigint();
				await settle(store, delivery, DONE, { owner });
				process.stdout.write(`${String(delivery.event.payload.name)} ${began} ${ended}\n`);
			}),
		);
	}
	await store.close();
}

void main();
