import type { Click, NetworkKind } from '../model/click';
import type { AffiliateStore } from '../ports/store';
import { cachedDirectory, type ServeLinkPorts } from '../tracking';
import type { ClickKeeper } from './click-keeper';
import type { CountingRules } from './click-settings';
import { nodeScheduler } from './node-scheduler';
import { pooledRandomBytes } from './pooled-random-bytes';
import { RegistryWatch } from './registry-watch';

const RANDOM_BYTES = 10;

/** What the workspace's network lists say of an address, from memory. */
export interface NetworkLists {
	kindsOf(address: string): readonly NetworkKind[];
	/** Resolves once the lists are here, or cannot be had; never rejects. */
	refresh(): Promise<void>;
}

/** What all clicks of one workspace share in this process: remembered look-ups, and where clicks are kept. */
export class ClickRuntime {
	/** For serving links on this workspace's registry. */
	readonly ports: ServeLinkPorts;

	private readonly watch: RegistryWatch;

	constructor(
		readonly store: AffiliateStore,
		private readonly lists: NetworkLists,
		private readonly keeper: ClickKeeper,
	) {
		const nowMilliseconds = (): number => Date.now();
		const directory = cachedDirectory(store.registry, {
			nowMilliseconds,
			scheduler: nodeScheduler,
		});
		this.watch = new RegistryWatch(store.registry, () => directory.expire());
		this.ports = {
			directory,
			keyedHash: (purpose, value) => store.keyedHash(purpose, value),
			networkKinds: (address) => this.lists.kindsOf(address),
			nowMilliseconds,
			randomBytes: pooledRandomBytes(RANDOM_BYTES),
		};
	}

	/** Resolves once the network lists are here, or cannot be had; never rejects. */
	async ready(): Promise<void> {
		await this.lists.refresh();
	}

	/** Resolves once the click is durable; rejects when nothing takes it. */
	async record(click: Click, counting: CountingRules): Promise<void> {
		await this.keeper.keep(click, counting);
	}

	/** Ends timers and what goes on in the background. */
	async close(): Promise<void> {
		this.watch.close();
		await this.keeper.close();
	}
}
