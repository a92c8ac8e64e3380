import { codeSchema } from '../../model/primitives';
import type { PlatformAffiliate } from '../../model/platform-records';

/**
 * The code by which each affiliate is known in our ledger: the public code of the platform's links, so that
 * these stay valid; else its id. Affiliates of whom neither is a code are missing.
 */
export function affiliateCodes(
	affiliates: readonly PlatformAffiliate[],
): ReadonlyMap<string, string> {
	const codes = new Map<string, string>();
	for (const { id, code } of affiliates) {
		const found = [code, id].find((text) => codeSchema.safeParse(text).success);
		if (found !== undefined && found !== null) codes.set(id, found);
	}
	return codes;
}
