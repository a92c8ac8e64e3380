import type { Click } from '../../model/click';

/** A durable side store for clicks that the main store could not take in time. */
export interface ClickSpool {
	/** Durable on return. */
	append(clicks: readonly Click[]): Promise<void>;
	/**
	 * Hands out spooled clicks in batches and removes them once `replay` has resolved for them; a
	 * rejection keeps them and ends the drain with it. Clicks may be handed out more than once,
	 * so `replay` has to be idempotent. Returns how many were replayed.
	 */
	drain(replay: (clicks: readonly Click[]) => Promise<void>, batchSize: number): Promise<number>;
}
