import { invalidParameter } from './klaviyo-error.ts';

export interface Condition {
	readonly operator: string;
	readonly field: string;
	readonly values: readonly string[];
}

const CONDITION =
	/^([a-z-]+)\(([\w.]+),(?:\[((?:"[^"]*"(?:,"[^"]*")*)?)\]|"([^"]*)"|([^",()[\]]+))\)(?:,|$)/;

/** Conditions joined by commas; texts stand in quotes, moments do not. */
export function parseFilter(
	text: string | null,
	allowed: Readonly<Record<string, readonly string[]>>,
): Condition[] {
	const conditions: Condition[] = [];
	let rest = text ?? '';
	while (rest !== '') {
		const match = CONDITION.exec(rest);
		if (match === null) throw invalidParameter('Invalid filter provided.', 'filter');
		const [whole, operator = '', field = '', list, quoted, bare] = match;
		if (allowed[field]?.includes(operator) !== true) {
			throw invalidParameter(`'${operator}' is not an allowed operator for '${field}'.`, 'filter');
		}
		const isMoment = operator.startsWith('greater') || operator.startsWith('less');
		if (isMoment !== (bare !== undefined)) {
			throw invalidParameter('Invalid filter provided.', 'filter');
		}
		const values =
			list === undefined
				? [quoted ?? bare ?? '']
				: [...list.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value);
		if (isMoment && Number.isNaN(Date.parse(values[0] ?? ''))) {
			throw invalidParameter('Invalid datetime provided.', 'filter');
		}
		conditions.push({ operator, field, values });
		rest = rest.slice(whole.length);
	}
	return conditions;
}
