import type { Instant } from '../../kernel';

export interface AffiseSettings {
	/** Parameter of the shop's page that the offer's link fills with `{clickid}`. */
	readonly clickParameter: string;
	/** Lists need dates, and what was queued is waited for only so long. */
	readonly now: () => Instant;
}

/** Days in which an order is looked for by its id alone: what one request may ask for. */
export const LOOK_BACK_DAYS = 365;

/** Affise queues what is told; what is not there after this will not come. */
export const QUEUE_DAYS = 1;

/** What an import left out is set while its telling is no older than this. */
export const MEND_DAYS = 3;

/** Imports take nothing that is older. */
export const IMPORT_MONTHS = 2;
