/**
 * Whether HubSpot already has a value, judged by the type of the property: numbers by amount
 * ("87.2" is "87.20"), moments by instant ("…:00Z", milliseconds of the epoch), text exactly.
 */
export function isSameValue(type: string | undefined, current: string, wanted: string): boolean {
	if (current === wanted) return true;
	if (current === '' || wanted === '') return false;
	if (type === 'number') return decimalKey(current) === decimalKey(wanted);
	if (type === 'datetime') return instantKey(current) === instantKey(wanted);
	return false;
}

/** Canonical text of a decimal, without going through a float; other text stays itself. */
function decimalKey(text: string): string {
	const match = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text.trim());
	if (match === null) return text;
	const [, sign = '', whole = '', fraction = ''] = match;
	const digits = fraction === '' ? whole : `${whole}.${fraction}`;
	return digits === '0' ? digits : `${sign}${digits}`;
}

function instantKey(text: string): string {
	const milliseconds = /^\d{11,14}$/.test(text) ? Number(text) : Date.parse(text);
	return Number.isNaN(milliseconds) ? text : String(milliseconds);
}
