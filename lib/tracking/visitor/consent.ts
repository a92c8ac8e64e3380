import type { Click } from '../../model/click';
import { headerList, headerText, type RequestFacts } from '../request-facts';

export interface ConsentSettings {
	/** Query parameter of the tracked link that carries the visitor's choice, e.g. "consent". */
	readonly parameter: string | null;
	/** Without an explicit grant the visitor is treated as not having agreed. */
	readonly isRequired: boolean;
	/** Whether `DNT: 1` counts as a refusal; the header was abandoned, hence a choice. */
	readonly honoursDoNotTrack: boolean;
}

const GRANTED: ReadonlySet<string> = new Set(['1', 'granted']);

/**
 * The visitor's consent to be recognised. Global Privacy Control counts by its exact value "1",
 * once is enough; any refusal outweighs any grant; a value that cannot be read is a refusal.
 * `not_asked` means that nothing was said and nothing had to be.
 */
export function readConsent(
	{ headers, query }: RequestFacts,
	settings: ConsentSettings,
): Click['consent'] {
	if (headerList(headers, 'sec-gpc').includes('1')) return 'denied';
	if (settings.honoursDoNotTrack && headerText(headers, 'dnt') === '1') return 'denied';
	const said = settings.parameter === null ? [] : query.getAll(settings.parameter);
	if (said.length === 0) return settings.isRequired ? 'denied' : 'not_asked';
	return said.every((value) => GRANTED.has(value.trim().toLowerCase())) ? 'granted' : 'denied';
}
