import { z } from 'zod/v4';

const countSchema = z.int().min(0);

/** What one affiliate did in one programme on one UTC day. Money is in minor units, for statistics only. */
export const affiliateDaySchema = z.object({
	affiliateId: z.string(),
	date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
	clicks: countSchema.describe('Counted clicks'),
	rawClicks: countSchema.describe('All requests, machines included'),
	machineClicks: countSchema,
	repeatClicks: countSchema,
	unseenOpenings: countSchema.describe('Links loaded in a frame, an image or a script (F5)'),
	distinctNetworks: countSchema.describe('Among counted clicks'),
	distinctAgents: countSchema.describe('User agents among counted clicks'),
	emptyReferrers: countSchema,
	orders: countSchema,
	orderValue: z.number().describe('Commission base of the orders, minor units'),
	customers: countSchema,
	newCustomers: countSchema.describe('Whose first order this is'),
	couponOrders: countSchema.describe('Credited by a coupon without a click of the affiliate'),
	refundedOrders: countSchema.describe('Orders of this day that were refunded since'),
	disputedOrders: countSchema.describe('Orders of this day with a dispute since'),
	fastOrders: countSchema.describe('Less than a minute after the credited click'),
	nightOrders: countSchema.describe('Between 0 and 5 h UTC'),
});

export type AffiliateDay = z.output<typeof affiliateDaySchema>;
