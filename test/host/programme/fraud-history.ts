import { clickId, toMilliseconds } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import type { AffiliateStore } from '../../../lib/ports/store';
import { recordOrder } from '../../simulation/record-order';
import { aClick, aCustomer, anOrder, aTracking } from '../../support/builders';

/*
 * Weeks of two affiliates, written into the store that n8n works on: enough to learn from. Lena opens
 * journeys that end in an order more often than those of Luca alone do.
 */

const DAY_MILLISECONDS = 86_400_000;
const MINUTE_MILLISECONDS = 60_000;
const DAYS = 110;
const SHOPPING_DAYS = 30;
const REPEAT_WINDOW_SECONDS = 3_600;

interface Affiliates {
	readonly programmeId: string;
	readonly lenaId: string;
	readonly lucaId: string;
}

let clicks = 0;

function clickAt(daysAgo: number, minute: number, about: Partial<Click>): Click {
	clicks += 1;
	const occurredAt = new Date(
		Date.now() - daysAgo * DAY_MILLISECONDS + minute * MINUTE_MILLISECONDS,
	).toISOString();
	const random = Uint8Array.from({ length: 10 }, (_, byte) => (clicks >> (8 * (byte % 3))) & 255);
	return aClick({
		clickId: clickId(toMilliseconds(occurredAt), random),
		occurredAt,
		linkId: null,
		visitorHash: null,
		addressHash: null,
		...about,
	});
}

/** More than 200 days of affiliates with at least 20 clicks, and 120 orders of the last month. */
export async function writeHistory(store: AffiliateStore, affiliates: Affiliates): Promise<void> {
	const { programmeId, lenaId, lucaId } = affiliates;
	const visits: Click[] = [];
	for (let day = 1; day <= DAYS; day += 1) {
		for (const affiliateId of [lenaId, lucaId]) {
			const count = 20 + ((day * 7 + (affiliateId === lenaId ? 3 : 0)) % 9);
			for (let number = 0; number < count; number += 1) {
				visits.push(clickAt(day, number, { programmeId, affiliateId }));
			}
		}
	}
	const journeys = Array.from({ length: 120 }, (_, number) => {
		const day = 1 + (number % SHOPPING_DAYS);
		const journeyId = `jrn_host_${number}`;
		const touch = (affiliateId: string, minute: number) =>
			clickAt(day, minute, { programmeId, affiliateId, journeyId });
		const own = number % 3 === 0 ? [touch(lucaId, 30)] : [touch(lenaId, 0), touch(lucaId, 30)];
		return { number, day, own };
	});
	await store.clicks.append(
		[...visits, ...journeys.flatMap(({ own }) => own)],
		REPEAT_WINDOW_SECONDS,
	);
	for (const { number, own } of journeys) await buy(store, number, own);
}

/** An order half an hour after the last of its clicks, which it names. */
async function buy(store: AffiliateStore, number: number, own: readonly Click[]): Promise<void> {
	const last = own.at(-1);
	if (last === undefined) throw new Error('A journey has no click');
	const createdAt = new Date(
		toMilliseconds(last.occurredAt) + 30 * MINUTE_MILLISECONDS,
	).toISOString();
	const recorded = await recordOrder(
		store,
		anOrder({
			storeKey: 'history.myshopify.com',
			orderId: `history-${number}`,
			orderNumber: `#H${number}`,
			createdAt,
			paidAt: createdAt,
			updatedAt: createdAt,
			customer: aCustomer({
				customerId: `history-${number}`,
				email: `history.${number}@customer.example`,
			}),
			tracking: aTracking({
				attributes: { aff_click: last.clickId },
				clientIp: `198.51.${number}.0`,
			}),
		}),
	);
	if (recorded.attribution.outcome !== 'attributed') throw new Error('An order has no affiliate');
}
