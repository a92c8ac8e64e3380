import type { Transform } from '../../../model/field-mapping';
import { readingOf, valueAt, type Reading } from '../value-at';
import { changeCase } from './change-case';
import { lookUp } from './look-up';
import { splitPart } from './split-part';
import { toBoolean } from './to-boolean';
import { toDate } from './to-date';
import { toMoney } from './to-money';
import { toNumber } from './to-number';
import { toPhone } from './to-phone';

/** Applies transforms one after the other; only `default` makes something of nothing. */
export function transformed(
	first: Reading,
	transforms: readonly Transform[],
	json: unknown,
): Reading {
	return transforms.reduce<Reading>((reading, transform) => {
		if (!reading.ok) return reading;
		if (transform.kind === 'default') return readingOf(reading.value ?? transform.value);
		return reading.value === null ? reading : applied(reading.value, transform, json);
	}, first);
}

function applied(
	value: string,
	transform: Exclude<Transform, { kind: 'default' }>,
	json: unknown,
): Reading {
	switch (transform.kind) {
		case 'case':
			return changeCase(value, transform.to);
		case 'trim':
			return readingOf(value.trim() === '' ? null : value.trim());
		case 'date':
			return toDate(value, transform.from, transform.to);
		case 'phone':
			return toPhone(value, transform.country);
		case 'money':
			return toMoney(value, transform, currencyOf(transform.currency, json));
		case 'lookup':
			return lookUp(value, transform.table, transform.otherwise);
		case 'split':
			return splitPart(value, transform.separator, transform.part);
		case 'number':
			return toNumber(value);
		case 'boolean':
			return toBoolean(value);
	}
}

/** A code itself, or what stands at a path. */
function currencyOf(text: string, json: unknown): string {
	if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase();
	const reading = valueAt(json, text);
	return reading.ok && reading.value !== null ? reading.value.toUpperCase() : '';
}
