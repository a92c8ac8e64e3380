import { AffiliateError } from '../../kernel';
import {
	combineOutcomes,
	isBad,
	type PurchaseStage,
	type PurchaseWrite,
	type RecordOutcome,
	type RecordWrite,
	type SyncOutcome,
} from '../crm';
import type { SalesforceClient } from './client';
import { tieContacts, type OpportunityContact, type TiedContacts } from './contact-roles';
import { salesforceWords } from './describe-failure';
import type { FieldReader, ObjectFields } from './object-fields';
import { isForeignAmount, purchaseRecord } from './purchase-record';
import type { SalesforceRecord } from './read-records';
import { contactKey, contactKind, opportunityKind } from './record-kind';
import { requireFields } from './require-fields';
import type { SalesforceSettings } from './settings';
import { fieldsOf, syncRecords } from './sync-records';

/** What one run works with. */
export interface SalesforceRun {
	readonly client: SalesforceClient;
	readonly fields: FieldReader;
	readonly settings: SalesforceSettings;
}

/** Contacts alone, without opportunities. */
export async function syncContacts(
	run: SalesforceRun,
	writes: readonly RecordWrite[],
): Promise<SyncOutcome[]> {
	if (writes.length === 0) return [];
	const contacts = await syncContactRecords(run, writes);
	return writes.map(({ key }) =>
		combineOutcomes(
			{ contact: contacts.get(contactKey(key)) ?? null, purchase: null },
			'Salesforce',
		),
	);
}

/**
 * Contact, opportunity and contact role of many orders. An opportunity is only written once its
 * contact is there, so that a refused item leaves nothing half done; running it again completes it.
 */
export async function syncPurchases(
	run: SalesforceRun,
	purchases: readonly PurchaseWrite[],
): Promise<SyncOutcome[]> {
	if (purchases.length === 0) return [];
	const { client, settings } = run;
	const fields = await run.fields.of('purchase');
	const records = purchases.map((purchase) => purchaseRecord(purchase, fields, settings));
	requireFields(fields, { written: fieldsOf(records), key: settings.purchaseKeyField }, settings);
	requireStages(fields, new Set(purchases.map(({ stage }) => stage)), settings);
	const contacts = await syncContactRecords(
		run,
		purchases.map(({ contact }) => contact),
	);
	const contactOf = ({ contact }: PurchaseWrite): RecordOutcome | null =>
		contacts.get(contactKey(contact.key)) ?? null;
	const isReady = (purchase: PurchaseWrite): boolean => {
		const contact = contactOf(purchase);
		return contact !== null && !isBad(contact);
	};
	const opportunities = await syncRecords(
		client,
		opportunityKind(settings),
		records.filter((_, index) => purchases[index] !== undefined && isReady(purchases[index])),
		fields.types,
	);
	const outcomes = purchases.map((purchase) => ({
		contact: contactOf(purchase),
		purchase: isReady(purchase)
			? (opportunities.outcomes.get(purchase.purchase.key) ?? null)
			: null,
	}));
	const tied = settings.associate
		? await tieContacts(client, pairsOf(outcomes), rolesOf(opportunities.existing))
		: null;
	return outcomes.map((records, index) => {
		const outcome = withRole(combineOutcomes(records, 'Salesforce'), tied);
		const amount = purchases[index]?.amount;
		if (amount === undefined || !isForeignAmount(amount, fields, settings)) return outcome;
		const note = `purchase.Amount: ${amount.currency} is not the currency of the org`;
		return { ...outcome, skipped: [...outcome.skipped, note] };
	});
}

/** Outcomes by e-mail address. */
async function syncContactRecords(
	{ client, fields, settings }: SalesforceRun,
	writes: readonly RecordWrite[],
): Promise<ReadonlyMap<string, RecordOutcome>> {
	const keyed = writes.map((write) => ({ ...write, key: contactKey(write.key) }));
	const described = await fields.of('contact');
	requireFields(described, { written: fieldsOf(keyed), key: settings.contactKeyField }, settings);
	const { outcomes } = await syncRecords(client, contactKind(settings), keyed, described.types);
	return outcomes;
}

/**
 * Salesforce takes any text as a stage, also one that its picklist does not have; such an opportunity
 * would stand outside of the pipeline. Throws `field_conflict`.
 */
function requireStages(
	fields: ObjectFields,
	used: ReadonlySet<PurchaseStage>,
	{ stages }: SalesforceSettings,
): void {
	const values = (fields.get('StageName')?.picklistValues ?? [])
		.filter(({ active }) => active)
		.map(({ value }) => value);
	const unknown = [...used].filter((stage) => !values.includes(stages[stage]));
	if (values.length === 0 || unknown.length === 0) return;
	throw new AffiliateError(
		`Salesforce has no opportunity stage ${unknown.map((stage) => `'${stages[stage]}' (for ${stage})`).join(', ')}`,
		{
			code: 'field_conflict',
			path: 'stages',
			hint: `Choose among the stages of your org: ${values.join(', ')}.`,
		},
	);
}

function pairsOf(
	outcomes: ReadonlyArray<{ contact: RecordOutcome | null; purchase: RecordOutcome | null }>,
): OpportunityContact[] {
	return outcomes.flatMap(({ contact, purchase }) =>
		contact?.externalId && purchase?.externalId
			? [{ opportunityId: purchase.externalId, contactId: contact.externalId }]
			: [],
	);
}

function rolesOf(
	existing: ReadonlyMap<string, SalesforceRecord>,
): ReadonlyMap<string, readonly string[]> {
	return new Map([...existing.values()].map(({ id, contacts }) => [id, contacts.map((c) => c.id)]));
}

function withRole(combined: SyncOutcome, tied: TiedContacts | null): SyncOutcome {
	const id = combined.purchaseId ?? '';
	const failure = tied?.failures.get(id);
	if (failure === undefined) {
		const isNewlyTied = combined.outcome === 'unchanged' && tied?.tied.has(id) === true;
		return isNewlyTied ? { ...combined, outcome: 'updated' } : combined;
	}
	if (combined.reason !== null) return combined;
	const { reason, hint } = salesforceWords(failure);
	return {
		...combined,
		outcome: 'failed',
		reason: `Contact and opportunity are written, but not tied together. ${reason}`,
		hint,
		retryable: failure.retryable,
		retryAfterMilliseconds: failure.retryAfterMilliseconds,
	};
}
