import type { Instant } from '../../kernel';
import type { RememberedValue } from '../../ports/sync-store';

/** What is remembered of one record, by field; see `SOURCE_PREFIX` and `SEEN_PREFIX`. */
export type RememberedFields = ReadonlyMap<string, RememberedValue>;

/** `source:<field>`: our own value then, kept where the target got another one. */
export const SOURCE_PREFIX = 'source:';

/** `seen:<field>`: what the target was last seen with when its changes were handed out. */
export const SEEN_PREFIX = 'seen:';

const NOTHING: RememberedFields = new Map();

/** What a store recalled, by record. */
export class RememberedRecords {
	private readonly records = new Map<string, Map<string, RememberedValue>>();

	constructor(values: readonly RememberedValue[]) {
		for (const value of values) {
			const fields = this.records.get(value.recordKey) ?? new Map<string, RememberedValue>();
			fields.set(value.field, value);
			this.records.set(value.recordKey, fields);
		}
	}

	of(recordKey: string): RememberedFields {
		return this.records.get(recordKey) ?? NOTHING;
	}
}

/** What a field was last known to hold in the target: written by us or seen there, the later one. */
export function lastKnown(
	remembered: RememberedFields,
	field: string,
): { readonly value: string | null; readonly at: Instant } | null {
	const written = remembered.get(field) ?? null;
	const seen = remembered.get(`${SEEN_PREFIX}${field}`) ?? null;
	if (written === null || seen === null) return written ?? seen;
	return seen.at > written.at ? seen : written;
}
