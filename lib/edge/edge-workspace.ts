import { reasonOf } from '../kernel';
import type { AffiliateStore } from '../ports/store';
import type { StoreLocation } from '../store';
import { startCarrier, type Carrier } from './carrier';
import { ClickRuntime, type NetworkLists } from './click-runtime';
import type { KeepingEvents } from './click-keeper';
import type { EdgeLog } from './edge-log';
import { JournalKeeper } from './journal-keeper';

export interface EdgeWorkspaceParts {
	readonly store: AffiliateStore;
	/** Of the same store; another thread opens it once more. */
	readonly location: StoreLocation;
	readonly lists: NetworkLists;
	/** Of this process alone: clicks wait here for the store. */
	readonly folder: string;
	readonly metrics: KeepingEvents;
	readonly log: EdgeLog;
}

/** A workspace whose links are served on a port: look-ups, journal and carrier that its sites share. */
export class EdgeWorkspace {
	readonly runtime: ClickRuntime;

	private readonly carrier: Carrier;

	private constructor({ store, location, lists, folder, metrics, log }: EdgeWorkspaceParts) {
		const events: KeepingEvents = {
			...metrics,
			onTrouble: (message, error) => {
				metrics.onTrouble?.(message, error);
				log.warn(message, { reason: reasonOf(error) });
			},
		};
		this.runtime = new ClickRuntime(store, lists, new JournalKeeper(store.clicks, folder, events));
		this.carrier = startCarrier({ clicks: store.clicks, location, folder, events });
	}

	/** Resolves once links can be served as they should be. */
	static async open(parts: EdgeWorkspaceParts): Promise<EdgeWorkspace> {
		const workspace = new EdgeWorkspace(parts);
		await workspace.runtime.ready();
		return workspace;
	}

	/** What is not in the store yet stays in the journal, for the next process with the same folder. */
	async close(): Promise<void> {
		await this.runtime.close();
		await this.carrier.close();
	}
}
