import type { Instant } from '../../kernel';

export interface ImpactSettings {
	readonly accountSid: string;
	/** Lists of actions need a stretch of time. */
	readonly now: () => Instant;
}
