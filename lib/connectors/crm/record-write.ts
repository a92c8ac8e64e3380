import type { Instant } from '../../kernel';
import type { FieldConflict } from '../../model/field-write';

/** A record as the vendor has it; a field it did not tell of is absent. */
export interface CurrentRecord {
	/** The vendor's own id. */
	readonly id: string;
	/** As texts, in the form that `FieldWrite.value` has. */
	readonly values: Readonly<Record<string, string>>;
	/** When a field changed, as far as the vendor tells; else when the record did. */
	readonly changedAt: (field: string) => Instant | null;
}

export interface RecordPlan {
	/** Only what differs; empty when the record is as wanted. */
	readonly values: Readonly<Record<string, string>>;
	/** Fields left alone although another value was offered. */
	readonly kept: readonly string[];
	readonly conflicts: readonly FieldConflict[];
}
