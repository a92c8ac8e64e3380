import type { HubSpotObjectType } from './api-paths';
import { associateDeals } from './associations';
import type { HubSpotClient } from './client';
import { describeFailure } from './describe-failure';
import type { PropertyDefinition, PropertyGroup } from './property-definition';
import { CONTACTS, contactKey, DEALS, type RecordWrite } from './record-types';
import { requireProperties } from './require-properties';
import { combineOutcomes, isBad, type SyncOutcome } from './sync-outcome';
import { syncRecords } from './sync-records';

export interface PurchaseWrite {
	/** Keyed by the customer's e-mail address. */
	readonly contact: RecordWrite;
	/** Keyed by `<store>:<order id>`. */
	readonly deal: RecordWrite;
}

export interface SyncSettings {
	readonly definitions: readonly PropertyDefinition[];
	readonly group: PropertyGroup;
	/** Create properties of ours that the account lacks. */
	readonly createMissing: boolean;
	/** Tie deals to contacts. */
	readonly associate: boolean;
}

/**
 * Contact, deal and association of many orders with as few requests as HubSpot's batch limits
 * allow. Give them oldest first: of two orders of a customer the later one wins. A deal is only
 * written once its contact is there, so that a refused item leaves nothing half done; running it
 * again completes it. Throws when the account lacks properties; everything else is an outcome.
 */
export async function syncPurchases(
	client: HubSpotClient,
	purchases: readonly PurchaseWrite[],
	settings: SyncSettings,
): Promise<SyncOutcome[]> {
	if (purchases.length === 0) return [];
	const contactWrites = purchases.map(({ contact }) => keyedByEmail(contact));
	const dealWrites = purchases.map(({ deal }) => deal);
	const contactTypes = await requireTypes(client, 'contacts', contactWrites, settings);
	const dealTypes = await requireTypes(client, 'deals', dealWrites, settings);
	const contacts = await syncRecords(client, CONTACTS, contactWrites, contactTypes);
	const ready = purchases.filter(({ contact }) => {
		const outcome = contacts.get(contactKey(contact.key));
		return outcome !== undefined && !isBad(outcome);
	});
	const deals = await syncRecords(
		client,
		DEALS,
		ready.map(({ deal }) => deal),
		dealTypes,
	);
	const outcomes = purchases.map((purchase) => ({
		contact: contacts.get(contactKey(purchase.contact.key)) ?? null,
		deal: deals.get(purchase.deal.key) ?? null,
	}));
	if (!settings.associate) return outcomes.map(combineOutcomes);
	const failures = await associateDeals(
		client,
		outcomes.flatMap(({ contact, deal }) =>
			contact?.externalId && deal?.externalId
				? [{ dealId: deal.externalId, contactId: contact.externalId }]
				: [],
		),
	);
	return outcomes.map((records) => {
		const combined = combineOutcomes(records);
		const failure = failures.get(combined.dealId ?? '');
		if (failure === undefined || combined.reason !== null) return combined;
		const { reason, hint } = describeFailure(failure);
		return {
			...combined,
			outcome: 'failed',
			reason: `Contact and deal are written, but not tied together. ${reason}`,
			hint,
			retryable: failure.retryable,
		};
	});
}

/** Contacts alone, without deals. */
export async function syncContacts(
	client: HubSpotClient,
	writes: readonly RecordWrite[],
	settings: Pick<SyncSettings, 'definitions' | 'group' | 'createMissing'>,
): Promise<SyncOutcome[]> {
	if (writes.length === 0) return [];
	const keyed = writes.map(keyedByEmail);
	const types = await requireTypes(client, 'contacts', keyed, settings);
	const contacts = await syncRecords(client, CONTACTS, keyed, types);
	return writes.map(({ key }) =>
		combineOutcomes({ contact: contacts.get(contactKey(key)) ?? null, deal: null }),
	);
}

async function requireTypes(
	client: HubSpotClient,
	objectType: HubSpotObjectType,
	writes: readonly RecordWrite[],
	settings: Pick<SyncSettings, 'definitions' | 'group' | 'createMissing'>,
): Promise<ReadonlyMap<string, string>> {
	const written = writes.flatMap((write) => write.writes.map(({ property }) => property));
	const key = objectType === 'deals' ? DEALS.keyProperty : CONTACTS.keyProperty;
	const targets = [...new Set([key, ...written])];
	return await requireProperties(client, objectType, settings.definitions, targets, settings);
}

function keyedByEmail(write: RecordWrite): RecordWrite {
	return { ...write, key: contactKey(write.key) };
}
