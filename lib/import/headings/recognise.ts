import { AffiliateError } from '../../kernel';
import { fieldLabel, importFields, type ImportField } from '../import-fields';
import { sourceName, type ImportKind, type ImportSource } from '../import-kinds';
import {
	assignColumns,
	chosenHeadings,
	lackedColumns,
	type Assignment,
	type ColumnMapping,
} from './assign-columns';
import { HEADING_PRESETS } from './heading-presets';

export interface RecogniseChoice {
	/** Null: find out. */
	readonly source?: ImportSource | null;
	readonly kind?: ImportKind | null;
	/** Heading of the file → our field; wins over what is recognised. */
	readonly mapping?: ColumnMapping;
}

/** Where a file comes from, what its rows are and which column means what. */
export interface Recognition {
	readonly source: ImportSource;
	readonly kind: ImportKind;
	/** Part of the headings that the platform's export is known to have, 0 to 1. */
	readonly confidence: number;
	/** Heading of each field that was found. */
	readonly fields: Readonly<Partial<Record<ImportField, string>>>;
	readonly columns: ReadonlyMap<ImportField, number>;
	/** Headings that are not imported. */
	readonly unused: readonly string[];
	/** Fields of this kind without a column. */
	readonly missing: readonly ImportField[];
	readonly hasSlashes: boolean;
}

const LEAST_CONFIDENCE = 0.5;

/** Two heading sets that are closer than this are as good as each other. */
const LEAST_LEAD = 0.1;

/**
 * Finds the platform and the kind of rows by the headings. Throws `unknown_headings` when none
 * fits, `ambiguous_headings` when several do (both say what to choose), and `missing_columns`
 * when the chosen one lacks a column that is needed.
 */
export function recognise(
	headings: readonly string[],
	{ source = null, kind = null, mapping = {} }: RecogniseChoice = {},
): Recognition {
	const chosen = chosenHeadings(headings, mapping);
	const candidates = HEADING_PRESETS.filter(
		(preset) =>
			(source === null || preset.source === source) && (kind === null || preset.kind === kind),
	)
		.flatMap((preset) => assignColumns(preset, chosen) ?? [])
		.sort((a, b) => b.confidence - a.confidence || b.columns.size - a.columns.size);
	const isChosen = source !== null && kind !== null;
	const complete = candidates.filter(({ lacks }) => lacks.length === 0);
	const [best, second] = complete;
	if (best === undefined) throw isChosen ? missingColumns(candidates[0]) : unknown(candidates);
	if (!isChosen && best.confidence < LEAST_CONFIDENCE) throw unknown(candidates);
	if (second !== undefined && best.confidence - second.confidence < LEAST_LEAD) {
		throw ambiguous(complete.filter((one) => best.confidence - one.confidence < LEAST_LEAD));
	}
	return recognition(best, headings);
}

function recognition({ preset, columns, confidence }: Assignment, headings: readonly string[]) {
	const used = new Set(columns.values());
	return {
		source: preset.source,
		kind: preset.kind,
		confidence,
		fields: Object.fromEntries(
			[...columns].map(([field, index]) => [field, headings[index] ?? '']),
		),
		columns,
		unused: headings.filter((heading, index) => heading !== '' && !used.has(index)),
		missing: importFields(preset.kind).filter((field) => !columns.has(field)),
		hasSlashes: preset.hasSlashes === true,
	};
}

const KIND_NAMES: Readonly<Record<ImportKind, string>> = {
	affiliate: 'affiliates',
	link: 'links',
	coupon: 'coupons',
	conversion: 'conversions',
	balance: 'balances',
};

const CHOOSE = "Choose 'Source' and 'What', or map the columns yourself.";

function unknown(candidates: readonly Assignment[]): AffiliateError {
	const nearest = candidates.slice(0, 3).map((candidate) => {
		const lacks = lackedColumns(candidate.lacks);
		return `${described(candidate)}${lacks === '' ? '' : `, which needs ${lacks}`}`;
	});
	return new AffiliateError('The headings of the file are not those of an export that is known', {
		code: 'unknown_headings',
		path: 'headings',
		hint: `${CHOOSE} Nearest: ${nearest.join('; ') || 'none'}.`,
	});
}

function ambiguous(candidates: readonly Assignment[]): AffiliateError {
	return new AffiliateError('The headings of the file fit more than one export', {
		code: 'ambiguous_headings',
		path: 'headings',
		hint: `${CHOOSE} It could be: ${candidates.map(described).join('; ')}.`,
	});
}

function missingColumns(candidate: Assignment | undefined): AffiliateError {
	const lacks = candidate === undefined ? '' : lackedColumns(candidate.lacks);
	return new AffiliateError(
		lacks === ''
			? 'A column is mapped to a field that this kind of file does not have'
			: `The file has no column for ${lacks}`,
		{
			code: 'missing_columns',
			path: 'headings',
			hint:
				'Export it with this column, or map the column that holds it. Fields that can be mapped: ' +
				`${candidate === undefined ? 'see the list' : fieldNames(candidate)}.`,
		},
	);
}

function fieldNames({ preset }: Assignment): string {
	return importFields(preset.kind).map(fieldLabel).join(', ');
}

function described({ preset, confidence }: Assignment): string {
	const percent = Math.round(confidence * 100);
	return `${KIND_NAMES[preset.kind]} of ${sourceName(preset.source)} (${percent} % of the headings)`;
}
