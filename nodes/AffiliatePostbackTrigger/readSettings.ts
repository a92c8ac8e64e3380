import type { IDataObject } from 'n8n-workflow';
import type { CountingRules } from '../../lib/edge';

/** The trigger's parameters; the path is n8n's to read. */
export interface PostbackSettings {
	readonly counting: CountingRules;
	readonly isConsentRequired: boolean;
}

const DEFAULT_REPEAT_WINDOW_SECONDS = 3_600;
const DEFAULT_MOST_PER_MINUTE = 20;

export function readSettings(options: IDataObject): PostbackSettings {
	return {
		counting: {
			repeatWindowSeconds: numberOf(options['repeatWindowSeconds'], DEFAULT_REPEAT_WINDOW_SECONDS),
			mostPerMinute: numberOf(options['mostPerMinute'], DEFAULT_MOST_PER_MINUTE),
		},
		isConsentRequired: options['requireConsent'] === true,
	};
}

function numberOf(value: unknown, fallback: number): number {
	return typeof value === 'number' ? value : fallback;
}
