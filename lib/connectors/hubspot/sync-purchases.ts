import {
	combineOutcomes,
	isBad,
	type CrmFieldType,
	type FieldDefinition,
	type PurchaseStage,
	type PurchaseWrite,
	type RecordWrite,
	type SyncOutcome,
} from '../crm';
import type { HubSpotObjectType } from './api-paths';
import { associateDeals } from './associations';
import type { HubSpotClient } from './client';
import { describeFailure } from './describe-failure';
import { propertyOf, type PropertyGroup } from './property-definition';
import { CONTACTS, contactKey, DEALS } from './record-types';
import { requireProperties } from './require-properties';
import { syncRecords } from './sync-records';

/** Ids of the pipeline and of the stages that orders move through. */
export interface DealStages extends Readonly<Record<PurchaseStage, string>> {
	readonly pipeline: string;
}

/** HubSpot's own sales pipeline, which every account starts with. */
export const DEFAULT_DEAL_STAGES: DealStages = {
	pipeline: 'default',
	pending: 'contractsent',
	paid: 'closedwon',
	cancelled: 'closedlost',
};

export interface SyncSettings {
	readonly definitions: readonly FieldDefinition[];
	readonly group: PropertyGroup;
	/** Create properties of ours that the account lacks. */
	readonly createMissing: boolean;
	/** Tie deals to contacts. */
	readonly associate: boolean;
	readonly stages: DealStages;
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
	const dealWrites = purchases.map((purchase) => dealWrite(purchase, settings.stages));
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
		ready.map((purchase) => dealWrite(purchase, settings.stages)),
		dealTypes,
	);
	const outcomes = purchases.map((purchase) => ({
		contact: contacts.get(contactKey(purchase.contact.key)) ?? null,
		purchase: deals.get(purchase.purchase.key) ?? null,
	}));
	if (!settings.associate) return outcomes.map((records) => combineOutcomes(records, 'HubSpot'));
	const failures = await associateDeals(
		client,
		outcomes.flatMap(({ contact, purchase }) =>
			contact?.externalId && purchase?.externalId
				? [{ dealId: purchase.externalId, contactId: contact.externalId }]
				: [],
		),
	);
	return outcomes.map((records) => {
		const combined = combineOutcomes(records, 'HubSpot');
		const failure = failures.get(combined.purchaseId ?? '');
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
		combineOutcomes({ contact: contacts.get(contactKey(key)) ?? null, purchase: null }, 'HubSpot'),
	);
}

async function requireTypes(
	client: HubSpotClient,
	objectType: HubSpotObjectType,
	writes: readonly RecordWrite[],
	settings: Pick<SyncSettings, 'definitions' | 'group' | 'createMissing'>,
): Promise<ReadonlyMap<string, CrmFieldType>> {
	const written = writes.flatMap((write) => write.writes.map(({ field }) => field));
	const key = objectType === 'deals' ? DEALS.keyProperty : CONTACTS.keyProperty;
	const targets = [...new Set([key, ...written])];
	return await requireProperties(
		client,
		objectType,
		settings.definitions.map(propertyOf),
		targets,
		settings,
	);
}

/** A deal moves between our three stages only, so that a stage somebody chose by hand stays. */
function dealWrite({ purchase, stage }: PurchaseWrite, stages: DealStages): RecordWrite {
	return {
		key: purchase.key,
		writes: [
			...purchase.writes,
			{ field: 'pipeline', value: stages.pipeline, policy: 'fill_empty' },
			{
				field: 'dealstage',
				value: stages[stage],
				policy: 'source_wins',
				replaces: [stages.pending, stages.paid, stages.cancelled],
			},
		],
	};
}

function keyedByEmail(write: RecordWrite): RecordWrite {
	return { ...write, key: contactKey(write.key) };
}
