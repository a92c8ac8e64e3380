import type { Programme } from '../../model/programme';
import type { LinkDirectory } from './link-directory';
import { safeDestination } from './safe-destination';

/** Programmes looked through when the trigger names none. */
const MAX_PROGRAMMES = 1_000;

/**
 * The programme a deep link counts for: the named one, else the only active one that allows the
 * destination (or the only active one at all, when no page is named). Two candidates are none:
 * which programme pays is never guessed.
 */
export async function programmeOfDeepLink(
	directory: LinkDirectory,
	programmeCode: string | null,
	url: string | null,
): Promise<Programme | null> {
	if (programmeCode !== null) return await directory.programmeByCode(programmeCode);
	const active = (await directory.programmes(MAX_PROGRAMMES)).filter(
		({ status }) => status === 'active',
	);
	const allowing = active.filter(
		({ allowedHosts }) => url === null || safeDestination(url, allowedHosts) !== null,
	);
	if (allowing.length === 1) return allowing[0] ?? null;
	return allowing.length === 0 && active.length === 1 ? (active[0] ?? null) : null;
}
