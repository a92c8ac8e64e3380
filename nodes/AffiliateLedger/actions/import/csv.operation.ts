import {
	affiliateDirectory,
	checkRows,
	readImport,
	rowErrorOf,
	type CheckedRows,
	type ImportContext,
	type ImportReading,
	type ReadyRow,
	type RowError,
} from '../../../../lib/import';
import type { ItemResult } from '../../../shared/eachItem';
import { requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { doubleCountGuard } from './doubleCount';
import { importFields } from './importFields';
import {
	errorItems,
	importRefused,
	importSummary,
	type Counts,
	type ImportOutcome,
} from './importReport';
import { readFile, readSettings, type ImportSettings } from './readSettings';
import { writeRow, type ImportRun } from './writeRow';

/** A workspace has no more affiliates than this. */
const MOST_AFFILIATES = 1_000_000;

/**
 * Brings affiliates, links, coupons, conversions or balances over from another platform. A row is
 * never written twice: importing again changes nothing, and an import that broke off goes on.
 */
export const importCsvOperation: LedgerOperation = {
	value: 'csv',
	name: 'Import CSV',
	action: 'Import CSV',
	description:
		'Bring affiliates, links, coupons, conversions or balances over from another platform',
	fields: importFields,
	async run(context) {
		const { store } = context;
		const programme = await requireProgramme(context);
		const settings = readSettings(context, programme);
		const reading = await readImport(await readFile(context), settings.reading);
		const directory = affiliateDirectory(await store.registry.affiliates(MOST_AFFILIATES));
		const checked = await checkRows(reading, directory);
		const act = actOf(context);
		const { source } = reading.recognition;
		const importing: ImportContext = { programme, source, at: act.at, holdDays: settings.holdDays };
		const doubleCount = doubleCountGuard(store, importing);
		const run: ImportRun = { store, context: importing, directory, doubleCount, act };

		const planned = await eachRow(run, checked, checked, true);
		if (settings.isDryRun) return resultItems(reading, planned, settings);
		if (planned.errors.length > 0 && settings.stopsOnErrors) throw importRefused(planned.errors);
		const written = await eachRow(
			run,
			checked,
			{ ready: planned.done, errors: planned.errors },
			false,
		);
		return resultItems(reading, written, settings);
	},
};

/** Takes rows one after the other; what is wrong with one does not keep the others. */
async function eachRow(
	run: ImportRun,
	{ rows, duplicates }: CheckedRows,
	{ ready, errors: before }: Pick<CheckedRows, 'ready' | 'errors'>,
	isDry: boolean,
): Promise<ImportOutcome> {
	const counts: Counts = { created: 0, updated: 0, unchanged: 0, duplicates: duplicates.length };
	const errors: RowError[] = [...before];
	const done: ReadyRow[] = [];
	for (const entry of ready) {
		try {
			counts[await writeRow(run, entry, isDry)] += 1;
			done.push(entry);
		} catch (error) {
			errors.push(rowErrorOf(entry.row, error));
		}
	}
	return { rows, duplicates, counts, done, errors: errors.sort((a, b) => a.row - b.row) };
}

function resultItems(
	reading: ImportReading,
	outcome: ImportOutcome,
	{ isDryRun, outputsRowErrors }: ImportSettings,
): ItemResult[] {
	const summary = importSummary(reading, outcome, isDryRun);
	const errors = outputsRowErrors ? errorItems(outcome.errors) : [];
	return [summary, ...errors].map((json) => ({ json }));
}
