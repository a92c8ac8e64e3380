import type { FailureWords, VendorFailure } from '../vendor';
import type { FieldConflict } from '../../model/field-write';
import type { RecordPlan } from './record-write';

export interface RecordOutcome {
	readonly key: string;
	/** `rejected`: the vendor does not take this record. `failed`: it could not be asked or answered. */
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected' | 'failed';
	/** The vendor's id. */
	readonly externalId: string | null;
	/** Why, for `rejected` and `failed`; without personal data. */
	readonly reason: string | null;
	readonly hint: string | null;
	readonly field: string | null;
	readonly retryable: boolean;
	/** Milliseconds that the vendor asks to wait before it is tried again. */
	readonly retryAfterMilliseconds: number | null;
	/** What was sent. */
	readonly written: Readonly<Record<string, string>>;
	/** Fields left alone because of their policy. */
	readonly kept: readonly string[];
	readonly conflicts: readonly FieldConflict[];
}

/** What one n8n item became in a CRM. Holds no token. */
export interface SyncOutcome {
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'skipped' | 'rejected' | 'failed';
	readonly contactId: string | null;
	/** Deal, opportunity or event. */
	readonly purchaseId: string | null;
	/** What was written, by object. */
	readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** What was left alone, each with the reason. */
	readonly skipped: readonly string[];
	readonly conflicts: ReadonlyArray<FieldConflict & { readonly object: 'contact' | 'purchase' }>;
	/** Why, for all but `created`, `updated` and `unchanged`. */
	readonly reason: string | null;
	readonly hint: string | null;
	readonly field: string | null;
	readonly retryable: boolean;
	readonly retryAfterMilliseconds: number | null;
}

const NOTHING_WRONG = {
	reason: null,
	hint: null,
	field: null,
	retryable: false,
	retryAfterMilliseconds: null,
} as const;

const UNTOUCHED: SyncOutcome = {
	outcome: 'unchanged',
	contactId: null,
	purchaseId: null,
	fields: {},
	skipped: [],
	conflicts: [],
	...NOTHING_WRONG,
};

/** A record that is as wanted now. */
export function doneOutcome(
	key: string,
	outcome: 'created' | 'updated' | 'unchanged',
	externalId: string | null,
	plan: RecordPlan,
): RecordOutcome {
	const { values, kept, conflicts } = plan;
	return { key, outcome, externalId, ...NOTHING_WRONG, written: values, kept, conflicts };
}

/** A fault of the record itself; 300 is a key that leads to several records. */
const RECORDS_OWN: ReadonlySet<number> = new Set([300, 400, 404, 409, 422]);

/** A record that the vendor refused (its own fault) or could not take (nobody's). */
export function failedOutcome(
	key: string,
	failure: Pick<VendorFailure, 'status' | 'retryable' | 'retryAfterMilliseconds'>,
	words: FailureWords,
): RecordOutcome {
	const isRecordsOwn = RECORDS_OWN.has(failure.status) && !failure.retryable;
	return {
		key,
		outcome: isRecordsOwn ? 'rejected' : 'failed',
		externalId: null,
		...words,
		retryable: failure.retryable,
		retryAfterMilliseconds: failure.retryAfterMilliseconds,
		written: {},
		kept: [],
		conflicts: [],
	};
}

/** A normal end without a write, such as an order without an e-mail address. */
export function skippedOutcome(reason: string, message: string): SyncOutcome {
	return { ...UNTOUCHED, outcome: 'skipped', reason, skipped: [message] };
}

/** Puts the outcomes of an item's records together; the first bad one decides. */
export function combineOutcomes(
	records: { readonly contact: RecordOutcome | null; readonly purchase: RecordOutcome | null },
	vendor: string,
): SyncOutcome {
	const entries = (['contact', 'purchase'] as const).flatMap((object) => {
		const record = records[object];
		return record === null ? [] : [{ object, record }];
	});
	const bad = entries.find(({ record }) => isBad(record))?.record;
	const main = records.purchase ?? records.contact;
	const isUntouched = entries.every(({ record }) => record.outcome === 'unchanged');
	const good = isUntouched ? 'unchanged' : 'updated';
	return {
		outcome: bad?.outcome ?? (main?.outcome === 'created' ? 'created' : good),
		contactId: records.contact?.externalId ?? null,
		purchaseId: records.purchase?.externalId ?? null,
		fields: Object.fromEntries(entries.map(({ object, record }) => [object, record.written])),
		skipped: entries.flatMap(({ object, record }) =>
			record.kept.map((field) => `${object}.${field}: ${vendor}'s own value is kept`),
		),
		conflicts: entries.flatMap(({ object, record }) =>
			record.conflicts.map((conflict) => ({ ...conflict, object })),
		),
		reason: bad?.reason ?? null,
		hint: bad?.hint ?? null,
		field: bad?.field ?? null,
		retryable: bad?.retryable ?? false,
		retryAfterMilliseconds: bad?.retryAfterMilliseconds ?? null,
	};
}

export function isBad(record: RecordOutcome): boolean {
	return record.outcome === 'rejected' || record.outcome === 'failed';
}
