import { z } from 'zod/v4';
import { addDays } from '../../../kernel';
import { defineFraudRule } from '../../define-fraud-rule';
import { earlierOrders } from './measure/earlier-orders';

const parameterSchema = z.object({
	maximumOrders: z.int().min(1).max(1_000),
	hours: z.number().positive().max(24),
});

/** Sales over a counter, by staff and by subscription all come from the shop's own machines. */
const SHOP_CHANNELS: ReadonlySet<string> = new Set(['pos', 'admin', 'subscription']);

/** More orders of one device or network in a day than one household places. The order itself counts. */
export const manyOrders = defineFraudRule({
	id: 'F17',
	stage: 'order',
	version: 1,
	title: 'Many Orders from One Place',
	description: 'More orders of one device or network in a day than a household places',
	anchor: 'Post Affiliate Pro counts orders of one address by the hour',
	falsePositiveNote: 'Offices and dormitories order together: raise the number.',
	affiliateText: 'Several orders came from one place within a short time; a person checks this.',
	action: 'flag',
	weight: 0.3,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['networkOrders', 'recordedOrder'],
	parameterSchema,
	defaultParameters: { maximumOrders: 3, hours: 24 },
	parameterFields: [
		{
			name: 'maximumOrders',
			title: 'Orders',
			description: 'How many orders of one device or network pass; one more is a hit',
			type: 'number',
		},
		{
			name: 'hours',
			title: 'Hours',
			description: 'In how many hours before the order they are counted, up to 24',
			type: 'number',
		},
	],
	evaluate(facts, { maximumOrders, hours }) {
		const { order, networkOrders } = facts;
		if (SHOP_CHANNELS.has(order.tracking.channel ?? '')) {
			return {
				status: 'clear',
				evidence: {},
				reason: "The order came from the shop's own machines",
			};
		}
		if (networkOrders === null) {
			return { status: 'unknown', evidence: {}, reason: 'Device and network are not told' };
		}
		const since = addDays(order.createdAt, -hours / 24);
		const earlier = earlierOrders(networkOrders, facts).filter(
			({ orderedAt }) => orderedAt >= since,
		);
		const orders = earlier.length + 1;
		const evidence = { orders: String(orders), hours: String(hours) };
		if (orders <= maximumOrders) {
			return { status: 'clear', evidence, reason: 'Few orders came from that place' };
		}
		const first = earlier.slice(0, 5).map(({ conversionId }) => conversionId);
		return {
			status: 'hit',
			evidence: { ...evidence, conversions: first.join(', ') },
			reason: `${orders} orders came from one device or network in ${hours} hours`,
		};
	},
});
