import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../kernel';
import type { Click } from '../../model/click';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import { DAY_OF_CLICK, daysFrom } from './day-of-click';
import { isAddressVisit, type AddressVisit } from './mark-bursts';
import { isHumanVisit, type HumanVisit } from './mark-repeats';

/** Human clicks of the same visitors that lie close enough in time to matter. */
export async function storedVisits(
	tx: StoreQueries,
	clicks: readonly Click[],
	windowSeconds: number,
): Promise<HumanVisit[]> {
	const humans = clicks.filter(isHumanVisit);
	const span = spanAround(humans, windowSeconds);
	if (span === null) return [];
	const visits: HumanVisit[] = [];
	for (const part of chunks([...new Set(humans.map(({ visitorHash }) => visitorHash))])) {
		const rows = await tx
			.selectFrom('clicks')
			.select(['visitor_hash', 'link_id', 'affiliate_id', 'occurred_at'])
			.where(DAY_OF_CLICK, 'in', span.days)
			.where('visitor_hash', 'in', part)
			.where('category', '=', 'human')
			.where('occurred_at', '>=', span.earliest)
			.where('occurred_at', '<=', span.latest)
			.execute();
		for (const row of rows) {
			visits.push({
				visitorHash: row.visitor_hash ?? '',
				linkId: row.link_id,
				affiliateId: row.affiliate_id,
				occurredAt: row.occurred_at,
			});
		}
	}
	return visits;
}

/** Human clicks from the same addresses that lie close enough in time to matter (F2). */
export async function storedAddressVisits(
	tx: StoreQueries,
	clicks: readonly Click[],
	windowSeconds: number,
): Promise<AddressVisit[]> {
	const humans = clicks.filter(isAddressVisit);
	const span = spanAround(humans, windowSeconds);
	if (span === null) return [];
	const visits: AddressVisit[] = [];
	for (const part of chunks([...new Set(humans.map(({ addressHash }) => addressHash))])) {
		const rows = await tx
			.selectFrom('clicks')
			.select(['address_hash', 'occurred_at'])
			.where(DAY_OF_CLICK, 'in', span.days)
			.where('address_hash', 'in', part)
			.where('category', '=', 'human')
			.where('occurred_at', '>=', span.earliest)
			.where('occurred_at', '<=', span.latest)
			.execute();
		for (const row of rows) {
			visits.push({ addressHash: row.address_hash ?? '', occurredAt: row.occurred_at });
		}
	}
	return visits;
}

/** From a window before the first click to a window after the last one; null: there is nothing in it. */
function spanAround(
	clicks: readonly Click[],
	windowSeconds: number,
): { readonly earliest: Instant; readonly latest: Instant; readonly days: string[] } | null {
	if (clicks.length === 0 || windowSeconds <= 0) return null;
	const times = clicks.map(({ occurredAt }) => toMilliseconds(occurredAt));
	const first = times.reduce((a, b) => Math.min(a, b)) - windowSeconds * 1000;
	const last = times.reduce((a, b) => Math.max(a, b)) + windowSeconds * 1000;
	const earliest = instantFromMilliseconds(first);
	const latest = instantFromMilliseconds(last);
	return { earliest, latest, days: daysFrom(earliest, latest) };
}
