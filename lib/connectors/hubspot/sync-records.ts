import {
	doneOutcome,
	failedOutcome,
	mergeWrites,
	planRecord,
	type CrmFieldType,
	type CurrentRecord,
	type RecordOutcome,
	type RecordPlan,
	type RecordWrite,
} from '../crm';
import { inChunks } from '../vendor';
import type { HubSpotClient } from './client';
import { describeFailure } from './describe-failure';
import { notFoundFailure, unansweredFailure, type HubSpotFailure } from './failure';
import { readRecords } from './read-records';
import { BATCH_LIMIT, type RecordKind } from './record-types';
import type { HubSpotRecord } from './schema';
import { writeBatch, type BatchInput, type EntryResult } from './write-batch';

interface Planned {
	readonly write: RecordWrite;
	readonly existing: HubSpotRecord | null;
	readonly plan: RecordPlan;
}

/**
 * Brings records to the wanted state, 100 per request, and reports each one's own outcome by key.
 *
 * Why not one upsert: HubSpot's contacts guide says that partial upserts are not supported with
 * `email` as the identifying property, and first-touch fields need the record as it is anyway. So
 * records are read by key, those that differ are updated by their HubSpot id, new contacts are
 * created (a contact that exists after all answers 409 with its id and is updated), and new deals
 * are upserted by their unique key. What is already as wanted is not written, so that running
 * twice changes nothing and starts no HubSpot workflow.
 */
export async function syncRecords(
	client: HubSpotClient,
	kind: RecordKind,
	writes: readonly RecordWrite[],
	types: ReadonlyMap<string, CrmFieldType>,
): Promise<Map<string, RecordOutcome>> {
	const merged = mergeWrites(writes).map((write) => withoutKey(kind, write));
	if (merged.length === 0) return new Map();
	const read = await readRecords(
		client,
		kind,
		merged.map(({ key }) => key),
		{ by: 'key', properties: propertiesOf(merged) },
	);
	if (!read.ok) {
		return new Map(merged.map(({ key }) => [key, failed(key, read.failure, [])]));
	}
	const known = new Map(
		read.records.flatMap((record) => kind.keysOf(record).map((key) => [key, record] as const)),
	);
	const planned = merged.map((write): Planned => {
		const existing = known.get(write.key) ?? null;
		return { write, existing, plan: planRecord(currentOf(existing), write.writes, types) };
	});
	const updated = await update(
		client,
		kind,
		planned.filter(({ existing }) => existing !== null),
		types,
	);
	const created = await create(
		client,
		kind,
		planned.filter(({ existing }) => existing === null),
		types,
	);
	return new Map([...updated, ...created]);
}

async function update(
	client: HubSpotClient,
	kind: RecordKind,
	planned: readonly Planned[],
	types: ReadonlyMap<string, CrmFieldType>,
): Promise<Map<string, RecordOutcome>> {
	const perRecord = onePerRecord(planned, types);
	const differing = perRecord.filter(({ plan }) => Object.keys(plan.values).length > 0);
	const results = await inBatches(client, kind, 'update', differing);
	const outcomes = new Map<string, RecordOutcome>();
	for (const item of perRecord) {
		const outcome = differing.includes(item)
			? outcomeOf(item, results.get(item.write.key), 'updated')
			: done(item, 'unchanged');
		for (const { write, existing } of planned) {
			if (existing?.id === item.existing?.id)
				outcomes.set(write.key, { ...outcome, key: write.key });
		}
	}
	return outcomes;
}

/** Several keys may lead to one record (a contact's further addresses); it is written once. */
function onePerRecord(
	planned: readonly Planned[],
	types: ReadonlyMap<string, CrmFieldType>,
): Planned[] {
	const byId = new Map<string, Planned>();
	for (const item of planned) {
		const id = item.existing?.id ?? '';
		const before = byId.get(id);
		if (before === undefined) {
			byId.set(id, item);
			continue;
		}
		const { key } = before.write;
		const [write = before.write] = mergeWrites([before.write, { ...item.write, key }]);
		byId.set(id, {
			...before,
			write,
			plan: planRecord(currentOf(before.existing), write.writes, types),
		});
	}
	return [...byId.values()];
}

async function create(
	client: HubSpotClient,
	kind: RecordKind,
	planned: readonly Planned[],
	types: ReadonlyMap<string, CrmFieldType>,
): Promise<Map<string, RecordOutcome>> {
	const outcomes = new Map<string, RecordOutcome>();
	if (kind.createBy === 'never') {
		for (const { write } of planned) {
			outcomes.set(write.key, failed(write.key, notFoundFailure(), []));
		}
		return outcomes;
	}
	const results = await inBatches(client, kind, kind.createBy, planned);
	const taken: Array<{ item: Planned; id: string }> = [];
	for (const item of planned) {
		const result = results.get(item.write.key);
		const id = result?.ok === false ? result.failure.existingId : null;
		if (id !== null && id !== undefined) taken.push({ item, id });
		else outcomes.set(item.write.key, outcomeOf(item, result, 'created'));
	}
	if (taken.length === 0) return outcomes;
	return new Map([...outcomes, ...(await updateTaken(client, kind, taken, types))]);
}

/** Records that turned out to exist: made meanwhile, or known under another address. */
async function updateTaken(
	client: HubSpotClient,
	kind: RecordKind,
	taken: ReadonlyArray<{ item: Planned; id: string }>,
	types: ReadonlyMap<string, CrmFieldType>,
): Promise<Map<string, RecordOutcome>> {
	const read = await readRecords(client, kind, [...new Set(taken.map(({ id }) => id))], {
		by: 'id',
		properties: propertiesOf(taken.map(({ item }) => item.write)),
	});
	if (!read.ok) {
		return new Map(
			taken.map(({ item }) => [item.write.key, failed(item.write.key, read.failure, [])]),
		);
	}
	const byId = new Map(read.records.map((record) => [record.id, record]));
	const planned = taken.map(({ item, id }): Planned => {
		const existing = byId.get(id) ?? {
			id,
			properties: {},
			new: false,
			objectWriteTraceId: undefined,
			updatedAt: undefined,
		};
		return {
			write: item.write,
			existing,
			plan: planRecord(currentOf(existing), item.write.writes, types),
		};
	});
	return await update(client, kind, planned, types);
}

async function inBatches(
	client: HubSpotClient,
	kind: RecordKind,
	action: 'create' | 'update' | 'upsert',
	planned: readonly Planned[],
): Promise<Map<string, EntryResult>> {
	const inputs = planned.map(({ write, existing, plan }): BatchInput => ({
		key: write.key,
		id: existing?.id ?? null,
		properties: plan.values,
	}));
	const results = new Map<string, EntryResult>();
	for (const chunk of inChunks(inputs, BATCH_LIMIT)) {
		for (const [key, result] of await writeBatch(client, kind, action, chunk)) {
			results.set(key, result);
		}
	}
	return results;
}

function outcomeOf(
	item: Planned,
	result: EntryResult | undefined,
	success: 'created' | 'updated',
): RecordOutcome {
	const values = [item.write.key, ...Object.values(item.plan.values)];
	if (result === undefined) return failed(item.write.key, unansweredFailure(), values);
	if (!result.ok) return failed(item.write.key, result.failure, values);
	const outcome = success === 'created' && !result.isNew ? 'updated' : success;
	return { ...done(item, outcome), externalId: result.id };
}

function done(item: Planned, outcome: 'created' | 'updated' | 'unchanged'): RecordOutcome {
	return doneOutcome(item.write.key, outcome, item.existing?.id ?? null, item.plan);
}

function failed(
	key: string,
	failure: HubSpotFailure,
	sentValues: readonly string[],
): RecordOutcome {
	const words = describeFailure(failure, sentValues);
	return failedOutcome(key, failure, words);
}

/** Properties of which HubSpot tells when they changed are read elsewhere; here nobody asks. */
function currentOf(record: HubSpotRecord | null): CurrentRecord | null {
	if (record === null) return null;
	const changedAt = record.updatedAt ?? null;
	return { id: record.id, values: record.properties, changedAt: () => changedAt };
}

/** The key is how a record is found, never what is changed: a contact keeps its main address. */
function withoutKey(kind: RecordKind, { key, writes }: RecordWrite): RecordWrite {
	return { key, writes: writes.filter(({ field }) => field !== kind.keyProperty) };
}

function propertiesOf(writes: readonly RecordWrite[]): string[] {
	return [...new Set(writes.flatMap(({ writes: list }) => list.map(({ field }) => field)))];
}
