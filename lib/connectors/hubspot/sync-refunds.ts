import {
	isBad,
	refundOutcome,
	refundWrites,
	skippedOutcome,
	unreadableListOutcome,
	type CrmFieldType,
	type FieldWrite,
	type RecordOutcome,
	type RecordWrite,
	type RefundWrite,
	type SyncOutcome,
} from '../crm';
import { readDealContacts } from './associations';
import type { HubSpotClient } from './client';
import { describeFailure } from './describe-failure';
import type { HubSpotFailure } from './failure';
import { readRecords } from './read-records';
import { CONTACTS_BY_ID, DEALS } from './record-types';
import { propertyOf } from './property-definition';
import { requireProperties } from './require-properties';
import type { HubSpotRecord } from './schema';
import type { SyncSettings } from './sync-purchases';
import { syncRecords } from './sync-records';

export const REFUNDED_AMOUNT_PROPERTY = 'affiliate_refunded_amount';
export const REFUND_LIST_PROPERTY = 'affiliate_refunds';

const WORDS = {
	vendor: 'HubSpot',
	purchase: 'deal',
	noContact: 'the deal is not tied to exactly one contact',
};

/**
 * Books refunds on the deals of their orders and on the contacts tied to them. A refund knows no
 * e-mail address, so the contact is found through the deal; it is left alone unless it is the only
 * one. A deal that is not there yet is a normal outcome (`purchase_not_found`).
 */
export async function syncRefunds(
	client: HubSpotClient,
	refunds: readonly RefundWrite[],
	settings: SyncSettings,
): Promise<SyncOutcome[]> {
	if (refunds.length === 0) return [];
	const types = await requireTypes(client, refunds, settings);
	const keys = [...new Set(refunds.map(({ purchaseKey }) => purchaseKey))];
	const read = await readRecords(client, DEALS, keys, {
		by: 'key',
		properties: [REFUND_LIST_PROPERTY],
	});
	if (!read.ok) return refunds.map(() => unavailable(read.failure));
	const deals = new Map(
		read.records.flatMap((record) => DEALS.keysOf(record).map((key) => [key, record] as const)),
	);
	const known = refunds.filter(({ purchaseKey }) => deals.has(purchaseKey));
	const dealOutcomes = await syncRefundedDeals(client, known, deals, types.deals);
	const booked = known.filter(({ purchaseKey }) => {
		const outcome = dealOutcomes.get(purchaseKey);
		return outcome !== undefined && !isBad(outcome);
	});
	const contacts = await syncRefundContacts(client, booked, deals, types.contacts);
	return refunds.map((refund) => {
		const { byDealKey, failure } = contacts;
		const isUnread = dealOutcomes.has(refund.purchaseKey) && !byDealKey.has(refund.purchaseKey);
		if (isUnread && failure !== null) return unavailable(failure);
		return refundOutcome(refund, dealOutcomes, byDealKey, WORDS);
	});
}

async function requireTypes(
	client: HubSpotClient,
	refunds: readonly RefundWrite[],
	settings: SyncSettings,
): Promise<{
	deals: ReadonlyMap<string, CrmFieldType>;
	contacts: ReadonlyMap<string, CrmFieldType>;
}> {
	const namesOf = (pick: (refund: RefundWrite) => readonly FieldWrite[]): string[] => [
		...new Set(refunds.flatMap((refund) => pick(refund).map(({ field }) => field))),
	];
	const dealTargets = [
		DEALS.keyProperty,
		REFUND_LIST_PROPERTY,
		REFUNDED_AMOUNT_PROPERTY,
		...namesOf(({ purchase }) => purchase),
	];
	const contactTargets = namesOf(({ contact }) => contact);
	const definitions = settings.definitions.map(propertyOf);
	return {
		deals: await requireProperties(client, 'deals', definitions, dealTargets, settings),
		contacts: await requireProperties(client, 'contacts', definitions, contactTargets, settings),
	};
}

/** Deals with a list of refunds that cannot be read are left alone. */
async function syncRefundedDeals(
	client: HubSpotClient,
	refunds: readonly RefundWrite[],
	deals: ReadonlyMap<string, HubSpotRecord>,
	types: ReadonlyMap<string, CrmFieldType>,
): Promise<ReadonlyMap<string, RecordOutcome>> {
	const refused = new Map<string, RecordOutcome>();
	const open: RecordWrite[] = [];
	for (const [key, deal] of deals) {
		const writes = refundWrites(
			deal.properties[REFUND_LIST_PROPERTY] ?? '',
			refunds.filter(({ purchaseKey }) => purchaseKey === key),
			{ list: REFUND_LIST_PROPERTY, amount: REFUNDED_AMOUNT_PROPERTY },
		);
		if (writes !== null) open.push({ key, writes });
		else refused.set(key, unreadableListOutcome(key, 'HubSpot', REFUND_LIST_PROPERTY));
	}
	return new Map([...refused, ...(await syncRecords(client, DEALS, open, types))]);
}

interface ContactsOfDeals {
	readonly byDealKey: ReadonlyMap<string, RecordOutcome>;
	readonly failure: HubSpotFailure | null;
}

async function syncRefundContacts(
	client: HubSpotClient,
	refunds: readonly RefundWrite[],
	deals: ReadonlyMap<string, HubSpotRecord>,
	types: ReadonlyMap<string, CrmFieldType>,
): Promise<ContactsOfDeals> {
	const wanted = refunds.filter(({ contact }) => contact.length > 0);
	if (wanted.length === 0) return { byDealKey: new Map(), failure: null };
	const dealIds = [...new Set(wanted.map(({ purchaseKey }) => deals.get(purchaseKey)?.id ?? ''))];
	const tied = await readDealContacts(client, dealIds);
	if (!tied.ok) return { byDealKey: new Map(), failure: tied.failure };
	const contactIdOf = (purchaseKey: string): string | null => {
		const ids = tied.contactIds.get(deals.get(purchaseKey)?.id ?? '') ?? [];
		return ids.length === 1 ? (ids[0] ?? null) : null;
	};
	const writes = wanted.flatMap(({ purchaseKey, contact }) => {
		const id = contactIdOf(purchaseKey);
		return id === null ? [] : [{ key: id, writes: contact }];
	});
	const outcomes = await syncRecords(client, CONTACTS_BY_ID, writes, types);
	const byDealKey = new Map(
		wanted.flatMap(({ purchaseKey }) => {
			const outcome = outcomes.get(contactIdOf(purchaseKey) ?? '');
			return outcome === undefined ? [] : [[purchaseKey, outcome] as const];
		}),
	);
	return { byDealKey, failure: null };
}

function unavailable(failure: HubSpotFailure): SyncOutcome {
	const { reason, hint } = describeFailure(failure);
	return {
		...skippedOutcome('', ''),
		outcome: 'failed',
		skipped: [],
		reason,
		hint,
		retryable: failure.retryable,
		retryAfterMilliseconds: failure.retryAfterMilliseconds,
	};
}
