import type {
	AffiliatePlatform,
	PlatformAffiliate,
	PlatformConversion,
	PlatformPayout,
} from '../../lib/connectors/affiliate-platform';
import type { PlatformNotice } from '../../lib/mapping/platform-notice';

export type PlatformRecord = PlatformAffiliate | PlatformConversion | PlatformPayout;

/** How many pages of payouts are looked through for one: the newest come first where there is an order. */
const MOST_PAGES = 10;

/**
 * The records that an event is about, as the platform has them now; none when it has none. Whoever knows the
 * address of the trigger can say anything; what is given to the workflow is what the platform says.
 */
export async function readAgain(
	platform: AffiliatePlatform,
	{ object, id, orderId, affiliateId }: PlatformNotice,
): Promise<readonly PlatformRecord[]> {
	switch (object) {
		case 'affiliate':
			return listOf(id === null ? null : await platform.getAffiliate(id));
		case 'conversion':
			return await conversionsOf(platform, id, orderId);
		case 'payout':
			return id === null ? [] : listOf(await payoutOf(platform, id, affiliateId));
	}
}

async function conversionsOf(
	platform: AffiliatePlatform,
	id: string | null,
	orderId: string | null,
): Promise<readonly PlatformConversion[]> {
	const canGet = platform.capabilities['conversion.get'].support !== 'none';
	if (id !== null && canGet) {
		const found = await platform.getConversion(id);
		if (found !== null) return [found];
	}
	if (orderId === null) return [];
	const filter = { orderId, affiliateId: null, programmeId: null, from: null, to: null };
	const { records } = await platform.listConversions(filter, null);
	return records;
}

async function payoutOf(
	platform: AffiliatePlatform,
	id: string,
	affiliateId: string | null,
): Promise<PlatformPayout | null> {
	const filter = { orderId: null, affiliateId, programmeId: null, from: null, to: null };
	let cursor: string | null = null;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const { records, cursor: next } = await platform.listPayouts(filter, cursor);
		const found = records.find((payout) => payout.id === id);
		if (found !== undefined) return found;
		if (next === null) return null;
		cursor = next;
	}
	return null;
}

function listOf<Value>(value: Value | null): readonly Value[] {
	return value === null ? [] : [value];
}
