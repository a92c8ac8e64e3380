import type { IExecuteFunctions } from 'n8n-workflow';
import { skippedOutcome } from '../../../../lib/connectors/crm';
import { AffiliateError } from '../../../../lib/kernel';
import { comparePurchases, mapPurchase, type PurchaseFacts } from '../../../../lib/mapping/crm';
import type { RecordWrite } from '../../../../lib/model/field-write';
import { fieldMappingProperties, fieldSourceOf, readContactFields } from '../../fieldMapping';
import { readFieldPolicies, type FieldPolicies } from '../../fieldPolicies';
import { readLiveFields, requireFit, type LiveFields } from '../../liveFields';
import { readMappedRecord } from '../../mappedRecord';
import { sendRemembered } from '../../memory/sendRemembered';
import type { CrmOperation } from '../../operation';
import { includesTestOrders } from '../../options';
import { purchaseSourceProperties, readPurchaseFacts } from '../../../shared/purchaseFacts';
import { runInBatches, type Prepared } from '../../runInBatches';
import { chosenSystem } from '../../systems';

interface Contact {
	/** Null when the contact was not mapped by the preset. */
	readonly facts: PurchaseFacts | null;
	readonly write: RecordWrite;
}

function prepare(
	execute: IExecuteFunctions,
	{ policies, live }: { policies: FieldPolicies; live: LiveFields },
	itemIndex: number,
): Prepared<Contact> {
	const source = fieldSourceOf(execute);
	if (source !== 'preset') {
		const { key, writes } =
			source === 'mapped'
				? readMappedContact(execute, itemIndex, live)
				: readContactFields(execute, itemIndex);
		if (key === null) return noEmail();
		return {
			write: { facts: null, write: { key, writes: policies.apply('contact', writes, null) } },
		};
	}
	const facts = readPurchaseFacts(execute, itemIndex);
	if (facts.order.isTest && !includesTestOrders(execute)) {
		return { skipped: skippedOutcome('test_order', 'The store marks the order as a test') };
	}
	const key = facts.order.customer.email?.trim() ?? '';
	if (key === '') return noEmail();
	const { contact } = mapPurchase(facts, chosenSystem(execute).preset);
	const writes = policies.apply('contact', contact, facts.order.updatedAt);
	return { write: { facts, write: { key, writes } } };
}

function readMappedContact(execute: IExecuteFunctions, itemIndex: number, live: LiveFields) {
	const mapped = readMappedRecord(execute, itemIndex);
	if (mapped.object === 'contact') {
		requireFit(execute, mapped, live);
		return mapped;
	}
	throw new AffiliateError("The item's 'mapped' is a purchase, not a contact", {
		code: 'wrong_object',
		path: 'mapped.object',
		hint: "Choose the object Contact in 'Affiliate Field Mapper', or the operation Sync of Purchase here.",
	});
}

function noEmail(): Prepared<Contact> {
	return { skipped: skippedOutcome('no_email', 'The item has no e-mail address') };
}

/** A contact alone, by the preset or by any properties of the account. */
export const createOrUpdateContact: CrmOperation = {
	value: 'createOrUpdate',
	name: 'Create or Update',
	action: 'Create or update contact',
	description: 'Create a new contact, or update the current one if it already exists (upsert)',
	fields: [
		...fieldMappingProperties,
		...purchaseSourceProperties({ show: { fieldMapping: ['preset'] } }),
	],
	async run(execute) {
		const connector = await chosenSystem(execute).connect(execute);
		const policies = readFieldPolicies(execute);
		const live = await readLiveFields(execute, connector);
		return await runInBatches<Contact>(
			execute,
			(itemIndex) => prepare(execute, { policies, live }, itemIndex),
			async (contacts) =>
				await sendRemembered<Contact>(
					execute,
					{
						connector,
						recordsOf: ({ write }) => ({ contact: write }),
						withRecords: ({ facts, write }, { contact = write }) => ({ facts, write: contact }),
						send: async (all) => await connector.syncContacts(all.map(({ write }) => write)),
					},
					contacts,
					(object, field) => policies.ownerOf(object, field),
				),
			(a, b) => (a.facts && b.facts ? comparePurchases(a.facts, b.facts) : 0),
		);
	},
};
