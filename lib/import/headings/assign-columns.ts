import { AffiliateError } from '../../kernel';
import {
	fieldLabel,
	importFields,
	isImportField,
	requiredFields,
	type ImportField,
} from '../import-fields';
import { headingKey, type HeadingPreset } from './heading-preset';

/** Chosen by hand: a heading of the file and the field it means; "ignore" leaves it out. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** What a heading set makes of the headings of a file. */
export interface Assignment {
	readonly preset: HeadingPreset;
	/** Index of the column of each field. */
	readonly columns: ReadonlyMap<ImportField, number>;
	/** Part of the headings that this set knows, 0 to 1. */
	readonly confidence: number;
	/** Required groups of which the file has none. */
	readonly lacks: ReadonlyArray<readonly ImportField[]>;
}

/** The headings of a file, and what was chosen for them by hand. */
export interface ChosenHeadings {
	readonly keys: readonly string[];
	/** By index of the column; null for one to ignore. */
	readonly chosen: ReadonlyMap<number, ImportField | null>;
}

/** Throws `unknown_heading` and `unknown_field` for a mapping that does not fit the file. */
export function chosenHeadings(
	headings: readonly string[],
	mapping: ColumnMapping,
): ChosenHeadings {
	const keys = headings.map(headingKey);
	const chosen = new Map<number, ImportField | null>();
	for (const [heading, field] of Object.entries(mapping)) {
		const index = keys.indexOf(headingKey(heading));
		if (index < 0) throw unknownHeading(heading, headings);
		if (field !== 'ignore' && !isImportField(field)) throw unknownField(field, heading);
		chosen.set(index, field === 'ignore' ? null : field);
	}
	return { keys, chosen };
}

/** Null when a field that was chosen by hand does not exist for this kind of row. */
export function assignColumns(
	preset: HeadingPreset,
	{ keys, chosen }: ChosenHeadings,
): Assignment | null {
	const fields = importFields(preset.kind);
	const columns = new Map<ImportField, number>();
	for (const [index, field] of chosen) {
		if (field === null) continue;
		if (!fields.includes(field)) return null;
		columns.set(field, index);
	}
	const taken = new Set(chosen.keys());
	for (const field of fields) {
		if (columns.has(field)) continue;
		const index = findColumn(preset.fields[field] ?? [], keys, taken);
		if (index === null) continue;
		columns.set(field, index);
		taken.add(index);
	}
	return {
		preset,
		columns,
		confidence: confidenceOf(preset, keys, chosen),
		lacks: requiredFields(preset.kind).filter((group) => !group.some((one) => columns.has(one))),
	};
}

function findColumn(
	spellings: readonly string[],
	keys: readonly string[],
	taken: ReadonlySet<number>,
): number | null {
	for (const spelling of spellings) {
		const index = keys.findIndex((key, at) => key === headingKey(spelling) && !taken.has(at));
		if (index >= 0) return index;
	}
	return null;
}

function confidenceOf(
	preset: HeadingPreset,
	keys: readonly string[],
	chosen: ReadonlyMap<number, ImportField | null>,
): number {
	const spellings = [...Object.values(preset.fields).flat(), ...preset.typical];
	const known = new Set(spellings.map(headingKey));
	const looked = keys.filter((key, index) => key !== '' && chosen.get(index) !== null);
	const isKnown = (key: string, index: number): boolean => known.has(key) || chosen.has(index);
	const count = keys.filter(
		(key, index) => key !== '' && chosen.get(index) !== null && isKnown(key, index),
	).length;
	return looked.length === 0 ? 0 : Math.round((count * 100) / looked.length) / 100;
}

function unknownHeading(heading: string, headings: readonly string[]): AffiliateError {
	return new AffiliateError(`The file has no column '${heading}'`, {
		code: 'unknown_heading',
		path: 'mapping',
		hint: `Its columns are: ${headings.filter((text) => text !== '').join(', ')}.`,
	});
}

function unknownField(field: string, heading: string): AffiliateError {
	return new AffiliateError(`The column '${heading}' is mapped to a field that does not exist`, {
		code: 'unknown_field',
		path: 'mapping',
		hint: `'${field}' is not a field; choose one of the list.`,
	});
}

/** "Affiliate Code or Affiliate Email, and Destination". */
export function lackedColumns(lacks: Assignment['lacks']): string {
	return lacks.map((group) => group.map(fieldLabel).join(' or ')).join(', and ');
}
