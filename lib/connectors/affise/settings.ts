import type { Instant } from '../../kernel';

export interface AffiseSettings {
	/** Parameter of the shop's page that the offer's link fills with `{clickid}`. */
	readonly clickParameter: string;
	/** Lists need dates, and what was queued is waited for only so long. */
	readonly now: () => Instant;
}

/** Years in which an order is looked for by its id alone. */
export const LOOK_BACK_DAYS = 365;

/** Affise queues what is told; what is not there after this will not come. */
export const QUEUE_DAYS = 1;
