import { orderContentHash } from '../../../model/order-content';
import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';

/**
 * The store already sent an order with this id and other contents. The first one stands; the
 * second waits for a person. An equal copy is a retry and no finding: the ledger counts it once. Nor
 * is a later version of the order that was edited in the shop: the ledger books the difference. Shops
 * deliver out of order, so an earlier version that comes late is none either: the ledger keeps it out.
 */
export const duplicateOrder = defineFraudRule({
	id: 'F15',
	stage: 'order',
	version: 2,
	title: 'Duplicate Order ID',
	description: 'The same store already sent an order with this ID and other contents',
	anchor: 'Post Affiliate Pro keeps the first and declines the rest',
	falsePositiveNote:
		'Shops that do not say when they changed an order: compare both before you decide.',
	affiliateText: 'An order with this number was already recorded with other contents.',
	action: 'hold',
	weight: 1,
	isHard: true,
	defaultMode: 'on',
	onUnknown: 'hold',
	requires: ['recordedOrder'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate({ order, recordedOrder }) {
		if (recordedOrder === null) {
			return { status: 'clear', evidence: {}, reason: 'The order comes for the first time' };
		}
		const evidence = { conversion: recordedOrder.conversionId };
		if (recordedOrder.contentHash === orderContentHash(order)) {
			return { status: 'clear', evidence, reason: 'The same order was delivered again' };
		}
		const { orderUpdatedAt } = recordedOrder;
		if (orderUpdatedAt !== null && order.updatedAt > orderUpdatedAt) {
			return { status: 'clear', evidence, reason: 'The order was edited in the shop since' };
		}
		if (orderUpdatedAt !== null && order.updatedAt < orderUpdatedAt) {
			return { status: 'clear', evidence, reason: 'An earlier version of the order came late' };
		}
		const reason = 'The order was already recorded with other contents';
		return { status: 'hit', evidence, reason };
	},
});
