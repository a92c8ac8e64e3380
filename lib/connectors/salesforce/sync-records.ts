import {
	doneOutcome,
	failedOutcome,
	mergeWrites,
	planRecord,
	type CrmFieldType,
	type RecordOutcome,
	type RecordPlan,
	type RecordWrite,
} from '../crm';
import { unansweredFailure, type VendorFailure } from '../vendor';
import type { SalesforceClient } from './client';
import { salesforceWords } from './describe-failure';
import { keylessFailure } from './failure';
import { jsonOfText, storedText } from './field-values';
import { findRecord } from './find-records';
import { readRecords, type SalesforceRecord } from './read-records';
import type { RecordKind } from './record-kind';
import { writeRows, type Row, type RowResult, type Target } from './write-rows';

/** A record that is there, or is to be made. */
export interface Planned {
	readonly write: RecordWrite;
	readonly existing: SalesforceRecord | null;
	/** The key is written as well, because the record was found by another field. */
	readonly lacksKey: boolean;
	readonly plan: RecordPlan;
}

export interface SyncedRecords {
	readonly outcomes: ReadonlyMap<string, RecordOutcome>;
	/** The records as they were before, by key. */
	readonly existing: ReadonlyMap<string, SalesforceRecord>;
}

type Types = ReadonlyMap<string, CrmFieldType>;

/**
 * Brings records to the wanted state and reports each one's own outcome by key. They are read first,
 * because Salesforce cannot set a field only if it is empty, and because writing what is already there
 * would start the org's flows. What differs is updated by id; what is not there is made under its
 * unique key, so that an answer that got lost does no harm.
 */
export async function syncRecords(
	client: SalesforceClient,
	kind: RecordKind,
	writes: readonly RecordWrite[],
	types: Types,
): Promise<SyncedRecords> {
	const first = await syncOnce(client, kind, writes, types);
	// Made by somebody else between reading and writing: they are there now, so they are read again.
	const taken = writes.filter(({ key }) => first.taken.has(key));
	if (taken.length === 0) return first;
	const second = await syncOnce(client, kind, taken, types);
	return {
		outcomes: new Map([...first.outcomes, ...second.outcomes]),
		existing: new Map([...first.existing, ...second.existing]),
	};
}

async function syncOnce(
	client: SalesforceClient,
	kind: RecordKind,
	writes: readonly RecordWrite[],
	types: Types,
): Promise<SyncedRecords & { readonly taken: ReadonlySet<string> }> {
	const merged = mergeWrites(writes).map((write) => inStoredForm(kind, write, types));
	const { records, failures } = await readRecords(
		client,
		kind,
		merged.map(({ key }) => key),
		{ by: 'key', fields: fieldsOf(merged), types },
	);
	const outcomes = new Map<string, RecordOutcome>();
	const planned: Planned[] = [];
	for (const write of merged) {
		const failure = write.key === '' ? keylessFailure() : failures.get(write.key);
		const found =
			failure === undefined
				? findRecord(write.key, records, kind)
				: ({ kind: 'refused', failure } as const);
		if (found.kind === 'refused') {
			outcomes.set(write.key, refusedOutcome(write.key, found.failure, []));
			continue;
		}
		const existing = found.kind === 'record' ? found.record : null;
		planned.push({
			write,
			existing,
			lacksKey: found.kind === 'record' && found.lacksKey,
			plan: planRecord(existing, write.writes, types),
		});
	}
	const updated = await updateRecords(client, kind, planned, types);
	const created = await createRecords(client, kind, planned, types);
	return {
		outcomes: new Map([...outcomes, ...updated, ...created.outcomes]),
		existing: new Map(
			planned.flatMap(({ write, existing }) => (existing === null ? [] : [[write.key, existing]])),
		),
		taken: created.taken,
	};
}

/** Writes what differs on records that are there; the others of `planned` are left alone. */
export async function updateRecords(
	client: SalesforceClient,
	kind: RecordKind,
	planned: readonly Planned[],
	types: Types,
): Promise<Map<string, RecordOutcome>> {
	const perRecord = onePerRecord(planned, types);
	const differing = [...perRecord.values()].filter(
		({ lacksKey, plan }) => lacksKey || Object.keys(plan.values).length > 0,
	);
	const results = await writeRows(
		client,
		{
			method: 'PATCH',
			path: '/composite/sobjects',
			sobject: kind.sobject,
			safety: 'repeatable',
		},
		differing.map((item) => rowOf(kind, item, types)),
	);
	const outcomes = new Map<string, RecordOutcome>();
	for (const { write, existing } of planned) {
		const item = perRecord.get(existing?.id ?? '');
		if (item === undefined) continue;
		const outcome = differing.includes(item)
			? outcomeOf(kind, item, results.get(item.write.key), 'updated')
			: doneOutcome(write.key, 'unchanged', item.existing?.id ?? null, item.plan);
		outcomes.set(write.key, { ...outcome, key: write.key });
	}
	return outcomes;
}

/** Several keys may lead to one record; Salesforce refuses a call that names it twice. */
function onePerRecord(planned: readonly Planned[], types: Types): Map<string, Planned> {
	const byId = new Map<string, Planned>();
	for (const item of planned) {
		if (item.existing === null) continue;
		const before = byId.get(item.existing.id);
		if (before === undefined) {
			byId.set(item.existing.id, item);
			continue;
		}
		const { key } = before.write;
		const [write = before.write] = mergeWrites([before.write, { ...item.write, key }]);
		const plan = planRecord(before.existing, write.writes, types);
		byId.set(item.existing.id, { ...before, write, plan });
	}
	return byId;
}

async function createRecords(
	client: SalesforceClient,
	kind: RecordKind,
	planned: readonly Planned[],
	types: Types,
): Promise<{ outcomes: Map<string, RecordOutcome>; taken: ReadonlySet<string> }> {
	const missing = planned
		.filter(({ existing }) => existing === null)
		.map((item): Planned => {
			const { values, ...plan } = item.plan;
			const filled = Object.entries(values).filter(([, value]) => value !== '');
			const all = { ...kind.required(item.write.key), ...Object.fromEntries(filled) };
			return { ...item, plan: { ...plan, values: all } };
		});
	const results = await writeRows(
		client,
		creationOf(kind),
		missing.map((item) => rowOf(kind, item, types)),
	);
	const taken = new Set<string>();
	const outcomes = missing.map((item): readonly [string, RecordOutcome] => {
		const result = results.get(item.write.key);
		if (result?.ok === false && result.failure.code === 'DUPLICATE_VALUE') {
			taken.add(item.write.key);
		}
		return [item.write.key, outcomeOf(kind, item, result, 'created')];
	});
	return { outcomes: new Map(outcomes), taken };
}

/** Both are keyed by the unique field, so that they may be sent twice. */
function creationOf({ sobject, keyField, createBy }: RecordKind): Target {
	return createBy === 'insert'
		? { method: 'POST', path: '/composite/sobjects', sobject, safety: 'repeatable' }
		: {
				method: 'PATCH',
				path: `/composite/sobjects/${sobject}/${keyField}`,
				sobject,
				safety: 'repeatable',
			};
}

function rowOf(kind: RecordKind, { write, existing, lacksKey, plan }: Planned, types: Types): Row {
	const fields = Object.fromEntries(
		Object.entries(plan.values).map(([field, value]) => [
			field,
			jsonOfText(value, types.get(field)),
		]),
	);
	const isKeyed = existing === null || lacksKey;
	return {
		key: write.key,
		body: {
			...(existing === null ? {} : { id: existing.id }),
			...(isKeyed ? { [kind.keyField]: write.key } : {}),
			...fields,
		},
	};
}

function outcomeOf(
	kind: RecordKind,
	item: Planned,
	result: RowResult | undefined,
	success: 'created' | 'updated',
): RecordOutcome {
	const { key } = item.write;
	if (result?.ok !== true) {
		const sent = [key, ...Object.values(item.plan.values)];
		return refusedOutcome(key, result?.failure ?? unansweredFailure(), sent);
	}
	const isTaken = success === 'created' && kind.createBy === 'upsert' && !result.isNew;
	const outcome = isTaken ? 'updated' : success;
	return doneOutcome(key, outcome, result.id, item.plan);
}

export function refusedOutcome(
	key: string,
	failure: VendorFailure,
	sentValues: readonly string[],
): RecordOutcome {
	return failedOutcome(key, failure, salesforceWords(failure, sentValues));
}

/** The key is how a record is found, never what is changed. */
function inStoredForm(kind: RecordKind, { key, writes }: RecordWrite, types: Types): RecordWrite {
	return {
		key,
		writes: writes
			.filter(({ field }) => field !== kind.keyField)
			.map((write) => ({ ...write, value: storedText(write.value, types.get(write.field)) })),
	};
}

export function fieldsOf(writes: readonly RecordWrite[]): string[] {
	return [...new Set(writes.flatMap((write) => write.writes.map(({ field }) => field)))];
}
