/** Types of metafields that this package writes. */
export const METAFIELD_TYPES = [
	'single_line_text_field',
	'multi_line_text_field',
	'number_integer',
	'number_decimal',
	'boolean',
	'date',
	'date_time',
	'url',
	'json',
	'money',
	'id',
] as const;

export type MetafieldType = (typeof METAFIELD_TYPES)[number];

const RULES: Readonly<
	Record<MetafieldType, { readonly fits: (text: string) => boolean; readonly wanted: string }>
> = {
	single_line_text_field: {
		fits: (text) => !/[\r\n]/.test(text),
		wanted: 'text without line breaks',
	},
	multi_line_text_field: { fits: () => true, wanted: 'text' },
	number_integer: { fits: (text) => /^-?\d{1,16}$/.test(text), wanted: 'a whole number' },
	number_decimal: {
		fits: (text) => /^-?\d{1,13}(\.\d{1,9})?$/.test(text),
		wanted: 'a decimal with up to 13 digits before and 9 after the point',
	},
	boolean: { fits: (text) => text === 'true' || text === 'false', wanted: 'true or false' },
	date: { fits: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text), wanted: 'a day such as 2026-11-22' },
	date_time: {
		fits: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text)),
		wanted: 'a date and time such as 2026-11-22T18:05:00Z',
	},
	url: {
		fits: (text) => /^(https?|mailto|sms|tel):/i.test(text) && URL.canParse(text),
		wanted: 'a web address',
	},
	json: { fits: isJson, wanted: 'JSON' },
	money: { fits: isMoneyJson, wanted: '{"amount":"12.50","currency_code":"EUR"}' },
	id: { fits: (text) => text !== '' && text.length <= 255, wanted: 'text of 1 to 255 characters' },
};

/**
 * What a type wants instead of the value; null when it fits. Shopify refuses an empty value, and all
 * values of a request for one that does not fit. Source: Shopify's list of metafield types.
 */
export function misfitOf(type: MetafieldType, value: string): string | null {
	const { fits, wanted } = RULES[type];
	if (value.trim() === '') return `${wanted}, not nothing`;
	return fits(value) ? null : wanted;
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function isMoneyJson(text: string): boolean {
	if (!isJson(text)) return false;
	const value: unknown = JSON.parse(text);
	if (value === null || typeof value !== 'object') return false;
	const { amount, currency_code: currency } = value as Record<string, unknown>;
	if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return false;
	return /^-?\d+(\.\d+)?$/.test(String(amount));
}
