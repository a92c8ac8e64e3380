import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../kernel';
import { openStore, type StoreLocation } from '../store';
import { ClickCarrier } from './click-carrier';

/** What the thread is told at its start. */
export interface CarrierOrder {
	readonly location: StoreLocation;
	readonly folder: string;
}

/** What it tells. */
export type CarrierNews =
	| { readonly kind: 'carried'; readonly count: number }
	| { readonly kind: 'trouble'; readonly message: string; readonly reason: string };

/** A carrier in a thread of its own, so that writing to the store delays no answer. */
async function main(port: NonNullable<typeof parentPort>): Promise<void> {
	const { location, folder } = workerData as CarrierOrder;
	const tell = (news: CarrierNews): void => port.postMessage(news);
	const store = await openStore(location);
	const carrier = new ClickCarrier(store.clicks, folder, {
		onCarried: (count) => tell({ kind: 'carried', count }),
		onTrouble: (message, error) => tell({ kind: 'trouble', message, reason: reasonOf(error) }),
	});
	port.once('message', () => {
		void carrier
			.close()
			.then(async () => await store.close())
			.finally(() => port.close());
	});
}

if (parentPort !== null) void main(parentPort);
