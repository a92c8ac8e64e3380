export { affiliateDirectory, type AffiliateDirectory } from './affiliate-directory';
export { amountsByStatus } from './amounts-by-status';
export { checkRows, type CheckedRows, type ReadyRow } from './check-rows';
export {
	csvOf,
	exportedRows,
	type ExportedRows,
	type PlatformProgrammeRecords,
} from './from-platform';
export type { CsvInput } from './csv/read-rows';
export type { ColumnMapping } from './headings/assign-columns';
export { recognise, type Recognition, type RecogniseChoice } from './headings/recognise';
export { allImportFields, fieldLabel, type ImportField } from './import-fields';
export {
	IMPORT_KINDS,
	IMPORT_SOURCES,
	sourceName,
	type ImportKind,
	type ImportSource,
} from './import-kinds';
export { affiliateIntent } from './intents/affiliate-intent';
export { couponIntent, linkCodeOf, linkIntent } from './intents/assigned-intents';
export { balanceIntent, openingOrderId } from './intents/balance-intent';
export { conversionIntent } from './intents/conversion-intent';
export type {
	BookingIntent,
	ImportContext,
	ImportedEnd,
	ImportIntent,
} from './intents/import-intent';
export { importStoreKey } from './intents/imported-order';
export { plannedOutcome } from './intents/planned-outcome';
export { readImport, type ImportOptions, type ImportReading, type RowResult } from './read-import';
export { rowErrorOf, type RowError } from './records/row-error';
export type { ImportRecord } from './records/import-record';
export type { DecimalMark } from './values/decimal-mark';
export { DATE_FORMATS, type DateFormat } from './values/read-date';
