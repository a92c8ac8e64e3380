import { z } from 'zod/v4';
import { parseInstant, type Instant } from '../../kernel';
import type { ShopifyClient } from './client';
import { CUSTOMER_CONSENT, SET_CONSENT } from './documents';
import { notFoundFailure, unreadableFailure } from './failure';
import { globalId } from './global-id';
import { mutate } from './mutate';
import {
	doneOutcome,
	failedOutcome,
	payload,
	rejectedOutcome,
	type WriteOutcome,
} from './write-outcome';

/** The states that Shopify lets be set. */
export type ConsentState = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING';

export type OptInLevel = 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN';

export interface ConsentWrite {
	/** Number or global id. */
	readonly customerId: string;
	readonly state: ConsentState;
	/** How the customer opted in; only for `SUBSCRIBED` and `PENDING`. */
	readonly level?: OptInLevel;
	/** When the customer said so. */
	readonly at: Instant;
}

const consentSchema = z.object({
	marketingState: z.string(),
	marketingUpdatedAt: z.string().nullish(),
});

const customerSchema = z.object({
	customer: z.object({ defaultEmailAddress: consentSchema.nullable() }).nullable(),
});

const payloadSchema = payload({ customer: z.object({ id: z.string() }).nullable() });

/**
 * Sets whether a customer accepts marketing by e-mail. What the shop was told later than `at` stays:
 * nobody is subscribed again by an old yes.
 */
export async function setMarketingConsent(
	client: ShopifyClient,
	{ customerId, state, level, at }: ConsentWrite,
): Promise<WriteOutcome> {
	const id = globalId('Customer', customerId);
	const before = await client.ask(CUSTOMER_CONSENT, { id });
	if (!before.ok) return failedOutcome(before.failure, id);
	const found = customerSchema.safeParse(before.data);
	if (!found.success) return failedOutcome(unreadableFailure(), id);
	if (found.data.customer === null) return failedOutcome(notFoundFailure('The customer'), id);
	const present = found.data.customer.defaultEmailAddress;
	if (present === null) {
		return rejectedOutcome(id, {
			reason: 'The customer has no e-mail address',
			hint: 'Consent belongs to an address; add one in the shop.',
			field: 'email',
		});
	}
	const toldAt = present.marketingUpdatedAt ?? null;
	const isOlder = toldAt !== null && parseInstant(toldAt) > parseInstant(at);
	if (present.marketingState === state || isOlder) return doneOutcome('unchanged', id);
	const emailMarketingConsent = {
		marketingState: state,
		...(state === 'UNSUBSCRIBED' ? {} : { marketingOptInLevel: level ?? 'UNKNOWN' }),
		consentUpdatedAt: parseInstant(at),
	};
	const result = await mutate(
		client,
		SET_CONSENT,
		{ input: { customerId: id, emailMarketingConsent } },
		'customerEmailMarketingConsentUpdate',
		payloadSchema,
	);
	return result.ok ? doneOutcome('updated', id) : failedOutcome(result.failure, id);
}
