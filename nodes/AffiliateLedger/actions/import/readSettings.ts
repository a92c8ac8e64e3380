import { AffiliateError } from '../../../../lib/kernel';
import {
	DATE_FORMATS,
	IMPORT_KINDS,
	IMPORT_SOURCES,
	type ColumnMapping,
	type CsvInput,
	type ImportOptions,
} from '../../../../lib/import';
import type { Programme } from '../../../../lib/model/programme';
import { optionalText, readCollection, type Collection } from '../../fields';
import type { OperationContext } from '../../operation';
import { entriesOf } from '../plan/formEntries';

export interface ImportSettings {
	readonly reading: ImportOptions;
	readonly isDryRun: boolean;
	readonly stopsOnErrors: boolean;
	readonly outputsRowErrors: boolean;
	readonly holdDays: number;
}

const DECIMAL_MARKS = ['point', 'comma'] as const;
const DEFAULT_HOLD_DAYS = 30;

export function readSettings(context: OperationContext, programme: Programme): ImportSettings {
	const { execute, itemIndex } = context;
	const options = readCollection(context, 'options');
	const chosen = (name: string): string => String(execute.getNodeParameter(name, itemIndex, ''));
	return {
		reading: {
			source: oneOf(IMPORT_SOURCES, chosen('source')),
			kind: oneOf(IMPORT_KINDS, chosen('kind')),
			mapping: readMapping(options),
			dateFormat: oneOf(DATE_FORMATS, optionalText(options, 'dateFormat')),
			decimalMark: oneOf(DECIMAL_MARKS, optionalText(options, 'decimalMark')),
			defaultCurrency: optionalText(options, 'defaultCurrency') ?? programme.currency,
			rounding: options.roundAmounts === true ? 'half_up' : null,
		},
		isDryRun: execute.getNodeParameter('dryRun', itemIndex, true) !== false,
		stopsOnErrors: options.stopOnErrors !== false,
		outputsRowErrors: options.outputRowErrors === true,
		holdDays: readHoldDays(options),
	};
}

/** The file or the text. Throws `missing_input` for an empty one. */
export async function readFile({ execute, itemIndex }: OperationContext): Promise<CsvInput> {
	if (execute.getNodeParameter('fileFrom', itemIndex, 'binary') === 'binary') {
		// The name of the field, or, by an expression, the file itself.
		const field = execute.getNodeParameter('binaryPropertyName', itemIndex, 'data') as string;
		execute.helpers.assertBinaryData(itemIndex, field);
		return await execute.helpers.getBinaryDataBuffer(itemIndex, field);
	}
	const text = String(execute.getNodeParameter('csvText', itemIndex, '') ?? '');
	if (text.trim() !== '') return text;
	throw new AffiliateError("'CSV' is empty", {
		code: 'missing_input',
		path: 'csvText',
		hint: "Paste the file, map it from the incoming item, or choose 'Binary Data'.",
	});
}

function readMapping(options: Collection): ColumnMapping {
	const columns = entriesOf(options.columnMapping, 'column').flatMap((column) => {
		const heading = optionalText(column, 'heading');
		const field = optionalText(column, 'field');
		return heading === null || field === null ? [] : [[heading, field] as const];
	});
	return Object.fromEntries(columns);
}

/** Throws `invalid_input`. */
function readHoldDays({ holdDays }: Collection): number {
	if (holdDays === undefined || holdDays === null || holdDays === '') return DEFAULT_HOLD_DAYS;
	const days = Number(holdDays);
	if (Number.isInteger(days) && days >= 0 && days <= 365) return days;
	throw new AffiliateError("'Hold Days' is not a whole number from 0 to 365", {
		code: 'invalid_input',
		path: 'holdDays',
		hint: 'Write the number of days, such as 30.',
	});
}

/** Null for "detect" and everything else that is not a choice. */
function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | null {
	return values.find((value) => value === text) ?? null;
}
