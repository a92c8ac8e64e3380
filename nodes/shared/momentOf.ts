import { parseInstant, type Instant } from '../../lib/kernel';

const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * A moment that a parameter holds: the editor writes local times without a zone, which are read as UTC,
 * and expressions give moments of n8n's own. Null for an empty one. Throws `invalid_instant`.
 */
export function momentOf(value: unknown): Instant | null {
	if (value === null || value === undefined) return null;
	// A moment of n8n's own has an ISO text as its JSON form.
	const json: unknown = typeof value === 'string' ? value : JSON.parse(JSON.stringify(value));
	const text = String(json).trim();
	if (text === '') return null;
	if (DAY.test(text)) return parseInstant(`${text}T00:00:00Z`);
	return parseInstant(ZONE.test(text) ? text : `${text}Z`);
}
