import type { AffiliatePlatform } from '../../../lib/connectors/affiliate-platform';
import type { LedgerSide, PlatformSide } from '../../../lib/reconciliation';

/**
 * Whether two names are of one affiliate: our codes are public codes or e-mail addresses on some platforms,
 * which name affiliates by ids of their own in conversions. Ids that are no code of ours are asked for, each
 * once.
 */
export async function affiliateNames(
	platform: AffiliatePlatform,
	ledger: readonly LedgerSide[],
	theirs: readonly PlatformSide[],
): Promise<(ours: string, theirs: string) => boolean> {
	const codes = new Set(ledger.flatMap(({ affiliate }) => affiliate?.toLowerCase() ?? []));
	const unknown = new Set(
		theirs.flatMap(({ affiliateId }) =>
			affiliateId === null || codes.has(affiliateId.toLowerCase()) ? [] : [affiliateId],
		),
	);
	const names = new Map<string, ReadonlySet<string>>();
	if (platform.capabilities['affiliate.get'].support !== 'none') {
		for (const id of unknown) {
			const found = await platform.getAffiliate(id);
			if (found === null) continue;
			const known = [found.id, found.code, found.email].flatMap(
				(name) => name?.toLowerCase() ?? [],
			);
			names.set(id, new Set(known));
		}
	}
	return (ours, id) =>
		ours.toLowerCase() === id.toLowerCase() || names.get(id)?.has(ours.toLowerCase()) === true;
}
