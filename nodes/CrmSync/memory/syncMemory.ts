import type { IExecuteFunctions } from 'n8n-workflow';
import type { Instant } from '../../../lib/kernel';
import { BASE_POLICIES, RememberedRecords, SOURCE_PREFIX } from '../../../lib/mapping/sync';
import type { CrmObject } from '../../../lib/model/crm-field';
import type { RecordWrite } from '../../../lib/model/field-write';
import type { SyncEntry, SyncScope, SyncStore } from '../../../lib/ports/sync-store';
import { systemClock } from '../../shared/clock';
import { workspaceStore } from '../../shared/workspaceStore';
import { syncScope } from './account';
import { recordKeyOf } from './crmWrites';

/** The workspace's memory of one account, for one run; opened when it is first needed. */
export class SyncMemory {
	constructor(private readonly execute: IExecuteFunctions) {}

	scope(object: string): SyncScope {
		return syncScope(this.execute, object);
	}

	now(): Instant {
		return systemClock.now();
	}

	async store(): Promise<SyncStore> {
		return (await workspaceStore(this.execute)).sync;
	}

	/** What was last written, for the policies that decide by it; asks nothing without one. */
	async recallBases(
		object: CrmObject,
		records: readonly RecordWrite[],
	): Promise<RememberedRecords> {
		const based = records.filter(({ writes }) =>
			writes.some(({ policy }) => BASE_POLICIES.has(policy)),
		);
		if (based.length === 0) return new RememberedRecords([]);
		const fields = new Set(
			based.flatMap(({ writes }) =>
				writes.filter(({ policy }) => BASE_POLICIES.has(policy)).map(({ field }) => field),
			),
		);
		const keys = new Set(based.map(({ key }) => recordKeyOf(object, key)));
		const store = await this.store();
		const names = [...fields].flatMap((field) => [field, `${SOURCE_PREFIX}${field}`]);
		return new RememberedRecords(await store.recall(this.scope(object), [...keys], names));
	}

	/**
	 * Keeps what the CRM has taken. It has it by now, so a memory that cannot be reached is no reason
	 * to write again: the reason comes back in words, null when all is well.
	 */
	async remember(entries: readonly SyncEntry[]): Promise<string | null> {
		if (entries.length === 0) return null;
		try {
			await (await this.store()).remember(entries);
			return null;
		} catch (error) {
			return error instanceof Error ? error.message : String(error);
		}
	}
}
