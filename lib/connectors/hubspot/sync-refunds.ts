import { formatAmount, type Money } from '../../kernel';
import { readDealContacts } from './associations';
import type { HubSpotClient } from './client';
import { describeFailure } from './describe-failure';
import type { HubSpotFailure } from './failure';
import { readRecords } from './read-records';
import { CONTACTS_BY_ID, DEALS, type PropertyWrite, type RecordOutcome } from './record-types';
import { addRefunds } from './refund-list';
import { requireProperties } from './require-properties';
import type { HubSpotRecord } from './schema';
import { combineOutcomes, skippedOutcome, type SyncOutcome } from './sync-outcome';
import type { SyncSettings } from './sync-purchases';
import { syncRecords } from './sync-records';

export const REFUNDED_AMOUNT_PROPERTY = 'affiliate_refunded_amount';
export const REFUND_LIST_PROPERTY = 'affiliate_refunds';

export interface RefundWrite {
	/** `<store>:<order id>`, the key of the deal. */
	readonly dealKey: string;
	readonly refundId: string;
	/** Money that went back in all, in the currency of the order. */
	readonly amount: Money;
	/** More deal properties, such as the commission that is left. */
	readonly deal: readonly PropertyWrite[];
	/** Contact properties, such as the lifetime value. */
	readonly contact: readonly PropertyWrite[];
}

/**
 * Books refunds on the deals of their orders and on the contacts tied to them. A refund knows no
 * e-mail address, so the contact is found through the deal; it is left alone unless it is the only
 * one. A deal that is not there yet is a normal outcome (`deal_not_found`).
 */
export async function syncRefunds(
	client: HubSpotClient,
	refunds: readonly RefundWrite[],
	settings: SyncSettings,
): Promise<SyncOutcome[]> {
	if (refunds.length === 0) return [];
	const types = await requireTypes(client, refunds, settings);
	const keys = [...new Set(refunds.map(({ dealKey }) => dealKey))];
	const read = await readRecords(client, DEALS, keys, {
		by: 'key',
		properties: [REFUND_LIST_PROPERTY],
	});
	if (!read.ok) return refunds.map(() => unavailable(read.failure));
	const deals = new Map(
		read.records.flatMap((record) => DEALS.keysOf(record).map((key) => [key, record] as const)),
	);
	const known = refunds.filter(({ dealKey }) => deals.has(dealKey));
	const dealOutcomes = await syncRecords(
		client,
		DEALS,
		keys.filter((key) => deals.has(key)).map((key) => dealWrite(key, known, deals)),
		types.deals,
	);
	const contacts = await syncRefundContacts(client, known, deals, types.contacts);
	return refunds.map((refund) => {
		const deal = dealOutcomes.get(refund.dealKey) ?? null;
		if (deal === null) {
			return skippedOutcome('deal_not_found', 'HubSpot has no deal of this order yet');
		}
		const contact = contacts.byDealKey.get(refund.dealKey) ?? null;
		if (contact === null && contacts.failure !== null) return unavailable(contacts.failure);
		const combined = combineOutcomes({ contact, deal });
		if (contact !== null || refund.contact.length === 0) return combined;
		return {
			...combined,
			skipped: [...combined.skipped, 'contact: the deal is not tied to exactly one contact'],
		};
	});
}

async function requireTypes(
	client: HubSpotClient,
	refunds: readonly RefundWrite[],
	settings: SyncSettings,
): Promise<{ deals: ReadonlyMap<string, string>; contacts: ReadonlyMap<string, string> }> {
	const namesOf = (pick: (refund: RefundWrite) => readonly PropertyWrite[]): string[] => [
		...new Set(refunds.flatMap((refund) => pick(refund).map(({ property }) => property))),
	];
	const dealTargets = [
		DEALS.keyProperty,
		REFUND_LIST_PROPERTY,
		REFUNDED_AMOUNT_PROPERTY,
		...namesOf(({ deal }) => deal),
	];
	const contactTargets = namesOf(({ contact }) => contact);
	const { definitions } = settings;
	return {
		deals: await requireProperties(client, 'deals', definitions, dealTargets, settings),
		contacts: await requireProperties(client, 'contacts', definitions, contactTargets, settings),
	};
}

function dealWrite(
	key: string,
	refunds: readonly RefundWrite[],
	deals: ReadonlyMap<string, HubSpotRecord>,
): { key: string; writes: PropertyWrite[] } {
	const ofDeal = refunds.filter(({ dealKey }) => dealKey === key);
	const currency = ofDeal[0]?.amount.currency ?? '';
	const { list, total } = addRefunds(
		deals.get(key)?.properties[REFUND_LIST_PROPERTY] ?? '',
		ofDeal,
		currency,
	);
	return {
		key,
		writes: [
			...ofDeal.flatMap(({ deal }) => deal),
			{ property: REFUND_LIST_PROPERTY, value: list, policy: 'overwrite' },
			{ property: REFUNDED_AMOUNT_PROPERTY, value: formatAmount(total), policy: 'overwrite' },
		],
	};
}

interface ContactsOfDeals {
	readonly byDealKey: ReadonlyMap<string, RecordOutcome>;
	readonly failure: HubSpotFailure | null;
}

async function syncRefundContacts(
	client: HubSpotClient,
	refunds: readonly RefundWrite[],
	deals: ReadonlyMap<string, HubSpotRecord>,
	types: ReadonlyMap<string, string>,
): Promise<ContactsOfDeals> {
	const wanted = refunds.filter(({ contact }) => contact.length > 0);
	if (wanted.length === 0) return { byDealKey: new Map(), failure: null };
	const dealIds = [...new Set(wanted.map(({ dealKey }) => deals.get(dealKey)?.id ?? ''))];
	const tied = await readDealContacts(client, dealIds);
	if (!tied.ok) return { byDealKey: new Map(), failure: tied.failure };
	const contactIdOf = (dealKey: string): string | null => {
		const ids = tied.contactIds.get(deals.get(dealKey)?.id ?? '') ?? [];
		return ids.length === 1 ? (ids[0] ?? null) : null;
	};
	const writes = wanted.flatMap(({ dealKey, contact }) => {
		const id = contactIdOf(dealKey);
		return id === null ? [] : [{ key: id, writes: contact }];
	});
	const outcomes = await syncRecords(client, CONTACTS_BY_ID, writes, types);
	const byDealKey = new Map(
		wanted.flatMap(({ dealKey }) => {
			const outcome = outcomes.get(contactIdOf(dealKey) ?? '');
			return outcome === undefined ? [] : [[dealKey, outcome] as const];
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
	};
}
