import { combineOutcomes, type RecordWrite, type SyncOutcome } from '../crm';
import type { Place } from './find-records';
import type { ObjectFields } from './object-fields';
import { keyOf } from './record';
import { requireFields } from './require-fields';
import type { PipedriveRun } from './run';
import { syncRecords, type WantedRecord } from './sync-records';

/** Persons alone, without deals. */
export async function syncContacts(
	run: PipedriveRun,
	writes: readonly RecordWrite[],
): Promise<SyncOutcome[]> {
	if (writes.length === 0) return [];
	const wanted = writes.map((write) => wantedContact(write, null));
	const place = await contactPlace(run, namesOf(wanted));
	const contacts = await syncRecords(place, wanted);
	return wanted.map(({ key }) =>
		combineOutcomes({ contact: contacts.get(key) ?? null, purchase: null }, 'Pipedrive'),
	);
}

/** Throws `missing_fields` and `field_conflict`. */
export async function contactPlace(run: PipedriveRun, written: readonly string[]): Promise<Place> {
	const key = run.settings.contactKeyField;
	return placeOf(run, await run.fields.of('contact'), { written, key });
}

/** Throws `missing_fields` and `field_conflict`. */
export async function purchasePlace(run: PipedriveRun, written: readonly string[]): Promise<Place> {
	const key = run.settings.purchaseKeyField;
	return placeOf(run, await run.fields.of('purchase'), { written, key });
}

/** A person must have a name; the address stands for one that is not known. */
export function wantedContact({ key, writes }: RecordWrite, currency: string | null): WantedRecord {
	const email = keyOf('contact', key);
	return {
		key: email,
		writes,
		currency,
		ifNew: { name: email, emails: [{ value: email, primary: true, label: 'work' }] },
		along: () => ({}),
	};
}

export function namesOf(records: ReadonlyArray<Pick<RecordWrite, 'writes'>>): string[] {
	return [...new Set(records.flatMap(({ writes }) => writes.map(({ field }) => field)))];
}

function placeOf(
	{ client, directories, settings }: PipedriveRun,
	fields: ObjectFields,
	used: { readonly written: readonly string[]; readonly key: string },
): Place {
	const keyField = requireFields(fields, used, settings);
	return { client, directory: directories[fields.object], fields, keyField };
}
