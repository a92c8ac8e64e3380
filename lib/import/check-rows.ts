import type { Affiliate } from '../model/affiliate';
import type { AffiliateDirectory } from './affiliate-directory';
import { linkCodeOf } from './intents/assigned-intents';
import { openingOrderId } from './intents/balance-intent';
import { importedOrderId } from './intents/conversion-intent';
import { orderByParents, type AffiliateRow } from './order-by-parents';
import type { ImportReading } from './read-import';
import type {
	AffiliateRecord,
	BalanceRecord,
	ConversionRecord,
	CouponRecord,
	ImportRecord,
	LinkRecord,
} from './records/import-record';
import { rowErrorOf, type RowError } from './records/row-error';
import { repeatedRows } from './repeated-rows';

/** A row that can be turned into an intent, with the affiliate that it names. */
export type ReadyRow =
	| { readonly row: number; readonly record: AffiliateRecord; readonly affiliate: null }
	| {
			readonly row: number;
			readonly record: LinkRecord | CouponRecord | ConversionRecord | BalanceRecord;
			readonly affiliate: Affiliate;
	  };

export interface CheckedRows {
	/** Rows with anything in them, headings aside. */
	readonly rows: number;
	/** In the order in which they can be written. */
	readonly ready: readonly ReadyRow[];
	/** Rows that say the same as an earlier one. */
	readonly duplicates: readonly number[];
	readonly errors: readonly RowError[];
}

/**
 * Reads every row of a file and checks it against the others and against the affiliates that are
 * known: who is named, what repeats, who stands above whom. Keeps the records, not the rows.
 */
export async function checkRows(
	reading: ImportReading,
	directory: AffiliateDirectory,
): Promise<CheckedRows> {
	const repetitionOf = repeatedRows();
	const ready: ReadyRow[] = [];
	const duplicates: number[] = [];
	const errors: RowError[] = [];
	let rows = 0;
	for await (const result of reading.rows()) {
		rows += 1;
		if (result.record === undefined) {
			errors.push(...result.errors);
			continue;
		}
		const entry = resolved(result.row, result.record, directory);
		if (!('record' in entry)) {
			errors.push(entry);
			continue;
		}
		const repetition = repetitionOf(identityOf(entry), entry.row, entry.record);
		if (repetition === 'first') ready.push(entry);
		else if (repetition === 'duplicate') duplicates.push(entry.row);
		else errors.push({ row: entry.row, field: null, heading: null, ...repetition });
	}
	const ordered = parentsFirst(ready, reading, directory);
	return {
		rows,
		ready: ordered.ready,
		duplicates,
		errors: [...errors, ...ordered.errors].sort((a, b) => a.row - b.row),
	};
}

function resolved(
	row: number,
	record: ImportRecord,
	directory: AffiliateDirectory,
): ReadyRow | RowError {
	if (record.kind === 'affiliate') return { row, record, affiliate: null };
	try {
		return { row, record, affiliate: directory.resolve(record.affiliate) };
	} catch (error) {
		return rowErrorOf(row, error);
	}
}

/** What a row stands for; two rows with the same identity are the same thing. */
function identityOf({ record, affiliate }: ReadyRow): string {
	if (affiliate === null) return record.code.toLowerCase();
	switch (record.kind) {
		case 'link':
			return linkCodeOf(record, affiliate).toLowerCase();
		case 'coupon':
			return record.code.toLowerCase();
		case 'conversion':
			return importedOrderId(record, affiliate);
		case 'balance':
			return openingOrderId(affiliate, record.amount.currency);
	}
}

function parentsFirst(
	ready: readonly ReadyRow[],
	{ recognition }: ImportReading,
	directory: AffiliateDirectory,
): { ready: readonly ReadyRow[]; errors: readonly RowError[] } {
	const affiliates = ready.filter((entry): entry is ReadyRow & AffiliateRow => {
		return entry.affiliate === null;
	});
	if (affiliates.length === 0) return { ready, errors: [] };
	const heading = recognition.fields.parentCode ?? null;
	const { ordered, errors } = orderByParents(affiliates, directory, heading);
	return { ready: ordered.map((entry) => ({ ...entry, affiliate: null })), errors };
}
