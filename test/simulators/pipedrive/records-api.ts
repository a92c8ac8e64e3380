import type { PipedriveAccount, SimulatedRecord } from './account.ts';
import { invalid, notFound } from './pipedrive-error.ts';
import type { Entity } from './standard-fields.ts';

interface Position {
	readonly by: string;
	readonly direction: string;
	readonly value: string | number;
	readonly id: number;
}

const MOST_ENTRIES = 500;

/** GET `/persons` and `/deals`: filters, order, pages by an opaque cursor. */
export function listRecords(
	account: PipedriveAccount,
	entity: Entity,
	query: URLSearchParams,
): Record<string, unknown> {
	const limit = limitOf(query);
	const since = query.get('updated_since');
	if (since !== null && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(since)) {
		throw invalid(`updated_since '${since}' is not a valid datetime`);
	}
	const ids = query.get('ids')?.split(',');
	if ((ids?.length ?? 0) > 100) throw invalid('ids has more than 100 entries');
	const by = query.get('sort_by') ?? 'id';
	const direction = query.get('sort_direction') ?? 'asc';
	if (!['id', 'update_time', 'add_time'].includes(by)) throw invalid('sort_by is not known');
	const after = query.get('cursor') === null ? null : parseCursor(query.get('cursor') ?? '');
	if (after !== null && (after.by !== by || after.direction !== direction)) {
		throw invalid('cursor does not fit the order');
	}
	const sign = direction === 'desc' ? -1 : 1;
	const rows = [...account.records[entity].values()]
		.filter(({ is_deleted: isDeleted, is_archived: isArchived }) => !isDeleted && !isArchived)
		.filter(({ id }) => ids === undefined || ids.includes(String(id)))
		.filter(({ update_time: at }) => since === null || at >= since)
		.sort((a, b) => sign * compare(sortKey(a, by), sortKey(b, by)) || sign * (a.id - b.id))
		.filter((row) => {
			if (after === null) return true;
			const compared = sign * compare(sortKey(row, by), after.value);
			return compared > 0 || (compared === 0 && sign * (row.id - after.id) > 0);
		});
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	const next =
		rows.length > limit && last !== undefined
			? cursorOf({ by, direction, value: sortKey(last, by), id: last.id })
			: null;
	return {
		success: true,
		data: page.map((row) => render(entity, row, narrowedTo(query))),
		additional_data: { next_cursor: next },
	};
}

/** GET `/persons/search` and `/deals/search`, over what the index knows. */
export function searchRecords(
	account: PipedriveAccount,
	entity: Entity,
	query: URLSearchParams,
): Record<string, unknown> {
	const term = query.get('term') ?? '';
	const isExact = query.get('exact_match') === 'true';
	if (term.length < (isExact ? 1 : 2)) throw invalid('term is too short');
	const allowed =
		entity === 'persons'
			? ['custom_fields', 'email', 'notes', 'phone', 'name']
			: ['custom_fields', 'notes', 'title'];
	const fields = query.get('fields')?.split(',') ?? allowed;
	if (fields.some((field) => !allowed.includes(field))) throw invalid('fields is not known');
	const limit = limitOf(query);
	const wanted = term.toLowerCase();
	const isHit = (text: string): boolean =>
		isExact ? text.toLowerCase() === wanted : text.toLowerCase().includes(wanted);
	const items = [...account.records[entity].values()].flatMap((record) => {
		const texts = record.is_deleted ? null : account.indexed(record);
		if (texts === null) return [];
		const found =
			(fields.includes('email') && texts.emails.some(isHit)) ||
			(fields.includes('custom_fields') && texts.custom.some(isHit));
		return found ? [{ result_score: 0.29, item: hitOf(entity, record, texts) }] : [];
	});
	return {
		success: true,
		data: { items: items.slice(0, limit) },
		additional_data: { next_cursor: null },
	};
}

export function findRecord(account: PipedriveAccount, entity: Entity, id: string): SimulatedRecord {
	const record = account.records[entity].get(Number(id));
	if (record === undefined || record.is_deleted) throw notFound();
	return record;
}

export function render(
	entity: Entity,
	record: SimulatedRecord,
	narrowed: readonly string[] | null = null,
): Record<string, unknown> {
	const { values, custom_fields: custom, ...rest } = record;
	const shown = Object.entries(custom).filter(([code]) => narrowed?.includes(code) ?? true);
	return {
		...rest,
		...(entity === 'persons' ? { emails: [], phones: [] } : {}),
		...structuredClone(values),
		custom_fields: structuredClone(Object.fromEntries(shown)),
	};
}

function hitOf(
	entity: Entity,
	{ id, values, is_archived: isArchived }: SimulatedRecord,
	texts: { readonly emails: readonly string[]; readonly custom: readonly string[] },
): Record<string, unknown> {
	const common = { id, custom_fields: texts.custom, notes: [] };
	return entity === 'persons'
		? { ...common, type: 'person', name: values['name'], emails: texts.emails, phones: [] }
		: { ...common, type: 'deal', title: values['title'], is_archived: isArchived };
}

function limitOf(query: URLSearchParams): number {
	const limit = Number(query.get('limit') ?? '100');
	if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ENTRIES) {
		throw invalid('limit is not valid');
	}
	return limit;
}

function narrowedTo(query: URLSearchParams): readonly string[] | null {
	const codes = query.get('custom_fields')?.split(',') ?? null;
	if (codes !== null && codes.length > 15) throw invalid('custom_fields has more than 15 keys');
	return codes;
}

function sortKey(record: SimulatedRecord, by: string): string | number {
	if (by === 'id') return record.id;
	return by === 'update_time' ? record.update_time : record.add_time;
}

function compare(a: string | number, b: string | number): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function cursorOf(position: Position): string {
	return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function parseCursor(text: string): Position {
	try {
		const position = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Position;
		if (typeof position.id === 'number') return position;
	} catch {
		// Told below.
	}
	throw invalid('cursor is not valid');
}
