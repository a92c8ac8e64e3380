import { z } from 'zod/v4';
import { disputeSchema } from './dispute';
import { orderSchema, platformSchema } from './order';
import { idSchema, instantSchema } from './primitives';
import { refundSchema } from './refund';

export const STORE_EVENT_KINDS = [
	'order.created',
	'order.paid',
	'order.updated',
	'order.cancelled',
	'refund.created',
	'dispute.opened',
	'dispute.won',
	'dispute.lost',
	'action.recorded',
] as const;

export type StoreEventKind = (typeof STORE_EVENT_KINDS)[number];

/** What happened in a store, with the identity that keeps it from counting twice. */
export const storeEventSchema = z.object({
	eventId: idSchema.describe('Made from platform, shop, kind, record and content'),
	kind: z.enum(STORE_EVENT_KINDS),
	platform: platformSchema,
	storeKey: idSchema,
	recordId: idSchema.describe('Order id; refund id for refunds, dispute id for disputes'),
	contentHash: z.string(),
	deliveryId: z.string().nullable().describe('Delivery id of the webhook, if the store gives one'),
	occurredAt: instantSchema,
	receivedAt: instantSchema,
});

/** The n8n item of the Store Order Trigger: the event and its record; an action is an order. */
export const storeEventItemSchema = z.object({
	event: storeEventSchema,
	order: orderSchema.optional(),
	refund: refundSchema.optional(),
	dispute: disputeSchema.optional(),
});

export type StoreEvent = z.output<typeof storeEventSchema>;
export type StoreEventItem = z.output<typeof storeEventItemSchema>;
