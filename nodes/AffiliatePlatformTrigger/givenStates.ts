import { contentHash, type Instant } from '../../lib/kernel';
import { toJson } from '../../lib/model/json';
import type { SyncStore } from '../../lib/ports/sync-store';
import type { PlatformRecord } from './readAgain';
import type { EventObject } from './settings';

const FIELD = 'state';

/** Which states of records a trigger has given to its workflow: an event that changed nothing starts no run. */
export class GivenStates {
	constructor(
		private readonly sync: Pick<SyncStore, 'recall' | 'remember'>,
		private readonly system: string,
		private readonly consumer: string,
	) {}

	/** Those that stand otherwise than when they were last given, or were never given. */
	async changed(
		object: EventObject,
		records: readonly PlatformRecord[],
	): Promise<readonly PlatformRecord[]> {
		const keys = records.map(({ id }) => id);
		const known = await this.sync.recall(this.scope(object), keys, [FIELD]);
		const states = new Map(known.map(({ recordKey, value }) => [recordKey, value]));
		return records.filter((record) => states.get(record.id) !== stateOf(record));
	}

	async remember(
		object: EventObject,
		records: readonly PlatformRecord[],
		at: Instant,
	): Promise<void> {
		const scope = this.scope(object);
		await this.sync.remember(
			records.map((record) => ({
				...scope,
				recordKey: record.id,
				field: FIELD,
				value: stateOf(record),
				at,
			})),
		);
	}

	private scope(object: EventObject) {
		return { system: this.system, account: this.consumer, object: `trigger_${object}` };
	}
}

/** Without the answer itself, in which a platform may count or date what is no change. */
function stateOf({ raw: _raw, ...record }: PlatformRecord): string {
	return contentHash(toJson(record));
}
