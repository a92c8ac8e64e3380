import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../kernel';
import type { StoreContext } from '../engine';

/** A nonce of a postback. `now` is the receiver's time, `keepSeconds` how long it is remembered. */
export interface NonceUse {
	readonly programmeId: string;
	readonly nonce: string;
	readonly now: Instant;
	readonly keepSeconds: number;
}

/** True the first time; false as long as the nonce is remembered. Forgets what is too old. */
export async function useNonce({ engine }: StoreContext, use: NonceUse): Promise<boolean> {
	const { programmeId, nonce, now, keepSeconds } = use;
	const oldest = instantFromMilliseconds(toMilliseconds(now) - keepSeconds * 1_000);
	return await engine.write(async (tx) => {
		await tx
			.deleteFrom('postback_nonces')
			.where('programme_id', '=', programmeId)
			.where('at', '<', oldest)
			.execute();
		const { numInsertedOrUpdatedRows } = await tx
			.insertInto('postback_nonces')
			.values({ programme_id: programmeId, nonce, at: now })
			.onConflict((conflict) => conflict.columns(['programme_id', 'nonce']).doNothing())
			.executeTakeFirstOrThrow();
		return numInsertedOrUpdatedRows === 1n;
	});
}
