import { AffiliateError, parseInstant, type Instant } from '../../kernel';
import type { ChangedContact, ChangePage } from '../crm';
import { unavailableError } from './describe-failure';
import { textOfValue } from './field-values';
import type { ObjectFields } from './object-fields';
import { runQueries } from './query';
import { requireFields } from './require-fields';
import type { QueryRecord } from './schema';
import { requireFieldName } from './settings';
import { soqlText } from './soql';
import type { SalesforceRun } from './sync-purchases';

const PAGE_SIZE = 500;

/** Changes by people, flows and imports alike; indexed in every org. */
const CHANGED_AT = 'SystemModstamp';

/** Where the last page ended. */
interface Position {
	readonly changedAt: Instant;
	readonly id: string;
}

/**
 * Contacts that changed at or after a moment, oldest first, in pages by moment and id, so that none is
 * left out or told twice while others change. A long transaction may become visible after later ones:
 * begin a few minutes before the last moment seen. Throws `missing_fields`, `vendor_unavailable`,
 * `invalid_input` for a cursor that is none of ours.
 */
export async function changedContacts(
	run: SalesforceRun,
	since: Instant,
	names: readonly string[],
	cursor: string | null,
): Promise<ChangePage> {
	const { client, settings } = run;
	const wanted = names.map(requireFieldName);
	const fields = await run.fields.of('contact');
	requireReadable(fields, wanted, run);
	const selected = [...new Set(['Id', CHANGED_AT, 'Email', settings.contactKeyField, ...wanted])];
	const [result] = await runQueries(client, [
		`SELECT ${selected.join(', ')} FROM Contact WHERE ${condition(since, cursor)} ` +
			`ORDER BY ${CHANGED_AT}, Id LIMIT ${PAGE_SIZE}`,
	]);
	if (result === undefined) return { contacts: [], cursor: null };
	if (!result.ok) throw unavailableError(result.failure);
	const contacts = result.records.map((row) =>
		contactOf(row, wanted, fields, settings.contactKeyField),
	);
	const last = contacts.at(-1);
	const isFull = contacts.length >= PAGE_SIZE && last !== undefined;
	return { contacts, cursor: isFull ? `${last.changedAt}|${last.id}` : null };
}

function condition(since: Instant, cursor: string | null): string {
	const position = cursor === null ? null : parseCursor(cursor);
	if (position === null) return `${CHANGED_AT} >= ${parseInstant(since)}`;
	const { changedAt, id } = position;
	return (
		`${CHANGED_AT} > ${changedAt} OR ` + `(${CHANGED_AT} = ${changedAt} AND Id > ${soqlText(id)})`
	);
}

function parseCursor(cursor: string): Position {
	const match = /^(\d{4}-\d{2}-\d{2}T[0-9:.]+Z)\|([A-Za-z0-9]{15,18})$/.exec(cursor);
	if (match?.[1] !== undefined && match[2] !== undefined) {
		return { changedAt: parseInstant(match[1]), id: match[2] };
	}
	throw new AffiliateError('The position to continue from is not one of a Salesforce page', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give the cursor of the last page as it is, or none to begin at the start.',
	});
}

function contactOf(
	row: QueryRecord,
	wanted: readonly string[],
	fields: ObjectFields,
	keyField: string,
): ChangedContact {
	const text = (name: string): string => textOfValue(row[name], fields.types.get(name));
	// The key is the address that the customer has in the store; people may change the other one.
	const email = [text(keyField), text('Email')].find((address) => address !== '');
	return {
		id: String(row['Id']),
		email: email ?? null,
		changedAt: parseInstant(String(row[CHANGED_AT])),
		values: Object.fromEntries(wanted.map((name) => [name, text(name)])),
	};
}

/** Unlike for writing, a field may be read-only. */
function requireReadable(
	fields: ObjectFields,
	wanted: readonly string[],
	{ settings }: SalesforceRun,
): void {
	const written = wanted.filter((name) => !fields.has(name));
	requireFields(fields, { written, key: settings.contactKeyField }, settings);
}
