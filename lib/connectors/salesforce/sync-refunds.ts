import {
	isBad,
	mergeWrites,
	planRecord,
	refundOutcome,
	refundWrites,
	unreadableListOutcome,
	type FieldWrite,
	type RecordOutcome,
	type RefundWrite,
	type SyncOutcome,
} from '../crm';
import { storedText } from './field-values';
import { findRecord } from './find-records';
import type { ObjectFields } from './object-fields';
import { knownCurrency } from './purchase-record';
import { readRecords, type SalesforceRecord } from './read-records';
import { contactKey, contactKind, opportunityKind } from './record-kind';
import { requireFields } from './require-fields';
import type { SalesforceSettings } from './settings';
import type { SalesforceRun } from './sync-purchases';
import { refusedOutcome, updateRecords, type Planned } from './sync-records';

const WORDS = {
	vendor: 'Salesforce',
	purchase: 'opportunity',
	noContact: 'the opportunity is not tied to exactly one contact',
};

/** The refunds of one order, whose opportunity is there. */
interface RefundedOrder {
	readonly key: string;
	readonly opportunity: SalesforceRecord;
	readonly refunds: readonly RefundWrite[];
	/** The contact to change; null when there is nothing to change or it is not clear which. */
	readonly contactId: string | null;
}

/**
 * Books refunds on the opportunities of their orders and on their contacts. The contact is the one
 * with the refund's e-mail address, else the only one that the opportunity is tied to. An
 * opportunity that is not there yet is a normal outcome (`purchase_not_found`).
 */
export async function syncRefunds(
	run: SalesforceRun,
	refunds: readonly RefundWrite[],
): Promise<SyncOutcome[]> {
	if (refunds.length === 0) return [];
	const { client, settings } = run;
	const fields = {
		purchase: await run.fields.of('purchase'),
		contact: await run.fields.of('contact'),
	};
	const known = refunds.map((refund) => ({
		...refund,
		purchase: knownCurrency(refund.purchase, fields.purchase),
		contact: knownCurrency(refund.contact, fields.contact),
	}));
	requireRefundFields(known, fields, settings);
	const kind = opportunityKind(settings);
	const keys = [...new Set(known.map(({ purchaseKey }) => purchaseKey))];
	const { records, failures } = await readRecords(client, kind, keys, {
		by: 'key',
		fields: [settings.refundListField, settings.refundedAmountField, ...namesOf(known, 'purchase')],
		types: fields.purchase.types,
	});
	const refused = new Map<string, RecordOutcome>();
	const orders: RefundedOrder[] = [];
	for (const key of keys) {
		const failure = failures.get(key);
		const found = failure
			? ({ kind: 'refused', failure } as const)
			: findRecord(key, records, kind);
		if (found.kind === 'refused') refused.set(key, refusedOutcome(key, found.failure, [key]));
		if (found.kind !== 'record') continue;
		const ofOrder = known.filter(({ purchaseKey }) => purchaseKey === key);
		orders.push({
			key,
			opportunity: found.record,
			refunds: ofOrder,
			contactId: contactOf(found.record, ofOrder),
		});
	}
	const opportunities = await updateOpportunities(run, orders, fields.purchase);
	// A refund whose opportunity was not written is tried again whole.
	const booked = orders.filter(({ key }) => {
		const outcome = opportunities.get(key);
		return outcome !== undefined && !isBad(outcome);
	});
	const contacts = await updateContacts(run, booked, fields.contact);
	const outcomes = new Map([...refused, ...opportunities]);
	return refunds.map((refund) => refundOutcome(refund, outcomes, contacts, WORDS));
}

async function updateOpportunities(
	{ client, settings }: SalesforceRun,
	orders: readonly RefundedOrder[],
	fields: ObjectFields,
): Promise<Map<string, RecordOutcome>> {
	const outcomes = new Map<string, RecordOutcome>();
	const planned: Planned[] = [];
	for (const { key, opportunity, refunds } of orders) {
		const { refundListField: list, refundedAmountField: amount } = settings;
		const writes = refundWrites(opportunity.values[list] ?? '', refunds, { list, amount });
		if (writes === null) outcomes.set(key, unreadableListOutcome(key, 'Salesforce', list));
		else planned.push(plannedUpdate(key, opportunity, writes, fields));
	}
	const updated = await updateRecords(client, opportunityKind(settings), planned, fields.types);
	return new Map([...outcomes, ...updated]);
}

/** Outcomes by the key of the order. */
async function updateContacts(
	{ client, settings }: SalesforceRun,
	orders: readonly RefundedOrder[],
	fields: ObjectFields,
): Promise<Map<string, RecordOutcome>> {
	const wanted = orders.flatMap(({ key, contactId, refunds }) =>
		contactId === null ? [] : [{ key, contactId, refunds }],
	);
	if (wanted.length === 0) return new Map();
	const kind = contactKind(settings);
	const { records, failures } = await readRecords(
		client,
		kind,
		wanted.map(({ contactId }) => contactId),
		{
			by: 'id',
			fields: namesOf(
				wanted.flatMap(({ refunds }) => refunds),
				'contact',
			),
			types: fields.types,
		},
	);
	const byId = new Map(records.map((record) => [record.id, record]));
	const outcomes = new Map<string, RecordOutcome>();
	const planned: Planned[] = [];
	for (const { key, contactId, refunds } of wanted) {
		const failure = failures.get(contactId);
		if (failure !== undefined) outcomes.set(key, refusedOutcome(key, failure, []));
		const record = byId.get(contactId);
		if (record === undefined) continue;
		const writes = refunds.flatMap(({ contact }) => contact);
		planned.push(plannedUpdate(key, record, writes, fields));
	}
	const updated = await updateRecords(client, kind, planned, fields.types);
	return new Map([...outcomes, ...updated]);
}

function plannedUpdate(
	key: string,
	existing: SalesforceRecord,
	writes: readonly FieldWrite[],
	{ types }: ObjectFields,
): Planned {
	const stored = writes.map((write) => ({
		...write,
		value: storedText(write.value, types.get(write.field)),
	}));
	const [write = { key, writes: stored }] = mergeWrites([{ key, writes: stored }]);
	return { write, existing, lacksKey: false, plan: planRecord(existing, write.writes, types) };
}

function contactOf({ contacts }: SalesforceRecord, refunds: readonly RefundWrite[]): string | null {
	if (refunds.every(({ contact }) => contact.length === 0)) return null;
	const emails = refunds.flatMap(({ email }) => (email === null ? [] : [contactKey(email)]));
	const named = contacts.filter(({ key }) => emails.includes(key));
	const candidates = [...new Set((named.length > 0 ? named : contacts).map(({ id }) => id))];
	return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function requireRefundFields(
	refunds: readonly RefundWrite[],
	fields: { readonly purchase: ObjectFields; readonly contact: ObjectFields },
	settings: SalesforceSettings,
): void {
	const { refundListField, refundedAmountField, purchaseKeyField, contactKeyField } = settings;
	const written = [refundListField, refundedAmountField, ...namesOf(refunds, 'purchase')];
	requireFields(fields.purchase, { written, key: purchaseKeyField }, settings);
	requireFields(
		fields.contact,
		{ written: namesOf(refunds, 'contact'), key: contactKeyField },
		settings,
	);
}

function namesOf(refunds: readonly RefundWrite[], object: 'purchase' | 'contact'): string[] {
	return [...new Set(refunds.flatMap((refund) => refund[object].map(({ field }) => field)))];
}
