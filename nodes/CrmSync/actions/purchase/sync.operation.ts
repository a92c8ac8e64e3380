import type { IExecuteFunctions } from 'n8n-workflow';
import {
	skippedOutcome,
	type CrmConnector,
	type PurchaseWrite,
	type SyncOutcome,
} from '../../../../lib/connectors/crm';
import {
	comparePurchases,
	mapAppliedRefunds,
	mapPurchase,
	type PurchaseFacts,
} from '../../../../lib/mapping/crm';
import type { FieldWrite } from '../../../../lib/model/field-write';
import { readModelJson } from '../../../shared/modelSource';
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

interface Purchase {
	readonly facts: PurchaseFacts;
	readonly write: PurchaseWrite;
}

/** An event of the ledger about an order that it knows only by its amounts. */
function isWithoutOrder(execute: IExecuteFunctions, itemIndex: number): boolean {
	const { event, ledger } = execute.getInputData()[itemIndex]?.json ?? {};
	const isOfLedger = typeof event === 'object' && event !== null && ledger !== undefined;
	return isOfLedger && (readModelJson(execute, itemIndex, 'order') ?? null) === null;
}

function prepare(
	execute: IExecuteFunctions,
	{ policies, live }: { policies: FieldPolicies; live: LiveFields },
	itemIndex: number,
): Prepared<Purchase> {
	if (isWithoutOrder(execute, itemIndex)) {
		const message = 'The ledger knows the order by its amounts only, such as from an import';
		return { skipped: skippedOutcome('no_order', message) };
	}
	const facts = readPurchaseFacts(execute, itemIndex);
	const { order } = facts;
	if (order.isTest && !includesTestOrders(execute)) {
		return { skipped: skippedOutcome('test_order', 'The store marks the order as a test') };
	}
	const preset = mapPurchase(facts, chosenSystem(execute).preset);
	const given = readGiven(execute, itemIndex, live);
	const key = given.contact?.key ?? order.customer.email?.trim() ?? '';
	if (key === '') {
		return { skipped: skippedOutcome('no_email', 'The order has no e-mail address') };
	}
	const { updatedAt } = order;
	const contact = policies.apply('contact', given.contact?.writes ?? preset.contact, updatedAt);
	const writes = policies.apply('purchase', given.purchase ?? preset.purchase.writes, updatedAt);
	const purchase = { key: preset.purchase.key, writes };
	return { write: { facts, write: { ...preset, contact: { key, writes: contact }, purchase } } };
}

/** What goes before the preset: fields by hand or from the mapper, which maps one kind of record. */
function readGiven(
	execute: IExecuteFunctions,
	itemIndex: number,
	live: LiveFields,
): {
	readonly contact: { readonly key: string | null; readonly writes: readonly FieldWrite[] } | null;
	readonly purchase: readonly FieldWrite[] | null;
} {
	switch (fieldSourceOf(execute)) {
		case 'preset':
			return { contact: null, purchase: null };
		case 'define':
			return { contact: readContactFields(execute, itemIndex), purchase: null };
		case 'mapped': {
			const mapped = readMappedRecord(execute, itemIndex);
			requireFit(execute, mapped, live);
			return mapped.object === 'contact'
				? { contact: mapped, purchase: null }
				: { contact: null, purchase: mapped.writes };
		}
	}
}

/** The purchases, and on them the refunds that the ledger already knows. */
async function syncWithRefunds(
	connector: CrmConnector,
	purchases: readonly Purchase[],
): Promise<SyncOutcome[]> {
	const writes = purchases.map(({ write }) => write);
	const outcomes = await connector.syncPurchases(writes);
	const refunds = purchases.flatMap(({ facts }) => mapAppliedRefunds(facts));
	const refunded = await connector.syncRefunds(refunds);
	const refused = new Map(
		refunded.flatMap((outcome, index) =>
			outcome.reason === null ? [] : [[refunds[index]?.purchaseKey ?? '', outcome] as const],
		),
	);
	return outcomes.map((outcome, index) => {
		const refusal = refused.get(writes[index]?.purchase.key ?? '');
		if (refusal === undefined || outcome.reason !== null) return outcome;
		const { reason, hint, retryable } = refusal;
		return { ...outcome, outcome: refusal.outcome, reason, hint, retryable };
	});
}

/** Contact, purchase and what ties them, from what the steps before have put on the item. */
export const syncPurchase: CrmOperation = {
	value: 'sync',
	name: 'Sync',
	action: 'Sync purchase',
	description: 'Create or update the contact and the purchase of an order and tie them together',
	fields: [...purchaseSourceProperties(), ...fieldMappingProperties],
	async run(execute) {
		const connector = await chosenSystem(execute).connect(execute);
		const policies = readFieldPolicies(execute);
		const live = await readLiveFields(execute, connector);
		return await runInBatches<Purchase>(
			execute,
			(itemIndex) => prepare(execute, { policies, live }, itemIndex),
			async (purchases) =>
				await sendRemembered<Purchase>(
					execute,
					{
						connector,
						recordsOf: ({ write: { contact, purchase } }) => ({ contact, purchase }),
						withRecords: ({ facts, write }, records) => ({
							facts,
							write: { ...write, ...records },
						}),
						send: async (all) => await syncWithRefunds(connector, all),
					},
					purchases,
					(object, field) => policies.ownerOf(object, field),
				),
			(a, b) => comparePurchases(a.facts, b.facts),
		);
	},
};
