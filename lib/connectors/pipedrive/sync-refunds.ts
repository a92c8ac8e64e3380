import {
	isBad,
	mergeWrites,
	refundOutcome,
	refundWrites,
	unreadableListOutcome,
	type FieldWrite,
	type RecordOutcome,
	type RefundWrite,
	type SyncOutcome,
} from '../crm';
import { inChunks, type VendorFailure } from '../vendor';
import { refusedOutcome } from './describe-failure';
import { findRecord, lookUp, readByIds, type Place } from './find-records';
import type { ObjectFields } from './object-fields';
import { keyOf, valueOf, type PipedriveRecord } from './record';
import type { PipedriveRun } from './run';
import { contactPlace, purchasePlace } from './sync-contacts';
import { CHUNK, updateRecord, type WantedRecord } from './sync-records';

const WORDS = {
	vendor: 'Pipedrive',
	purchase: 'deal',
	noContact: 'the deal is not tied to a person, and the e-mail address finds none',
};

interface Places {
	readonly deals: Place;
	readonly persons: Place;
}

/** The refunds of one order, whose deal is there. */
interface RefundedOrder {
	readonly key: string;
	readonly deal: PipedriveRecord;
	readonly refunds: readonly RefundWrite[];
}

/**
 * Books refunds on the deals of their orders and on their persons. The person is the one that the
 * deal is tied to, else the one with the refund's e-mail address. A deal that is not there yet is a
 * normal outcome (`purchase_not_found`).
 */
export async function syncRefunds(
	run: PipedriveRun,
	refunds: readonly RefundWrite[],
): Promise<SyncOutcome[]> {
	if (refunds.length === 0) return [];
	const { refundListField, refundedAmountField } = run.settings;
	const places: Places = {
		deals: await purchasePlace(run, [
			refundListField,
			refundedAmountField,
			...namesOf(refunds, 'purchase'),
		]),
		persons: await contactPlace(run, namesOf(refunds, 'contact')),
	};
	const known = refunds.map((refund) => ({
		...refund,
		purchaseKey: keyOf('purchase', refund.purchaseKey),
	}));
	places.deals.directory.expect(known.length);
	const outcomes: SyncOutcome[] = [];
	for (const chunk of inChunks(known, CHUNK)) {
		outcomes.push(...(await syncChunk(run, places, chunk)));
	}
	return outcomes;
}

async function syncChunk(
	run: PipedriveRun,
	{ deals, persons }: Places,
	refunds: readonly RefundWrite[],
): Promise<SyncOutcome[]> {
	const keys = [...new Set(refunds.map(({ purchaseKey }) => purchaseKey))];
	const outcomes = new Map<string, RecordOutcome>();
	const orders: RefundedOrder[] = [];
	const unread = await deals.directory.read(run.client, deals.keyField);
	const failures = unread === null ? await lookUp(deals, keys) : new Map<string, VendorFailure>();
	for (const key of keys) {
		const failure = unread ?? failures.get(key);
		const found = failure ? ({ kind: 'refused', failure } as const) : findRecord(deals, key);
		if (found.kind === 'refused') outcomes.set(key, refusedOutcome(key, found.failure, [key]));
		if (found.kind !== 'record') continue;
		const ofOrder = refunds.filter(({ purchaseKey }) => purchaseKey === key);
		orders.push({ key, deal: found.record, refunds: ofOrder });
	}
	for (const order of orders) outcomes.set(order.key, await updateDeal(run, deals, order));
	const booked = orders.filter(({ key }) => {
		const outcome = outcomes.get(key);
		return outcome !== undefined && !isBad(outcome);
	});
	const contacts = await updatePersons(run, persons, booked);
	return refunds.map((refund) => refundOutcome(refund, outcomes, contacts, WORDS));
}

async function updateDeal(
	{ settings }: PipedriveRun,
	place: Place,
	{ key, deal, refunds }: RefundedOrder,
): Promise<RecordOutcome> {
	const { refundListField: list, refundedAmountField: amount } = settings;
	const field = place.fields.get(list);
	const current = field === null ? '' : valueOf(deal.row, field);
	const writes = refundWrites(current, refunds, { list, amount });
	if (writes === null) return unreadableListOutcome(key, 'Pipedrive', field?.label ?? list);
	return await updateRecord(place, wantedOf(key, writes, refunds), deal);
}

/** Outcomes by the key of the order. */
async function updatePersons(
	{ client }: PipedriveRun,
	place: Place,
	orders: readonly RefundedOrder[],
): Promise<Map<string, RecordOutcome>> {
	const outcomes = new Map<string, RecordOutcome>();
	const wanted = orders.filter(({ refunds }) => refunds.some(({ contact }) => contact.length > 0));
	const ids = wanted.flatMap(({ deal }) => personOf(deal) ?? []);
	const unknown = [...new Set(ids)].filter((id) => place.directory.get(id) === undefined);
	const unread = await readByIds(client, place, unknown);
	const emails = wanted
		.filter(({ deal }) => personOf(deal) === null)
		.flatMap(({ refunds }) => emailsOf(refunds));
	const failures = await lookUp(place, [...new Set(emails)]);
	for (const { key, deal, refunds } of wanted) {
		const id = personOf(deal);
		const [email] = emailsOf(refunds);
		const failure = id === null ? failures.get(email ?? '') : unread.get(id);
		if (failure !== undefined) outcomes.set(key, refusedOutcome(key, failure));
		const person = id === null ? foundBy(place, email) : place.directory.get(id);
		if (failure !== undefined || person === undefined) continue;
		const writes = refunds.flatMap(({ contact }) => contact);
		// A refund changes a person, but is no reason to say by which address the person is found.
		const wantedPerson = wantedOf(key, writes, refunds);
		outcomes.set(
			key,
			await updateRecord(place, wantedPerson, { ...person, key: person.key || key }),
		);
	}
	return outcomes;
}

function wantedOf(
	key: string,
	given: readonly FieldWrite[],
	refunds: readonly RefundWrite[],
): WantedRecord {
	const [write = { key, writes: given }] = mergeWrites([{ key, writes: given }]);
	const currency = refunds[0]?.amount.currency ?? null;
	return { ...write, currency, ifNew: {}, along: () => ({}) };
}

function personOf({ row }: PipedriveRecord): string | null {
	const id = row['person_id'];
	return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
}

function emailsOf(refunds: readonly RefundWrite[]): string[] {
	return refunds.flatMap(({ email }) => (email === null ? [] : [keyOf('contact', email)]));
}

function foundBy(place: Place, email: string | undefined): PipedriveRecord | undefined {
	const found = email === undefined ? null : findRecord(place, email);
	return found?.kind === 'record' ? found.record : undefined;
}

function namesOf(refunds: readonly RefundWrite[], object: ObjectFields['object']): string[] {
	return [...new Set(refunds.flatMap((refund) => refund[object].map(({ field }) => field)))];
}
