import type { HubSpotAccount, SimulatedRecord } from './account.ts';
import { HubSpotError } from './hubspot-error.ts';
import type { ObjectType } from './standard-properties.ts';

export interface BatchAnswer {
	readonly status: number;
	readonly body: Record<string, unknown>;
}

interface BatchInput {
	readonly id?: string;
	readonly idProperty?: string;
	readonly properties?: Readonly<Record<string, unknown>>;
	readonly objectWriteTraceId?: string;
}

interface BatchBody {
	readonly inputs: readonly BatchInput[];
	readonly idProperty?: string;
	readonly properties?: readonly string[];
}

const BATCH_LIMIT = 100;

/** Batch endpoints of records, with HubSpot's limits and its two ways of failing. */
export function batchObjects(
	account: HubSpotAccount,
	type: ObjectType,
	action: string,
	rawBody: unknown,
	options: { multiStatus: boolean },
): BatchAnswer {
	const body = readBody(rawBody);
	switch (action) {
		case 'read':
			return read(account, type, body);
		case 'create':
			return write(account, type, body, 201, options.multiStatus, (input) => ({
				record: account.create(type, input.properties ?? {}),
				isNew: true,
			}));
		case 'update':
			return update(account, type, body);
		case 'upsert':
			return write(account, type, body, 200, options.multiStatus, (input) =>
				upsert(account, type, input),
			);
		default:
			throw new HubSpotError(404, 'OBJECT_NOT_FOUND', 'Resource not found');
	}
}

function readBody(raw: unknown): BatchBody {
	const body = raw as BatchBody | undefined;
	if (!Array.isArray(body?.inputs) || body.inputs.length === 0) {
		throw new HubSpotError(400, 'VALIDATION_ERROR', 'Invalid input JSON: inputs are required');
	}
	if (body.inputs.length > BATCH_LIMIT) {
		throw new HubSpotError(
			400,
			'VALIDATION_ERROR',
			`The number of inputs ${body.inputs.length} exceeds the limit of ${BATCH_LIMIT}`,
		);
	}
	const ids = body.inputs.flatMap(({ id }) => (id === undefined ? [] : [String(id).toLowerCase()]));
	const duplicates = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
	if (duplicates.length > 0) {
		throw new HubSpotError(
			400,
			'VALIDATION_ERROR',
			`Duplicate IDs found in batch input: [${duplicates.join(', ')}]. IDs must be unique`,
			{ context: { ids: duplicates } },
		);
	}
	return body;
}

function read(account: HubSpotAccount, type: ObjectType, body: BatchBody): BatchAnswer {
	const { idProperty } = body;
	if (idProperty !== undefined) account.requireUniqueProperty(type, idProperty);
	const found: SimulatedRecord[] = [];
	const missing: string[] = [];
	for (const { id = '' } of body.inputs) {
		const record =
			idProperty === undefined
				? account.records[type].get(String(id))
				: account.find(type, idProperty, String(id));
		if (record === undefined) missing.push(String(id));
		else if (!found.includes(record)) found.push(record);
	}
	const results = found.map((record) => render(record, body.properties ?? []));
	if (missing.length === 0) return complete(200, results, []);
	const error = new HubSpotError(
		404,
		'OBJECT_NOT_FOUND',
		`Could not get some ${type.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
		{ context: { ids: missing } },
	);
	return complete(207, results, [error.body()]);
}

/**
 * Creates and upserts. With a trace id on every input the good ones are written and the bad ones
 * named (207); otherwise one bad input rejects the whole batch and nothing is written.
 */
function write(
	account: HubSpotAccount,
	type: ObjectType,
	body: BatchBody,
	status: number,
	multiStatus: boolean,
	writeOne: (input: BatchInput) => { record: SimulatedRecord; isNew: boolean },
): BatchAnswer {
	const traceIds = body.inputs.map(({ objectWriteTraceId }) => objectWriteTraceId ?? '');
	const isTraced =
		multiStatus && !traceIds.includes('') && new Set(traceIds).size === traceIds.length;
	const results: Array<Record<string, unknown>> = [];
	const errors: Array<Record<string, unknown>> = [];
	const snapshot = takeSnapshot(account, type);
	for (const input of body.inputs) {
		try {
			const { record, isNew } = writeOne(input);
			const sent = Object.keys(input.properties ?? {});
			results.push({
				...render(record, sent),
				objectWriteTraceId: input.objectWriteTraceId,
				new: isNew,
			});
		} catch (error) {
			if (!(error instanceof HubSpotError)) throw error;
			if (!isTraced) {
				snapshot.restore();
				throw error;
			}
			const context = { objectWriteTraceId: [input.objectWriteTraceId] };
			errors.push({ ...error.body(), context });
		}
	}
	// HubSpot does not keep the order of the inputs; neither does this.
	return complete(errors.length > 0 ? 207 : status, results.reverse(), errors);
}

/** So that a batch which is rejected as a whole leaves nothing behind. */
function takeSnapshot(account: HubSpotAccount, type: ObjectType): { restore(): void } {
	const records = account.records[type];
	const before = [...records.values()].map((record) => ({ record, old: { ...record.properties } }));
	return {
		restore: () => {
			records.clear();
			for (const { record, old } of before) {
				for (const name of Object.keys(record.properties)) delete record.properties[name];
				Object.assign(record.properties, old);
				records.set(record.id, record);
			}
		},
	};
}

function upsert(
	account: HubSpotAccount,
	type: ObjectType,
	{ id = '', idProperty = '', properties = {} }: BatchInput,
): { record: SimulatedRecord; isNew: boolean } {
	account.requireUniqueProperty(type, idProperty);
	const existing = account.find(type, idProperty, String(id));
	if (existing === undefined) {
		const record = account.create(type, { ...properties, [idProperty]: id });
		return { record, isNew: true };
	}
	if (idProperty === 'email') {
		// HubSpot's contacts guide warns of exactly this case without saying what happens.
		throw new HubSpotError(400, 'VALIDATION_ERROR', 'Partial upserts by email are not supported');
	}
	return { record: account.update(type, existing, properties), isNew: false };
}

function update(account: HubSpotAccount, type: ObjectType, body: BatchBody): BatchAnswer {
	const missing: string[] = [];
	const snapshot = takeSnapshot(account, type);
	const results: Array<Record<string, unknown>> = [];
	for (const { id = '', properties = {} } of body.inputs) {
		const record = account.records[type].get(String(id));
		if (record === undefined) {
			missing.push(String(id));
			continue;
		}
		try {
			results.push(render(account.update(type, record, properties), Object.keys(properties)));
		} catch (error) {
			snapshot.restore();
			throw error;
		}
	}
	if (missing.length === 0) return complete(200, results.reverse(), []);
	const error = new HubSpotError(404, 'OBJECT_NOT_FOUND', `Could not find ${type} to update`, {
		context: { ids: missing },
	});
	return complete(207, results.reverse(), [error.body()]);
}

/** A record as HubSpot shows it: the asked properties, null where there is no value. */
export function render(record: SimulatedRecord, names: readonly string[]): Record<string, unknown> {
	const always = { hs_object_id: record.id, createdate: record.createdAt };
	return {
		id: record.id,
		properties: {
			...always,
			...Object.fromEntries(names.map((name) => [name, record.properties[name] ?? null])),
		},
		createdAt: record.createdAt,
		updatedAt: record.updatedAt,
		archived: false,
	};
}

function complete(
	status: number,
	results: ReadonlyArray<Record<string, unknown>>,
	errors: ReadonlyArray<Record<string, unknown>>,
): BatchAnswer {
	const now = new Date().toISOString();
	return {
		status,
		body: {
			status: 'COMPLETE',
			results,
			...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
			startedAt: now,
			completedAt: now,
		},
	};
}
