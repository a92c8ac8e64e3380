import type { CustomerAttribute } from './schema';

/**
 * A value as Magento stores it: of a drop-down the id of the option, found by id or by label without
 * case. Null when a drop-down has no such option.
 */
export function attributeValue(attribute: CustomerAttribute, value: string): string | null {
	const isChoice = attribute.frontend_input === 'select' || attribute.frontend_input === 'boolean';
	if (!isChoice || attribute.options.length === 0 || value === '') return value;
	const wanted = value.trim().toLowerCase();
	const option =
		attribute.options.find((entry) => textOf(entry.value) === value.trim()) ??
		attribute.options.find((entry) => textOf(entry.label).toLowerCase() === wanted);
	return option === undefined ? null : textOf(option.value);
}

/** Whether Magento already holds a value: it may give a number, a truth value or nothing at all. */
export function sameAttributeValue(current: unknown, wanted: string): boolean {
	const text = textOf(current);
	if (text === wanted) return true;
	const isDecimal = /^-?\d+(?:\.\d+)?$/;
	if (!isDecimal.test(text) || !isDecimal.test(wanted)) return false;
	return withoutTrailingZeros(text) === withoutTrailingZeros(wanted);
}

/** Decimal attributes come back with four digits: "12.5000". */
function withoutTrailingZeros(decimal: string): string {
	return decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? '1' : '0';
	return '';
}
