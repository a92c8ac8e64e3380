import type { SyncOutcome } from '../../../lib/connectors/crm';
import type { CrmObject } from '../../../lib/model/crm-field';
import type { FieldWrite } from '../../../lib/model/field-write';
import type { ConflictSettlement } from '../../../lib/ports/sync-store';
import { recordKeyOf, type CrmWrites, type RaisedConflict, type RecordsOfWrite } from './crmWrites';
import type { SyncMemory } from './syncMemory';

type Conflict = SyncOutcome['conflicts'][number];

export interface SettledConflict extends Conflict {
	readonly settlement: ConflictSettlement;
}

/** What became of the conflicts of one item. */
export interface AskedConflicts {
	readonly open: readonly RaisedConflict[];
	readonly settled: readonly SettledConflict[];
}

type Answer = Awaited<ReturnType<Awaited<ReturnType<SyncMemory['store']>>['raise']>>;

/**
 * Asks about every conflict of a run, once for each field of a record. Throws when the workspace
 * cannot be reached.
 */
export class ConflictDesk {
	private readonly asked = new Map<string, Promise<Answer>>();

	constructor(
		private readonly memory: SyncMemory,
		private readonly ownerOf: (object: CrmObject, field: string) => string | null,
	) {}

	async ask(
		{ conflicts, contactId, purchaseId }: SyncOutcome,
		records: RecordsOfWrite,
	): Promise<AskedConflicts> {
		const ids = { contact: contactId, purchase: purchaseId };
		const open: RaisedConflict[] = [];
		const settled: SettledConflict[] = [];
		for (const conflict of conflicts) {
			const { object, field } = conflict;
			const answer = await this.answer(conflict, records[object]?.key ?? `id:${ids[object] ?? ''}`);
			const { conflictId, outcome, settlement } = answer;
			if (settlement !== null) settled.push({ ...conflict, settlement });
			else {
				const owner = this.ownerOf(object, field);
				open.push({ ...conflict, conflictId, isNew: outcome === 'raised', owner });
			}
		}
		return { open, settled };
	}

	private async answer(conflict: Conflict, key: string): Promise<Answer> {
		const { object, field, source, target } = conflict;
		const recordKey = recordKeyOf(object, key);
		const place = JSON.stringify([object, recordKey, field, source, target]);
		const known = this.asked.get(place);
		if (known !== undefined) return await known;
		const asking = this.raise({ ...this.memory.scope(object), recordKey, field, source, target });
		this.asked.set(place, asking);
		return await asking;
	}

	private async raise(
		conflict: Parameters<Awaited<ReturnType<SyncMemory['store']>>['raise']>[0],
	): Promise<Answer> {
		return await (await this.memory.store()).raise(conflict, this.memory.now());
	}
}

/** Writes what was decided for one item; null when there is nothing to write. */
export async function applySettled<Write>(
	{ connector, recordsOf, withRecords, send }: CrmWrites<Write>,
	write: Write,
	settled: readonly SettledConflict[],
): Promise<SyncOutcome | null> {
	const contact = decidedWrites(settled, 'contact');
	const purchase = decidedWrites(settled, 'purchase');
	const records = recordsOf(write);
	if (contact.length === 0 && purchase.length === 0) return null;
	if (purchase.length === 0 && records.contact !== undefined) {
		const [outcome] = await connector.syncContacts([{ key: records.contact.key, writes: contact }]);
		return outcome ?? null;
	}
	const [outcome] = await send([
		withRecords(write, {
			...(records.contact === undefined
				? {}
				: { contact: { key: records.contact.key, writes: contact } }),
			...(records.purchase === undefined
				? {}
				: { purchase: { key: records.purchase.key, writes: purchase } }),
		}),
	]);
	return outcome ?? null;
}

/** Only over the value that was decided on, so that a later change by a person stays. */
function decidedWrites(settled: readonly SettledConflict[], object: CrmObject): FieldWrite[] {
	return settled
		.filter((conflict) => conflict.object === object && conflict.settlement.take !== 'target')
		.map(({ field, target, settlement }) => ({
			field,
			value: settlement.value ?? '',
			policy: 'source_wins',
			replaces: [target],
		}));
}
