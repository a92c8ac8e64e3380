import { AffiliateError, instantFromMilliseconds, parseInstant, type Instant } from '../../kernel';
import type { ChangedContact, ChangePage } from '../crm';
import { PAGE_SIZE } from './client';
import { unavailableError } from './describe-failure';
import { OBJECTS, type PipedriveField } from './object-fields';
import { recordOf, valueOf } from './record';
import { requireFields, requireKnown } from './require-fields';
import type { PipedriveRun } from './run';
import { readAnswer, rowPageSchema, type PipedriveRow } from './schema';

/** Custom fields that a list can be narrowed to. Source: parameter `custom_fields` of GET `/persons`. */
const MOST_FIELDS = 15;

/**
 * Persons that changed at or after a moment, oldest first. Pipedrive keeps whole seconds and refuses
 * fractions, so the first page may begin up to a second earlier. Throws `missing_fields`,
 * `vendor_unavailable`, `invalid_input` for a cursor that Pipedrive does not know.
 */
export async function changedContacts(
	{ client, fields: reader, settings }: PipedriveRun,
	since: Instant,
	names: readonly string[],
	cursor: string | null,
): Promise<ChangePage> {
	const from = parseInstant(since).replace(/\.\d+Z$/, 'Z');
	const fields = await reader.of('contact');
	const keyField = requireFields(fields, { written: [], key: settings.contactKeyField }, settings);
	// Unlike for writing, a field may be read-only.
	const known = requireKnown(fields, names, settings);
	const wanted = [...known].map(([name, field]) => ({ name, field }));
	const codes = [keyField, ...wanted.map(({ field }) => field)]
		.filter(({ isCustom }) => isCustom)
		.map(({ code }) => code);
	const narrowed = [...new Set(codes)];
	const answer = await client.call({
		method: 'GET',
		path: OBJECTS.contact.path,
		query: {
			updated_since: from,
			sort_by: 'update_time',
			sort_direction: 'asc',
			limit: String(PAGE_SIZE),
			...(narrowed.length <= MOST_FIELDS ? { custom_fields: narrowed.join(',') } : {}),
			...(cursor === null ? {} : { cursor }),
		},
	});
	if (!answer.ok) {
		if (answer.failure.status === 400 && cursor !== null) throw unknownCursor();
		throw unavailableError(answer.failure);
	}
	const { data, additional_data: more } = readAnswer(rowPageSchema, answer.response.body);
	return {
		contacts: data.map((row) => contactOf(row, keyField, wanted)),
		cursor: more?.next_cursor ?? null,
	};
}

function contactOf(
	row: PipedriveRow,
	keyField: PipedriveField,
	wanted: ReadonlyArray<{ readonly name: string; readonly field: PipedriveField }>,
): ChangedContact {
	const record = recordOf(row, 'contact', keyField);
	const main = row.emails
		.find((entry) => entry['primary'] === true)
		?.value.trim()
		.toLowerCase();
	// The key is the address that the customer has in the store; people may change the others.
	const email = [record.key, main ?? '', ...record.emails].find((address) => address !== '');
	return {
		id: record.id,
		email: email ?? null,
		changedAt: record.changedAt ?? instantFromMilliseconds(0),
		values: Object.fromEntries(wanted.map(({ name, field }) => [name, valueOf(row, field)])),
	};
}

function unknownCursor(): AffiliateError {
	return new AffiliateError('The position to continue from is not one of a Pipedrive page', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give the cursor of the last page as it is, or none to begin at the start.',
	});
}
