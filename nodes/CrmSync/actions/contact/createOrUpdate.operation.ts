import type { IExecuteFunctions } from 'n8n-workflow';
import { skippedOutcome, syncContacts, type RecordWrite } from '../../../../lib/connectors/hubspot';
import {
	AFFILIATE_LOOP_MAPPING,
	comparePurchases,
	mapPurchase,
	type PurchaseFacts,
} from '../../../../lib/mapping/hubspot';
import { fieldMappingProperties, isDefinedByHand, readContactFields } from '../../fieldMapping';
import { hubspotClient } from '../../hubspotClient';
import type { CrmOperation } from '../../operation';
import { readRunSettings, type RunSettings } from '../../options';
import { purchaseSourceProperties, readPurchaseFacts } from '../../purchaseFacts';
import { runInBatches, type Prepared } from '../../runInBatches';

interface Contact {
	/** Null when the contact was mapped by hand. */
	readonly facts: PurchaseFacts | null;
	readonly write: RecordWrite;
}

function prepare(
	execute: IExecuteFunctions,
	itemIndex: number,
	settings: RunSettings,
): Prepared<Contact> {
	if (isDefinedByHand(execute)) {
		const { email, writes } = readContactFields(execute, itemIndex);
		return email === null ? noEmail() : { write: { facts: null, write: { key: email, writes } } };
	}
	const facts = readPurchaseFacts(execute, itemIndex);
	if (facts.order.isTest && !settings.includeTestOrders) {
		return { skipped: skippedOutcome('test_order', 'The store marks the order as a test') };
	}
	const email = facts.order.customer.email?.trim() ?? '';
	if (email === '') return noEmail();
	const { contact } = mapPurchase(facts, AFFILIATE_LOOP_MAPPING, settings.stages);
	return { write: { facts, write: { key: email, writes: contact } } };
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
		const settings = readRunSettings(execute);
		const client = await hubspotClient(execute);
		return await runInBatches<Contact>(
			execute,
			(itemIndex) => prepare(execute, itemIndex, settings),
			async (contacts) =>
				await syncContacts(
					client,
					contacts.map(({ write }) => write),
					settings.sync,
				),
			(a, b) => (a.facts && b.facts ? comparePurchases(a.facts, b.facts) : 0),
		);
	},
};
