import { addDays, type Instant } from '../../kernel';
import {
	rejectedOutcome,
	requireId,
	type PlatformOutcome,
	type PlatformPage,
	type RecordFilter,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { readByDays } from './day-windows';
import { readOne } from './read';
import { goalOf, offerOf } from './records';
import { conversionSchema, type AffiseConversion } from './schema';
import { LOOK_BACK_DAYS } from './settings';

export interface FoundConversion {
	readonly source: AffiseConversion;
	readonly raw: unknown;
}

/** Without it, days and times are those of the account's own zone. */
const ZONE = { timezone: 'UTC' } as const;

/** Lists need dates: without any, those of the last year. Imports are dated by day, so whole days are given. */
export async function listConversions<Record>(
	client: VendorClient,
	{ orderId, affiliateId, programmeId, from, to }: RecordFilter,
	now: Instant,
	cursor: string | null,
	recordOf: (source: AffiseConversion, raw: unknown) => Record,
): Promise<PlatformPage<Record>> {
	const query = {
		...ZONE,
		...(orderId === null ? {} : { action_id: orderId }),
		...(affiliateId === null ? {} : { 'partner[0]': affiliateId }),
		...(programmeId === null ? {} : { 'offer[0]': programmeId }),
	};
	const list = {
		path: '/3.0/stats/conversions',
		member: 'conversions',
		schema: conversionSchema,
		query,
	};
	const period = { from: from ?? addDays(now, -LOOK_BACK_DAYS), to: to ?? now };
	return await readByDays(client, { list, ...period }, cursor, recordOf);
}

/** Affise asks for ids of this form only. */
const CONVERSION_ID = /^[0-9a-f]{24}$/i;

/** Null for an unknown one, and without asking for a text that no conversion has as its id. */
export async function conversionById(
	client: VendorClient,
	id: string,
): Promise<FoundConversion | null> {
	const wanted = requireId(id, 'conversionId');
	if (!CONVERSION_ID.test(wanted)) return null;
	return await readOne(
		client,
		'/3.0/stats/conversionsbyid',
		{ id: wanted, ...ZONE },
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
	const found: FoundConversion[] = [];
	let cursor: string | null = null;
	do {
		const page: PlatformPage<FoundConversion> = await listConversions(
			client,
			filter,
			now,
			cursor,
			(source, raw) => ({ source, raw }),
		);
		found.push(...page.records);
		({ cursor } = page);
	} while (cursor !== null);
	return found.filter(
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
