const RULES: Readonly<Record<string, (value: string) => boolean>> = {
	single_line_text_field: (value) => !/[\r\n]/.test(value),
	multi_line_text_field: () => true,
	number_integer: (value) =>
		/^-?\d+$/.test(value) && Math.abs(Number(value)) <= 9_007_199_254_740_991,
	number_decimal: (value) => /^-?\d{1,13}(\.\d{1,9})?$/.test(value),
	boolean: (value) => value === 'true' || value === 'false',
	date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value),
	date_time: (value) => /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)),
	url: (value) => /^https?:\/\//.test(value),
	id: (value) => value.length > 0,
	json: isJson,
	money: (value) =>
		isJson(value) && /"amount":"?-?\d/.test(value) && /"currency_code":"[A-Z]{3}"/.test(value),
};

/** What is wrong with a value for a type; null when nothing is. Source: list of metafield types. */
export function metafieldFault(
	type: string,
	value: string,
): { code: string; message: string } | null {
	if (value === '') return { code: 'BLANK', message: "Value can't be blank." };
	const fits = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
	if (fits === undefined) {
		return { code: 'INVALID_TYPE', message: `Type '${type}' is not a valid metafield type.` };
	}
	if (fits(value)) return null;
	return { code: 'INVALID_VALUE', message: `Value must be a ${type.replaceAll('_', ' ')}.` };
}

function isJson(value: string): boolean {
	try {
		JSON.parse(value);
		return true;
	} catch {
		return false;
	}
}
