import { z } from 'zod/v4';
import { millisecondsBetween } from '../../../kernel';
import { basketHash } from '../../../model/basket-hash';
import { defineFraudRule } from '../../define-fraud-rule';
import { earlierOrders } from './measure/earlier-orders';

const parameterSchema = z.object({ seconds: z.int().min(1).max(604_800) });

/**
 * The customer ordered the same goods for the same amount a moment before, under another number. Both
 * bounds are inclusive.
 */
export const repeatedOrder = defineFraudRule({
	id: 'F16',
	stage: 'order',
	version: 1,
	title: 'Repeated Order',
	description: 'The customer ordered the same goods for the same amount minutes before',
	anchor: 'Post Affiliate Pro leaves out orders of one customer within a time',
	falsePositiveNote: 'People do order twice, one for a friend: compare the addresses.',
	affiliateText: 'The same customer placed the same order twice within a short time.',
	action: 'flag',
	weight: 0.3,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['customerOrders', 'recordedOrder'],
	parameterSchema,
	defaultParameters: { seconds: 300 },
	parameterFields: [
		{
			name: 'seconds',
			title: 'Seconds',
			description: 'Within how many seconds the same order is a repeated one; up to 7 days',
			type: 'number',
		},
	],
	evaluate(facts, { seconds }) {
		const { order, customer, customerOrders } = facts;
		if (customer.key === null) {
			return { status: 'unknown', evidence: {}, reason: 'The order does not tell its customer' };
		}
		if (customerOrders === null) {
			return { status: 'unknown', evidence: {}, reason: 'Nobody looked for earlier orders' };
		}
		const basket = basketHash(order);
		const same = earlierOrders(customerOrders, facts).find(
			({ orderedAt, basketHash: earlier }) =>
				earlier === basket && millisecondsBetween(orderedAt, order.createdAt) <= seconds * 1_000,
		);
		if (same === undefined) {
			return { status: 'clear', evidence: {}, reason: 'No such order came shortly before' };
		}
		const ago = Math.floor(millisecondsBetween(same.orderedAt, order.createdAt) / 1_000);
		return {
			status: 'hit',
			evidence: { conversion: same.conversionId, order: same.orderId, secondsBefore: String(ago) },
			reason: `The customer placed the same order ${ago} s before`,
		};
	},
});
