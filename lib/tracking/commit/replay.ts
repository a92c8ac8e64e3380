import type { Click } from '../../model/click';
import type { ClickSpool } from './click-spool';

type Commit = (clicks: readonly Click[]) => Promise<void>;

/** Refusals in a row, from the first click on, after which the store counts as not working. */
const PATIENCE = 3;

/**
 * Brings spooled clicks into the store. When the store refuses a batch, its clicks are tried one
 * by one and those it refuses go back into the spool, so that one bad record never blocks the
 * others; if it takes none, it does not work yet and everything stays where it is. Returns how
 * many clicks were handled.
 */
export async function replaySpool(
	spool: ClickSpool,
	commit: Commit,
	batchSize: number,
): Promise<number> {
	return await spool.drain(async (clicks) => {
		try {
			await commit(clicks);
		} catch (error) {
			const refused = clicks.length < 2 ? clicks : await refusedOneByOne(clicks, commit);
			if (refused.length === clicks.length) throw error;
			await spool.append(refused);
		}
	}, batchSize);
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
