import type { IExecuteFunctions } from 'n8n-workflow';
import type { SyncOutcome } from '../../../lib/connectors/crm';
import { withBases, type RememberedRecords } from '../../../lib/mapping/sync';
import type { CrmObject } from '../../../lib/model/crm-field';
import { OBJECTS, recordKeyOf, type CrmWrites, type RecordsOfWrite } from './crmWrites';
import { entriesOfRun, type SentItem } from './entriesOfRun';
import { applySettled, ConflictDesk, type SettledConflict } from './settleKnown';
import { SyncMemory } from './syncMemory';

type Known = Readonly<Record<CrmObject, RememberedRecords>>;

/**
 * Writes all items together, with what was last written as the base of their policies. Afterwards a
 * conflict that a person has settled is applied, every other one is raised, and what the CRM took is
 * remembered. One look into the workspace before (none unless a policy needs it), one note after. A
 * run that ends between the two may add a `sum_deltas` once more when it is repeated.
 */
export async function sendRemembered<Write>(
	execute: IExecuteFunctions,
	how: CrmWrites<Write>,
	writes: readonly Write[],
	ownerOf: (object: CrmObject, field: string) => string | null,
): Promise<SyncOutcome[]> {
	const memory = new SyncMemory(execute);
	const known = await recallAll(memory, how, writes);
	const based = writes.map((write) => how.withRecords(write, basedRecords(how, write, known)));
	const outcomes = await how.send(based);
	const desk = new ConflictDesk(memory, ownerOf);
	const sent: SentItem[] = [];
	for (const [index, write] of based.entries()) {
		const outcome = outcomes[index];
		if (outcome !== undefined) sent.push(await settleItem(how, write, outcome, desk));
	}
	const entries = OBJECTS.flatMap((object) => entriesOfRun(memory, object, sent, known[object]));
	const reason = await memory.remember(entries);
	if (reason !== null) {
		execute.logger.warn(`CRM Sync could not remember what it wrote: ${reason}`);
	}
	return sent.map(({ outcome }) => outcome);
}

async function recallAll<Write>(
	memory: SyncMemory,
	{ recordsOf }: CrmWrites<Write>,
	writes: readonly Write[],
): Promise<Known> {
	const all = writes.map(recordsOf);
	const of = async (object: CrmObject): Promise<RememberedRecords> =>
		await memory.recallBases(
			object,
			all.flatMap((records) => records[object] ?? []),
		);
	return { contact: await of('contact'), purchase: await of('purchase') };
}

function basedRecords<Write>(
	{ recordsOf }: CrmWrites<Write>,
	write: Write,
	known: Known,
): RecordsOfWrite {
	const records = recordsOf(write);
	return Object.fromEntries(
		OBJECTS.flatMap((object) => {
			const record = records[object];
			if (record === undefined) return [];
			const remembered = known[object].of(recordKeyOf(object, record.key));
			return [[object, { ...record, writes: withBases(record.writes, remembered) }]];
		}),
	);
}

async function settleItem<Write>(
	how: CrmWrites<Write>,
	write: Write,
	outcome: SyncOutcome,
	desk: ConflictDesk,
): Promise<SentItem> {
	const records = how.recordsOf(write);
	if (outcome.conflicts.length === 0) return { records, outcome, settled: [] };
	try {
		const { open, settled } = await desk.ask(outcome, records);
		const applied = await applySettled(how, write, settled);
		return {
			records,
			outcome: { ...withApplied(outcome, applied), conflicts: open },
			settled: settled.filter((conflict) => holdsNow(conflict, applied)),
		};
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const failed: SyncOutcome = {
			...outcome,
			outcome: 'failed',
			reason: `Both sides changed a field, and that could not be noted: ${message}`,
			hint: 'Nothing was written to that field. Check the Affiliate Store, then run the item again.',
			retryable: true,
		};
		return { records, outcome: failed, settled: [] };
	}
}

/** False where the CRM's value changed once more before the decision could be written. */
function holdsNow(
	{ object, field, target, settlement }: SettledConflict,
	applied: SyncOutcome | null,
): boolean {
	if (settlement.take === 'target' || settlement.value === target) return true;
	return applied?.fields[object]?.[field] !== undefined;
}

function withApplied(outcome: SyncOutcome, applied: SyncOutcome | null): SyncOutcome {
	if (applied === null) return outcome;
	if (applied.reason !== null) {
		const { reason, hint, field, retryable, retryAfterMilliseconds } = applied;
		const wrong = { reason, hint, field, retryable, retryAfterMilliseconds };
		return { ...outcome, outcome: applied.outcome, ...wrong };
	}
	const fields = Object.fromEntries(
		Object.entries(outcome.fields).map(([object, written]) => [
			object,
			{ ...written, ...applied.fields[object] },
		]),
	);
	const isUpdate = outcome.outcome === 'unchanged' && applied.outcome === 'updated';
	return { ...outcome, fields, outcome: isUpdate ? 'updated' : outcome.outcome };
}
