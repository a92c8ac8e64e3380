import type { Click } from '../../model/click';
import { isTimeOut } from '../timing/with-time-limit';
import type { ClickSpool } from './click-spool';

type Commit = (clicks: readonly Click[]) => Promise<void>;

/** Refusals in a row, from the first click on, after which the store counts as not working. */
const PATIENCE = 3;

export interface Replayed {
	/** Clicks now in the store. */
	readonly storedCount: number;
	/** Clicks the store refused for themselves; they are back in the spool. */
	readonly refusedCount: number;
}

/**
 * Brings spooled clicks into the store. When the store refuses a batch, its clicks are tried one
 * by one and those it refuses go back into the spool, so that one bad record never blocks the
 * others; if it takes none, or does not answer, everything stays where it is.
 */
export async function replaySpool(
	spool: ClickSpool,
	commit: Commit,
	batchSize: number,
): Promise<Replayed> {
	let refusedCount = 0;
	const handled = await spool.drain(async (clicks) => {
		try {
			await commit(clicks);
		} catch (error) {
			if (clicks.length < 2 || isTimeOut(error)) throw error;
			const refused = await refusedOneByOne(clicks, commit);
			if (refused.length === clicks.length) throw error;
			await spool.append(refused);
			refusedCount += refused.length;
		}
	}, batchSize);
	return { storedCount: handled - refusedCount, refusedCount };
}

async function refusedOneByOne(
	clicks: readonly Click[],
	commit: Commit,
): Promise<readonly Click[]> {
	const refused: Click[] = [];
	for (const [index, click] of clicks.entries()) {
		try {
			await commit([click]);
		} catch {
			refused.push(click);
		}
		if (refused.length >= PATIENCE && refused.length === index + 1) return clicks;
	}
	return refused;
}
