import { stringify } from 'csv-stringify/sync';
import type { ImportKind } from '../import-kinds';
import { affiliateRows } from './affiliate-rows';
import { balanceRows } from './balance-rows';
import { conversionRows } from './conversion-rows';
import { couponRows } from './coupon-rows';
import { linkRows } from './link-rows';
import type { ExportedRows, PlatformProgrammeRecords } from './platform-programme';

export type { ExportedRows, PlatformProgrammeRecords } from './platform-programme';

/** What was read of a platform's programme, as rows of a file that `readImport` takes as `generic`. Pure. */
export function exportedRows(kind: ImportKind, records: PlatformProgrammeRecords): ExportedRows {
	switch (kind) {
		case 'affiliate':
			return affiliateRows(records.affiliates);
		case 'link':
			return linkRows(records);
		case 'coupon':
			return couponRows(records.affiliates);
		case 'conversion':
			return conversionRows(records);
		case 'balance':
			return balanceRows(records.affiliates);
	}
}

/**
 * CSV by RFC 4180 with a heading line. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front, which the import takes off again.
 */
export function csvOf({ headings, rows }: ExportedRows): string {
	return stringify([...rows], {
		header: true,
		columns: [...headings],
		escape_formulas: true,
		record_delimiter: 'windows',
	});
}
