import type { AffiliatePlatform, RecordFilter } from '../../../lib/connectors/affiliate-platform';
import { addDays, type Instant } from '../../../lib/kernel';
import type { PlatformSide } from '../../../lib/reconciliation';
import { readPages } from '../readPages';

const DAYS_AROUND = 1;

/** Orders that are asked for one by one before they are called missing. */
const MOST_LOOK_UPS = 2_000;

/** What the platform holds of a period and a day around it. */
export async function platformSides(
	platform: AffiliatePlatform,
	{
		programmeId,
		from,
		to,
	}: { readonly programmeId: string | null; readonly from: Instant; readonly to: Instant },
): Promise<PlatformSide[]> {
	const filter: RecordFilter = {
		orderId: null,
		affiliateId: null,
		programmeId,
		from: addDays(from, -DAYS_AROUND),
		to: addDays(to, DAYS_AROUND),
	};
	return await readPages(async (cursor) => await platform.listConversions(filter, cursor), null);
}

/** What the platform holds of single orders, however it dates them. */
export async function platformSidesOf(
	platform: AffiliatePlatform,
	orderIds: readonly string[],
): Promise<PlatformSide[]> {
	const sides: PlatformSide[] = [];
	for (const orderId of orderIds.slice(0, MOST_LOOK_UPS)) {
		const filter = { orderId, affiliateId: null, programmeId: null, from: null, to: null };
		sides.push(
			...(await readPages(async (cursor) => await platform.listConversions(filter, cursor), null)),
		);
	}
	return sides;
}
