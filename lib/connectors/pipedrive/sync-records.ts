import {
	doneOutcome,
	mergeWrites,
	type RecordOutcome,
	type RecordPlan,
	type RecordWrite,
} from '../crm';
import { inChunks, type VendorAnswer } from '../vendor';
import { refusedOutcome } from './describe-failure';
import { isUnsure, ownFailure } from './failure';
import { findRecord, lookUp, type Place } from './find-records';
import { OBJECTS } from './object-fields';
import { planWrite, type WriteBody } from './plan-write';
import type { PipedriveRecord } from './record';
import { oneRowSchema, readAnswer } from './schema';

/** A record to bring to the wanted state, keyed as keys are compared. */
export interface WantedRecord extends RecordWrite {
	/** Of the money fields; null when it is not known. */
	readonly currency: string | null;
	/** What a new record must have beside its key, unless it is written anyway. */
	readonly ifNew: Readonly<Record<string, unknown>>;
	/** What goes along with values that are written, such as the time of a status. */
	readonly along: (values: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;
}

const NO_KEY = ownFailure('NO_KEY', 'There is nothing to find the record by', null);

/**
 * Records that are looked up before any of them is written. More would save some reading; but when the
 * tokens of the day end, what was only looked up has to be looked up again.
 */
export const CHUNK = 25;

/**
 * Brings records to the wanted state and reports each one's own outcome by key. Pipedrive has no
 * upsert and no batches: a record is found, compared, and made or changed by a request of its own.
 * One that is as wanted costs no more than its look-up.
 */
export async function syncRecords(
	place: Place,
	wanted: readonly WantedRecord[],
): Promise<Map<string, RecordOutcome>> {
	const { client, directory, keyField } = place;
	// A key that comes twice is written once; what is not a field is that of the later one.
	const details = new Map(wanted.map((record) => [record.key, record]));
	const merged = mergeWrites(wanted).flatMap(({ key, writes }) => {
		const detail = details.get(key);
		return detail === undefined ? [] : [{ ...detail, writes }];
	});
	const outcomes = new Map<string, RecordOutcome>();
	if (merged.length === 0) return outcomes;
	directory.expect(merged.length);
	const unread = await directory.read(client, keyField);
	for (const chunk of inChunks(merged, CHUNK)) {
		const keys = unread === null ? chunk.flatMap(({ key }) => (key === '' ? [] : [key])) : [];
		const failures = await lookUp(place, keys);
		for (const record of chunk) {
			const failure = unread ?? failures.get(record.key);
			outcomes.set(
				record.key,
				failure === undefined
					? await syncRecord(place, record)
					: refusedOutcome(record.key, failure, [record.key]),
			);
		}
	}
	return outcomes;
}

async function syncRecord(place: Place, wanted: WantedRecord): Promise<RecordOutcome> {
	if (wanted.key === '') return refusedOutcome('', NO_KEY);
	const found = findRecord(place, wanted.key);
	if (found.kind === 'refused') return refusedOutcome(wanted.key, found.failure, [wanted.key]);
	return found.kind === 'record'
		? await updateRecord(place, wanted, found.record)
		: await createRecord(place, wanted);
}

/** Writes what differs. */
export async function updateRecord(
	{ client, directory, fields, keyField }: Place,
	wanted: WantedRecord,
	existing: PipedriveRecord,
): Promise<RecordOutcome> {
	const { key, writes, currency, along } = wanted;
	const planned = planWrite(existing, withoutKey(writes, keyField.code, fields), fields, currency);
	if (!planned.ok) return refusedOutcome(key, planned.failure);
	const { plan } = planned;
	// The key of another address stays: one person may shop with two.
	const body: WriteBody =
		existing.key === ''
			? { ...planned.body, custom: { ...planned.body.custom, [keyField.code]: key } }
			: planned.body;
	const json = jsonOf(body, along(plan.values));
	if (Object.keys(json).length === 0) return doneOutcome(key, 'unchanged', existing.id, plan);
	const answer = await client.call({
		method: 'PATCH',
		path: `${OBJECTS[fields.object].path}/${existing.id}`,
		body: json,
	});
	if (!answer.ok) return refused(wanted, answer, plan, fields);
	const { data: row } = readAnswer(oneRowSchema, answer.response.body);
	const custom = { ...existing.row.custom_fields, ...body.custom, ...row.custom_fields };
	directory.keep({ ...existing.row, ...row, custom_fields: custom }, keyField);
	return doneOutcome(key, 'updated', existing.id, plan);
}

async function createRecord(place: Place, wanted: WantedRecord): Promise<RecordOutcome> {
	const { client, directory, fields, keyField } = place;
	const { key, writes, currency, along, ifNew } = wanted;
	const planned = planWrite(null, withoutKey(writes, keyField.code, fields), fields, currency);
	if (!planned.ok) return refusedOutcome(key, planned.failure);
	const plan = withoutEmpty(planned.plan);
	const body: WriteBody = {
		standard: withoutNull({ ...ifNew, ...withoutNull(planned.body.standard) }),
		custom: { ...withoutNull(planned.body.custom), [keyField.code]: key },
	};
	const json = jsonOf(body, along(plan.values));
	for (let attempt = 1; ; attempt += 1) {
		const answer = await client.create(OBJECTS[fields.object].path, json);
		if (answer.ok) {
			const { data: row } = readAnswer(oneRowSchema, answer.response.body);
			const custom = { ...body.custom, ...row.custom_fields };
			const record = directory.keep({ ...row, custom_fields: custom }, keyField);
			return doneOutcome(key, 'created', record.id, plan);
		}
		if (!isUnsure(answer.failure)) return refused(wanted, answer, plan, fields);
		if (!(await client.pause(attempt))) {
			client.stop(answer.failure);
			return refused(wanted, answer, plan, fields);
		}
		// The answer got lost, and perhaps only that: the newest records tell.
		const unread = await directory.readNewest(client, keyField);
		if (unread !== null) return refusedOutcome(key, unread, [key]);
		const made = directory.matches(key).find((record) => record.key === key);
		if (made !== undefined) return doneOutcome(key, 'created', made.id, plan);
	}
}

function refused(
	{ key }: WantedRecord,
	answer: VendorAnswer & { readonly ok: false },
	plan: RecordPlan,
	fields: Place['fields'],
): RecordOutcome {
	const { failure } = answer;
	const sent = [key, ...Object.values(plan.values)];
	if (failure.field === null) return refusedOutcome(key, failure, sent);
	const field = fields.labelOf(failure.field);
	const message = failure.message.replaceAll(failure.field, field);
	return refusedOutcome(key, { ...failure, field, message }, sent);
}

/** The key is how a record is found, never what is changed. */
function withoutKey(
	writes: RecordWrite['writes'],
	keyCode: string,
	fields: Place['fields'],
): RecordWrite['writes'] {
	return writes.filter(({ field }) => fields.get(field)?.code !== keyCode);
}

function jsonOf(
	{ standard, custom }: WriteBody,
	along: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const own = { ...along, ...standard };
	return Object.keys(custom).length === 0 ? own : { ...own, custom_fields: custom };
}

function withoutNull(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function withoutEmpty(plan: RecordPlan): RecordPlan {
	const values = Object.fromEntries(Object.entries(plan.values).filter(([, text]) => text !== ''));
	return { ...plan, values };
}
