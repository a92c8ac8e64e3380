import { join } from 'node:path';
import type { Click } from '../model/click';
import type { AffiliateStore } from '../ports/store';
import { BatchLane } from '../tracking';
import type { ClickKeeper, KeepingEvents } from './click-keeper';
import type { CountingRules } from './click-settings';
import { burstOf, folderOfRules } from './counting-rules';
import { FileSpool } from './file-spool';
import { nodeScheduler } from './node-scheduler';

/** Clicks written in one go, and clicks that may wait for it: memory has an end. */
const LANE_LIMITS = { maxBatch: 1_000, maxQueue: 50_000 };

interface Lane {
	readonly lane: BatchLane;
	readonly spool: FileSpool;
}

/**
 * Clicks go to an append-only file first, synced to disk in groups, and from there into the store by a
 * `ClickCarrier`. So an answer takes as long as the disk, however slow the store is. A disk that
 * refuses is passed over: the store itself is asked.
 */
export class JournalKeeper implements ClickKeeper {
	private readonly lanes = new Map<string, Lane>();

	constructor(
		private readonly clicks: AffiliateStore['clicks'],
		/** Has one folder for each way of counting. */
		private readonly folder: string,
		private readonly events: KeepingEvents,
	) {}

	async keep(click: Click, counting: CountingRules): Promise<void> {
		await this.laneFor(counting).lane.submit(click);
	}

	async close(): Promise<void> {
		await Promise.all([...this.lanes.values()].map(async ({ spool }) => await spool.close()));
	}

	private laneFor(counting: CountingRules): Lane {
		const name = folderOfRules(counting);
		const known = this.lanes.get(name);
		if (known !== undefined) return known;
		const spool = new FileSpool(join(this.folder, name));
		const write = async (clicks: readonly Click[]): Promise<void> =>
			await this.write(clicks, spool, counting);
		const made = { spool, lane: new BatchLane(write, LANE_LIMITS, nodeScheduler) };
		this.lanes.set(name, made);
		return made;
	}

	private async write(
		clicks: readonly Click[],
		spool: FileSpool,
		counting: CountingRules,
	): Promise<void> {
		try {
			await spool.append(clicks);
			this.events.onKept?.('journal', clicks.length);
		} catch (error) {
			this.events.onTrouble?.('The disk takes no clicks, the store is asked', error);
			await this.clicks.append(clicks, counting.repeatWindowSeconds, burstOf(counting));
			this.events.onKept?.('store', clicks.length);
		}
	}
}
