import {
	combineOutcomes,
	isBad,
	type PurchaseWrite,
	type RecordOutcome,
	type SyncOutcome,
} from '../crm';
import { inChunks } from '../vendor';
import type { Place } from './find-records';
import { purchaseRecord } from './purchase-record';
import type { PipedriveRun } from './run';
import { contactPlace, namesOf, purchasePlace, wantedContact } from './sync-contacts';
import { CHUNK, syncRecords, type WantedRecord } from './sync-records';

interface WantedPurchase {
	readonly contact: WantedRecord;
	readonly deal: WantedRecord;
}

/**
 * Person and deal of many orders. A deal is only written once its person is there, so that a refused
 * item leaves nothing half done; running it again completes it. Some orders are finished before the
 * next are begun: else the tokens of a day might always be spent on the persons.
 */
export async function syncPurchases(
	run: PipedriveRun,
	purchases: readonly PurchaseWrite[],
): Promise<SyncOutcome[]> {
	if (purchases.length === 0) return [];
	const wanted = purchases.map((purchase): WantedPurchase => ({
		contact: wantedContact(purchase.contact, purchase.amount.currency),
		deal: purchaseRecord(purchase, run.settings),
	}));
	const places = {
		deals: await purchasePlace(run, namesOf(wanted.map(({ deal }) => deal))),
		contacts: await contactPlace(run, namesOf(wanted.map(({ contact }) => contact))),
	};
	places.contacts.directory.expect(new Set(wanted.map(({ contact }) => contact.key)).size);
	places.deals.directory.expect(wanted.length);
	const outcomes: SyncOutcome[] = [];
	for (const chunk of inChunks(wanted, CHUNK)) {
		outcomes.push(...(await syncChunk(run, places, chunk)));
	}
	return outcomes;
}

async function syncChunk(
	{ settings }: PipedriveRun,
	places: { readonly contacts: Place; readonly deals: Place },
	wanted: readonly WantedPurchase[],
): Promise<SyncOutcome[]> {
	const contacts = await syncRecords(
		places.contacts,
		wanted.map(({ contact }) => contact),
	);
	const readyContact = (key: string): RecordOutcome | null => {
		const outcome = contacts.get(key);
		return outcome === undefined || isBad(outcome) ? null : outcome;
	};
	const ready = wanted.flatMap(({ contact, deal }): WantedRecord[] => {
		const person = readyContact(contact.key);
		if (person === null) return [];
		return [settings.associate ? tiedTo(person.externalId, deal) : deal];
	});
	const deals = await syncRecords(places.deals, ready);
	return wanted.map(({ contact, deal }) => {
		const isReady = readyContact(contact.key) !== null;
		return combineOutcomes(
			{
				contact: contacts.get(contact.key) ?? null,
				purchase: isReady ? (deals.get(deal.key) ?? null) : null,
			},
			'Pipedrive',
		);
	});
}

/** A person that somebody tied to the deal by hand stays. */
function tiedTo(personId: string | null, deal: WantedRecord): WantedRecord {
	const isMapped = deal.writes.some(({ field }) => field === 'person_id');
	if (personId === null || isMapped) return deal;
	return {
		...deal,
		writes: [...deal.writes, { field: 'person_id', value: personId, policy: 'fill_empty' }],
	};
}
