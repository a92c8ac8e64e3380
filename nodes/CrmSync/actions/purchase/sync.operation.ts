import type { IExecuteFunctions } from 'n8n-workflow';
import {
	skippedOutcome,
	syncPurchases,
	syncRefunds,
	type HubSpotClient,
	type PurchaseWrite,
	type SyncOutcome,
} from '../../../../lib/connectors/hubspot';
import {
	AFFILIATE_LOOP_MAPPING,
	comparePurchases,
	mapAppliedRefunds,
	mapPurchase,
	type PurchaseFacts,
} from '../../../../lib/mapping/hubspot';
import { fieldMappingProperties, isDefinedByHand, readContactFields } from '../../fieldMapping';
import { hubspotClient } from '../../hubspotClient';
import type { CrmOperation } from '../../operation';
import { readRunSettings, type RunSettings } from '../../options';
import { purchaseSourceProperties, readPurchaseFacts } from '../../purchaseFacts';
import { runInBatches, type Prepared } from '../../runInBatches';

interface Purchase {
	readonly facts: PurchaseFacts;
	readonly write: PurchaseWrite;
}

function prepare(
	execute: IExecuteFunctions,
	itemIndex: number,
	settings: RunSettings,
): Prepared<Purchase> {
	const facts = readPurchaseFacts(execute, itemIndex);
	if (facts.order.isTest && !settings.includeTestOrders) {
		return { skipped: skippedOutcome('test_order', 'The store marks the order as a test') };
	}
	const mapped = mapPurchase(facts, AFFILIATE_LOOP_MAPPING, settings.stages);
	const byHand = isDefinedByHand(execute) ? readContactFields(execute, itemIndex) : null;
	const email = byHand?.email ?? facts.order.customer.email?.trim() ?? '';
	if (email === '') {
		return { skipped: skippedOutcome('no_email', 'The order has no e-mail address') };
	}
	const contact = { key: email, writes: byHand?.writes ?? mapped.contact };
	return { write: { facts, write: { contact, deal: mapped.deal } } };
}

/** The purchases, and on their deals the refunds that the ledger already knows. */
async function syncWithRefunds(
	client: HubSpotClient,
	purchases: readonly Purchase[],
	{ sync }: RunSettings,
): Promise<SyncOutcome[]> {
	const writes = purchases.map(({ write }) => write);
	const outcomes = await syncPurchases(client, writes, sync);
	const refunds = purchases.flatMap(({ facts }) => mapAppliedRefunds(facts));
	const refunded = await syncRefunds(client, refunds, sync);
	const refused = new Map(
		refunded.flatMap((outcome, index) =>
			outcome.reason === null ? [] : [[refunds[index]?.dealKey ?? '', outcome] as const],
		),
	);
	return outcomes.map((outcome, index) => {
		const refusal = refused.get(writes[index]?.deal.key ?? '');
		if (refusal === undefined || outcome.reason !== null) return outcome;
		const { reason, hint, retryable } = refusal;
		return { ...outcome, outcome: refusal.outcome, reason, hint, retryable };
	});
}

/** Contact, deal and their association, from what the steps before have put on the item. */
export const syncPurchase: CrmOperation = {
	value: 'sync',
	name: 'Sync',
	action: 'Sync purchase',
	description: 'Create or update the contact and the deal of an order and tie them together',
	fields: [...purchaseSourceProperties(), ...fieldMappingProperties],
	async run(execute) {
		const settings = readRunSettings(execute);
		const client = await hubspotClient(execute);
		return await runInBatches<Purchase>(
			execute,
			(itemIndex) => prepare(execute, itemIndex, settings),
			async (purchases) => await syncWithRefunds(client, purchases, settings),
			(a, b) => comparePurchases(a.facts, b.facts),
		);
	},
};
