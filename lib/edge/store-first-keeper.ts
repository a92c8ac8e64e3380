import type { Click } from '../model/click';
import type { AffiliateStore } from '../ports/store';
import { GroupCommit, type ClickSpool } from '../tracking';
import type { ClickKeeper, KeepingEvents } from './click-keeper';
import type { CountingRules } from './click-settings';
import { burstOf } from './counting-rules';
import { nodeScheduler } from './node-scheduler';

/** How often clicks are looked for that another process has left in the spool. */
const SWEEP_MILLISECONDS = 30_000;

/** Clicks go to the store in groups, and to the spool while it does not take them. */
export class StoreFirstKeeper implements ClickKeeper {
	private readonly commits = new Map<string, GroupCommit>();

	private readonly sweep: NodeJS.Timeout;

	/** `replayCounting` is for spooled clicks, which may be another process's. */
	constructor(
		private readonly clicks: AffiliateStore['clicks'],
		private readonly spool: ClickSpool,
		replayCounting: CountingRules,
		private readonly events: KeepingEvents,
	) {
		const replay = (): void => {
			this.commitFor(replayCounting)
				.replay()
				.catch((error: unknown) =>
					this.events.onTrouble?.('Spooled clicks wait for the store', error),
				);
		};
		replay();
		this.sweep = setInterval(replay, SWEEP_MILLISECONDS);
		this.sweep.unref();
	}

	async keep(click: Click, counting: CountingRules): Promise<void> {
		await this.commitFor(counting).submit(click);
	}

	async close(): Promise<void> {
		clearInterval(this.sweep);
		for (const commit of this.commits.values()) commit.close();
	}

	private commitFor(counting: CountingRules): GroupCommit {
		const key = `${counting.repeatWindowSeconds} ${counting.mostPerMinute}`;
		const known = this.commits.get(key);
		if (known !== undefined) return known;
		const { onTrouble, onCarried } = this.events;
		const commit = new GroupCommit({
			commit: async (clicks) =>
				await this.clicks.append(clicks, counting.repeatWindowSeconds, burstOf(counting)),
			spool: this.spool,
			scheduler: nodeScheduler,
			events: {
				onStoreFailed: (error, count) => onTrouble?.(`${count} click(s) went to the spool`, error),
				onReplayed: (count) => onCarried?.(count),
				onReplayFailed: (error) => onTrouble?.('Spooled clicks wait for the store', error),
			},
		});
		this.commits.set(key, commit);
		return commit;
	}
}
