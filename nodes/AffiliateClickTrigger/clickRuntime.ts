import { randomBytes } from 'node:crypto';
import type { Logger } from 'n8n-workflow';
import type { Click } from '../../lib/model/click';
import type { AffiliateStore } from '../../lib/ports/store';
import {
	cachedDirectory,
	GroupCommit,
	type ClickSpool,
	type ServeLinkPorts,
} from '../../lib/tracking';
import { referenceListsOf, type ReferenceLists } from '../shared/referenceLists';
import { reasonOf } from '../shared/reasonOf';
import type { CountingRules } from './readSettings';
import { nodeScheduler } from './scheduler';

/** How often clicks are looked for that another process has left in the spool. */
const SWEEP_MILLISECONDS = 30_000;

const RANDOM_BYTES = 10;

/**
 * What all clicks of one workspace share in this process: remembered look-ups, the group commit
 * and the spool behind it.
 */
export class ClickRuntime {
	/** For serving links on this workspace's registry. */
	readonly ports: ServeLinkPorts;

	private readonly commits = new Map<string, GroupCommit>();

	private readonly lists: ReferenceLists;

	private readonly sweep: NodeJS.Timeout;

	constructor(
		readonly store: AffiliateStore,
		private readonly spool: ClickSpool,
		private readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>,
		defaultCounting: CountingRules,
	) {
		const nowMilliseconds = (): number => Date.now();
		this.lists = referenceListsOf(store.fraud);
		this.ports = {
			directory: cachedDirectory(store.registry, { nowMilliseconds, scheduler: nodeScheduler }),
			keyedHash: (purpose, value) => store.keyedHash(purpose, value),
			networkKinds: (address) => this.lists.kindsOf(address),
			nowMilliseconds,
			randomBytes: () => randomBytes(RANDOM_BYTES),
		};
		const replay = (): void => {
			this.commitFor(defaultCounting)
				.replay()
				.catch((error: unknown) => this.warn('Spooled clicks wait for the store', error));
		};
		replay();
		this.sweep = setInterval(replay, SWEEP_MILLISECONDS);
		this.sweep.unref();
	}

	/** Resolves once the network lists are here, or cannot be had; never rejects. */
	async ready(): Promise<void> {
		await this.lists.refresh();
	}

	/** Resolves once the click is durable; rejects when neither store nor disk takes it. */
	async record(click: Click, counting: CountingRules): Promise<void> {
		await this.commitFor(counting).submit(click);
	}

	/** Ends timers; clicks under way are still written. */
	close(): void {
		clearInterval(this.sweep);
		for (const commit of this.commits.values()) commit.close();
	}

	private commitFor(counting: CountingRules): GroupCommit {
		const { repeatWindowSeconds, mostPerMinute } = counting;
		const key = `${repeatWindowSeconds} ${mostPerMinute}`;
		const known = this.commits.get(key);
		if (known !== undefined) return known;
		const commit = new GroupCommit({
			commit: async (clicks) =>
				await this.store.clicks.append(
					clicks,
					repeatWindowSeconds,
					mostPerMinute > 0 ? { most: mostPerMinute, seconds: 60 } : undefined,
				),
			spool: this.spool,
			scheduler: nodeScheduler,
			events: {
				onStoreFailed: (error, count) => this.warn(`${count} click(s) went to the spool`, error),
				onReplayed: (count) => this.logger.info(`${count} spooled click(s) are now stored`),
				onReplayFailed: (error) => this.warn('Spooled clicks wait for the store', error),
			},
		});
		this.commits.set(key, commit);
		return commit;
	}

	private warn(message: string, error: unknown): void {
		this.logger.warn(`Affiliate Click Trigger: ${message}`, { reason: reasonOf(error) });
	}
}
