import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import { purchaseView, type PurchaseView } from '../../../../lib/mapping/crm';
import type { Order } from '../../../../lib/model/order';
import { purchaseSourceProperties, readPurchaseFacts } from '../../../shared/purchaseFacts';
import type { StoreOperation } from '../../operation';
import { skippedItem, writtenItem } from '../../storeItem';
import type { StoreSystem } from '../../systems';

const fields: INodeProperties[] = [
	...purchaseSourceProperties(),
	{
		displayName: 'Write To',
		name: 'writeTo',
		type: 'multiOptions',
		options: [
			{
				name: 'Attributes',
				value: 'attributes',
				description: "Shown in the order as 'Additional details'",
			},
			{ name: 'Metafields', value: 'metafields', description: 'Of the namespace affiliate' },
			{
				name: 'Tags',
				value: 'tags',
				description: 'The affiliate as a tag, in place of a former one',
			},
		],
		default: ['attributes', 'metafields'],
		displayOptions: { show: { store: ['shopify'] } },
		description: 'Where the order keeps it',
	},
	{
		displayName: 'Add a Note',
		name: 'addNote',
		type: 'boolean',
		default: false,
		displayOptions: { show: { store: ['shopify', 'wooCommerce'] } },
		description: "Whether to tell it in one sentence of the order's note, for the staff only",
	},
];

/** What the shop's staff wants to know of an order; null is taken away where the store can. */
function affiliateFields(view: PurchaseView): Record<string, string | null> {
	const amount = view['commission.amount'];
	return {
		affiliate: view['affiliate.code'],
		programme: view['affiliate.programme'],
		coupon: view['affiliate.coupon'],
		commission: amount === null ? null : `${amount} ${view['commission.currency'] ?? ''}`.trim(),
		commission_status: view['commission.status'],
	};
}

function noteOf(execute: IExecuteFunctions, itemIndex: number, view: PurchaseView): string | null {
	if (execute.getNodeParameter('addNote', itemIndex, false) !== true) return null;
	const { affiliate, programme, commission } = affiliateFields(view);
	if (affiliate == null) return null;
	const where = programme == null ? '' : `, programme ${programme}`;
	const what = commission == null ? '' : `, commission ${commission}`;
	return `Affiliate ${affiliate}${where}${what}`;
}

/** Order ids of two shops may be the same: the wrong order would be written to. */
function requireOfStore({ storeKey }: Order, store: StoreSystem): void {
	if (storeKey === store.storeKey) return;
	throw new AffiliateError(`The order is of '${storeKey}', the credential of '${store.storeKey}'`, {
		code: 'wrong_store',
		path: 'order.storeKey',
		hint: "Choose the credential of that shop, or name the shop in the option 'Store Key'.",
	});
}

/** Affiliate and commission on the order, for the people who work in the shop. */
export const writeAffiliateData: StoreOperation = {
	value: 'writeAffiliateData',
	name: 'Write Affiliate Data',
	action: 'Write affiliate data to order',
	description: 'Put affiliate, programme and commission on the order in the store',
	fields,
	async run(context) {
		const { execute, itemIndex, store } = context;
		const facts = readPurchaseFacts(execute, itemIndex);
		if (facts.order.isTest) {
			return skippedItem(context, 'test_order', 'The store marks the order as a test');
		}
		requireOfStore(facts.order, store);
		const view = purchaseView(facts);
		const values = affiliateFields(view);
		if (values['affiliate'] === null) {
			return skippedItem(context, 'no_affiliate', 'No affiliate brought this order');
		}
		const written = await store.writeOrder(facts.order.orderId, {
			fields: values,
			note: noteOf(execute, itemIndex, view),
			places: execute.getNodeParameter('writeTo', itemIndex, []) as string[],
		});
		return writtenItem(context, written, { fields: values });
	},
};
