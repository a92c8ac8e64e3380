import { entriesOf, isSameValue, type CrmFieldType } from '../crm';

/** A JSON value of Klaviyo as a text: lists with `;` between their entries, nothing as ''. */
export function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return value.map(textOf).join(';');
	return JSON.stringify(value);
}

/** What a text becomes as a value of Klaviyo. A number that JSON does not keep exactly stays a text. */
export function jsonOf(text: string, type: CrmFieldType | undefined): unknown {
	switch (type) {
		case 'number':
			return exactNumber(text) ?? text;
		case 'boolean':
			return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
		case 'choices':
			return entriesOf(text);
		case 'text':
		case 'moment':
		case 'date':
		case 'choice':
		case undefined:
			return text;
	}
}

/** The number whose shortest notation is this decimal; null where there is none. */
export function exactNumber(text: string): number | null {
	const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
	const isExact = Number.isFinite(number) && isSameValue('number', numberText(number), text);
	return isExact ? number : null;
}

/** What kind of value a property holds, as far as one of its values shows. */
export function typeOfValue(value: unknown): CrmFieldType | null {
	if (typeof value === 'number') return 'number';
	if (typeof value === 'boolean') return 'boolean';
	if (typeof value === 'string') return 'text';
	return Array.isArray(value) ? 'choices' : null;
}

/** The shortest notation of a number, written out: "0.0000001" instead of "1e-7". */
function numberText(number: number): string {
	const text = String(Object.is(number, -0) ? 0 : number);
	const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
	if (match === null) return text;
	const [, sign = '', first = '', rest = '', exponent = '0'] = match;
	const digits = `${first}${rest}`;
	const point = 1 + Number(exponent);
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	const whole = digits.slice(0, point).padEnd(point, '0');
	const fraction = digits.slice(point);
	return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
