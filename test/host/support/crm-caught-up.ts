import type { AffiliateStore } from '../../../lib/ports/store';
import { until } from './until.ts';

type Queues = Pick<AffiliateStore, 'ledger' | 'deliveries'>;

/** Waits until every event of the ledger has reached HubSpot, so that the CRM is as wanted. */
export async function crmCaughtUp(queues: Queues): Promise<void> {
	await until('nothing waits for HubSpot', async () => (await waiting(queues, 'HubSpot')) === '');
}

/** The same for everybody who is told. Names whoever still waits when the time is over. */
export async function allCaughtUp(queues: Queues, milliseconds = 60_000): Promise<void> {
	let last = '';
	try {
		await until(
			'nobody waits',
			async () => {
				last = await waiting(queues);
				return last === '';
			},
			milliseconds,
		);
	} catch {
		throw new Error(`Not within ${milliseconds / 1_000} s: ${last}`);
	}
}

async function waiting({ ledger, deliveries }: Queues, only?: string): Promise<string> {
	if ((await ledger.pendingEvents(1)).length > 0) return 'an event is not on its way';
	const destinations = await deliveries.destinations();
	return destinations
		.filter(({ name }) => only === undefined || name === only)
		.filter(({ counts }) => counts.waiting + counts.running > 0)
		.map(({ name, counts }) => `${name} ${JSON.stringify(counts)}`)
		.join(', ');
}
