import { addDays, type Instant } from '../../kernel';
import {
	rejectedOutcome,
	requireId,
	type PlatformOutcome,
	type PlatformPage,
	type RecordFilter,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { readOne, readPage } from './read';
import { goalOf, offerOf } from './records';
import { conversionSchema, type AffiseConversion } from './schema';
import { LOOK_BACK_DAYS } from './settings';

export interface FoundConversion {
	readonly source: AffiseConversion;
	readonly raw: unknown;
}

/** Lists need dates: without any, those of the last year. */
export async function listConversions<Record>(
	client: VendorClient,
	{ orderId, affiliateId, programmeId, from, to }: RecordFilter,
	now: Instant,
	cursor: string | null,
	recordOf: (source: AffiseConversion, raw: unknown) => Record,
): Promise<PlatformPage<Record>> {
	const query = {
		...period(from ?? addDays(now, -LOOK_BACK_DAYS), to ?? now),
		...(orderId === null ? {} : { action_id: orderId }),
		...(affiliateId === null ? {} : { 'partner[0]': affiliateId }),
		...(programmeId === null ? {} : { 'offer[0]': programmeId }),
	};
	return await readPage(
		client,
		{
			path: '/3.0/stats/conversions',
			member: 'conversions',
			schema: conversionSchema,
			query,
		},
		cursor,
		recordOf,
	);
}

/** Days, with one more on either side: what a day is in the account is not the caller's day. */
function period(from: Instant, to: Instant): Record<string, string> {
	return {
		date_from: addDays(from, -1).slice(0, 10),
		date_to: addDays(to, 1).slice(0, 10),
	};
}

export async function conversionById(
	client: VendorClient,
	id: string,
): Promise<FoundConversion | null> {
	return await readOne(
		client,
		'/3.0/stats/conversionsbyid',
		{ id: requireId(id, 'conversionId') },
		{ members: ['conversion', 'conversions'], schema: conversionSchema },
	);
}

/** What Affise keeps an order by: offer and goal belong to it. */
export interface OrderKey {
	readonly orderId: string;
	/** Offer; null where the caller does not know it. */
	readonly programmeId: string | null;
	/** Goal; null where the caller does not know it. */
	readonly actionType: string | null;
}

/** Conversions of exactly this order; the filter of Affise is not relied on. */
export async function conversionsOfOrder(
	client: VendorClient,
	{ orderId, programmeId, actionType }: OrderKey,
	from: Instant,
	now: Instant,
): Promise<readonly FoundConversion[]> {
	const id = requireId(orderId, 'orderId');
	const filter = { orderId: id, affiliateId: null, programmeId: null, from, to: now };
	const { records } = await listConversions(client, filter, now, null, (source, raw) => ({
		source,
		raw,
	}));
	return records.filter(
		({ source }) =>
			source.action_id === id &&
			(programmeId === null || offerOf(source) === programmeId) &&
			(actionType === null || goalOf(source) === actionType),
	);
}

/** The one conversion of an order; an outcome where there is none, or nobody can say which is meant. */
export function onlyOne(
	found: readonly FoundConversion[],
): { readonly found: FoundConversion } | { readonly outcome: PlatformOutcome } {
	const [first, ...others] = found;
	if (first === undefined) {
		return {
			outcome: rejectedOutcome({
				reason: 'Affise has no conversion of this order',
				hint: 'Create it first, wait until it is confirmed, or check order ID, offer and goal.',
				field: 'action_id',
			}),
		};
	}
	if (others.length === 0) return { found: first };
	const places = found.map(({ source }) => `offer ${offerOf(source)}, goal ${goalOf(source)}`);
	return {
		outcome: rejectedOutcome({
			reason: `Affise has the order ${found.length} times: ${places.join('; ')}`,
			hint: "Choose the programme (offer), and the goal as 'Action Type'.",
			field: 'offer',
		}),
	};
}
