import { instantFromMilliseconds } from '../../kernel';
import { entriesOf, type FieldWrite } from '../crm';
import type { VendorFailure } from '../vendor';
import { ownFailure } from './failure';
import { isNumeric } from './field-types';
import type { PipedriveField } from './object-fields';

/**
 * A value of Pipedrive as text: what has parts (money, addresses, options with labels) by its value
 * or id, lists with semicolons.
 */
export function textOfValue(value: unknown): string {
	if (typeof value === 'number') return plainDecimal(value);
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) {
		return value
			.map(textOfValue)
			.filter((text) => text !== '')
			.join(';');
	}
	if (typeof value !== 'object' || value === null) return '';
	if ('value' in value) return textOfValue(value.value);
	return 'id' in value ? textOfValue(value.id) : '';
}

/** The currency of a money field's value; null when it has none. */
export function currencyOfValue(value: unknown): string | null {
	if (typeof value !== 'object' || value === null || !('currency' in value)) return null;
	return typeof value.currency === 'string' && value.currency !== '' ? value.currency : null;
}

/**
 * A write with its values as Pipedrive will keep them, so that a second run finds them unchanged:
 * days in UTC, ids instead of labels of options, texts trimmed.
 */
export function inStoredForm(write: FieldWrite, field: PipedriveField): FieldWrite {
	const { value, base, replaces } = write;
	return {
		...write,
		value: storedText(value, field),
		...(base === undefined || base === null ? {} : { base: storedText(base, field) }),
		...(replaces === undefined
			? {}
			: { replaces: replaces.map((text) => storedText(text, field)) }),
	};
}

function storedText(text: string, field: PipedriveField): string {
	const trimmed = text.trim();
	if (trimmed === '') return '';
	switch (field.type) {
		case 'date':
			return dayOf(trimmed);
		case 'choice':
			return optionId(trimmed, field);
		case 'choices':
			return entriesOf(trimmed)
				.map((entry) => optionId(entry, field))
				.join(';');
		case 'text':
		case 'number':
		case 'moment':
		case 'boolean':
			return trimmed;
	}
}

/** Why a value cannot be sent; null when it can. `currency` is what a money field would get. */
export function faultOf(
	value: string,
	field: PipedriveField,
	currency: string | null,
): VendorFailure | null {
	if (value === '') return null;
	const { label, type, vendorType, options } = field;
	if (type === 'number' && !isExact(value)) {
		return ownFailure('NOT_A_NUMBER', `'${label}' takes a number of at most 15 digits`, label);
	}
	if (vendorType === 'monetary' && currency === null) {
		return ownFailure('NO_CURRENCY', `'${label}' needs a currency, and none is known`, label);
	}
	// Options that Pipedrive did not tell, such as stages, are its own to check.
	const known = options.map((option) => option.value);
	const chosen = type === 'choice' ? [value] : type === 'choices' ? entriesOf(value) : [];
	const isId = type === 'choices' || isNumeric(vendorType);
	const isUnknown = (option: string): boolean =>
		known.length > 0 ? !known.includes(option) : isId && !/^\d+$/.test(option);
	return chosen.some(isUnknown)
		? ownFailure('UNKNOWN_OPTION', `'${label}' has no such option`, label)
		: null;
}

/** What goes into the JSON; API v2 takes numbers only as numbers. `raw` is what is there now. */
export function jsonOfText(
	text: string,
	field: PipedriveField,
	{ raw, currency }: { readonly raw: unknown; readonly currency: string | null },
): unknown {
	if (field.vendorType === 'phones') return phonesOf(text, raw);
	if (text === '') return null;
	if (field.vendorType === 'monetary') return { value: Number(text), currency };
	if (field.vendorType === 'address') return { value: text };
	if (field.type === 'choices') return entriesOf(text).map(Number);
	if (field.type === 'boolean') return text.toLowerCase() === 'true';
	return isNumeric(field.vendorType) ? Number(text) : text;
}

/** Entries that are there keep their label, and new ones are numbers at work. */
function phonesOf(text: string, raw: unknown): unknown[] {
	const there = Array.isArray(raw) ? raw : [];
	return entriesOf(text).map((value, index): unknown => {
		const same: unknown = there.find((entry) => textOfValue(entry) === value);
		return same ?? { value, primary: index === 0, label: 'work' };
	});
}

function optionId(text: string, { options }: PipedriveField): string {
	if (options.some(({ value }) => value === text)) return text;
	const label = text.toLowerCase();
	return options.find((option) => option.label.trim().toLowerCase() === label)?.value ?? text;
}

function dayOf(text: string): string {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
	const milliseconds = Date.parse(text);
	return Number.isNaN(milliseconds) ? text : instantFromMilliseconds(milliseconds).slice(0, 10);
}

/** Fifteen significant digits survive the way through a double and back. */
function isExact(text: string): boolean {
	const digits = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
	if (digits === null) return false;
	return `${digits[1]}${digits[2] ?? ''}`.replace(/^0+/, '').length <= 15;
}

/** Without an exponent. */
function plainDecimal(value: number): string {
	const text = String(value);
	return text.includes('e') ? value.toFixed(18).replace(/\.?0+$/, '') : text;
}
