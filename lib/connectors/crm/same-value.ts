import type { CrmFieldType } from '../../model/crm-field';

/**
 * Whether a vendor already has a value, judged by the type of the field: numbers by amount ("87.2"
 * is "87.20"), moments by instant ("…:00Z", milliseconds of the epoch), dates by day, text exactly.
 */
export function isSameValue(
	type: CrmFieldType | undefined,
	current: string,
	wanted: string,
): boolean {
	if (current === wanted) return true;
	if (current === '' || wanted === '') return false;
	switch (type) {
		case 'number':
			return decimalKey(current) === decimalKey(wanted);
		case 'moment':
			return instantKey(current) === instantKey(wanted);
		case 'date':
			return current.slice(0, 10) === wanted.slice(0, 10);
		case 'boolean':
			return current.toLowerCase() === wanted.toLowerCase();
		case 'choices':
			return entriesOf(current).sort().join(';') === entriesOf(wanted).sort().join(';');
		case 'text':
		case 'choice':
		case undefined:
			return false;
	}
}

/** The entries of a text that lists several, with `;` between them. */
export function entriesOf(text: string): string[] {
	return text
		.split(';')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** Canonical text of a decimal, without going through a float; other text stays itself. */
function decimalKey(text: string): string {
	const match = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text.trim());
	if (match === null) return text;
	const [, sign = '', whole = '', fraction = ''] = match;
	const digits = fraction === '' ? whole : `${whole}.${fraction}`;
	return digits === '0' ? digits : `${sign}${digits}`;
}

/** Milliseconds of the epoch as text; what is no moment stays itself. */
export function instantKey(text: string): string {
	const milliseconds = /^\d{11,14}$/.test(text) ? Number(text) : Date.parse(text);
	return Number.isNaN(milliseconds) ? text : String(milliseconds);
}
