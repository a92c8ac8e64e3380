import type { RecordOutcome } from './record-types';

/** What one n8n item became in HubSpot. Holds no token. */
export interface SyncOutcome {
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'skipped' | 'rejected' | 'failed';
	readonly contactId: string | null;
	readonly dealId: string | null;
	/** What was written, by object. */
	readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** What was left alone, each with the reason. */
	readonly skipped: readonly string[];
	/** Why, for all but `created`, `updated` and `unchanged`. */
	readonly reason: string | null;
	readonly hint: string | null;
	readonly field: string | null;
	readonly retryable: boolean;
}

const UNTOUCHED: SyncOutcome = {
	outcome: 'unchanged',
	contactId: null,
	dealId: null,
	fields: {},
	skipped: [],
	reason: null,
	hint: null,
	field: null,
	retryable: false,
};

/** A normal end without a write, such as an order without an e-mail address. */
export function skippedOutcome(reason: string, message: string): SyncOutcome {
	return { ...UNTOUCHED, outcome: 'skipped', reason, skipped: [message] };
}

/** Puts the outcomes of an item's records together; the first bad one decides. */
export function combineOutcomes(records: {
	contact: RecordOutcome | null;
	deal: RecordOutcome | null;
}): SyncOutcome {
	const entries = Object.entries(records).flatMap(([object, record]) =>
		record === null ? [] : [{ object, record }],
	);
	const bad = entries.find(({ record }) => isBad(record))?.record;
	return {
		...UNTOUCHED,
		outcome:
			bad?.outcome ??
			overall(
				records.deal ?? records.contact,
				entries.map((e) => e.record),
			),
		contactId: records.contact?.externalId ?? null,
		dealId: records.deal?.externalId ?? null,
		fields: Object.fromEntries(entries.map(({ object, record }) => [object, record.written])),
		skipped: entries.flatMap(({ object, record }) =>
			record.kept.map((property) => `${object}.${property}: HubSpot's own value is kept`),
		),
		reason: bad?.reason ?? null,
		hint: bad?.hint ?? null,
		field: bad?.field ?? null,
		retryable: bad?.retryable ?? false,
	};
}

export function isBad(record: RecordOutcome): boolean {
	return record.outcome === 'rejected' || record.outcome === 'failed';
}

function overall(
	main: RecordOutcome | null,
	records: readonly RecordOutcome[],
): 'created' | 'updated' | 'unchanged' {
	if (main?.outcome === 'created') return 'created';
	return records.every(({ outcome }) => outcome === 'unchanged') ? 'unchanged' : 'updated';
}
