import { instantFromMilliseconds } from '../../kernel';
import type { CrmFieldType } from '../crm';

/** A value of Salesforce as the text that `FieldWrite.value` would have. */
export function textOfValue(value: unknown, type: CrmFieldType | undefined): string {
	if (typeof value === 'number') return plainDecimal(value);
	if (typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') return '';
	return type === 'moment' ? momentText(value) : value;
}

/**
 * A text as Salesforce will keep it, so that a second run finds it unchanged: moments to the second
 * ("a precision of one second", says its page on primitive data types), dates as the day in UTC, texts
 * trimmed.
 */
export function storedText(text: string, type: CrmFieldType | undefined): string {
	if (text === '') return text;
	if (type === 'moment') return momentText(text);
	if (type === 'date')
		return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : momentText(text).slice(0, 10);
	return text.trim();
}

/**
 * What goes into the JSON. Salesforce documents numbers as JSON numbers; a decimal that a JSON
 * number of ours would change goes as text, which its parser takes in practice.
 */
export function jsonOfText(text: string, type: CrmFieldType | undefined): unknown {
	if (type === 'boolean') return text.toLowerCase() === 'true';
	if (text === '') return null;
	if (type !== 'number') return text;
	return isExact(text) ? Number(text) : text;
}

function momentText(text: string): string {
	const milliseconds = Date.parse(text);
	if (Number.isNaN(milliseconds)) return text;
	return instantFromMilliseconds(Math.floor(milliseconds / 1_000) * 1_000);
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
