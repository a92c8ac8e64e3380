import { z } from 'zod/v4';
import { normalizeEmail, parseAmount, parseInstant, type Instant, type Money } from '../../kernel';
import type { ShopifyClient } from './client';
import { CUSTOMER_BY_EMAIL } from './documents';
import { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';
import { readAnswer } from './read-answer';

export interface ShopMetafield {
	readonly key: string;
	readonly type: string;
	readonly value: string;
	/** For a write that happens only if nobody changed the value since. */
	readonly compareDigest: string | null;
}

/** A customer as the shop knows them; without personal data but for the id. */
export interface ShopCustomer {
	/** Global id. */
	readonly id: string;
	readonly tags: readonly string[];
	readonly orderCount: number;
	/** What they have spent in all, in the currency of the shop. */
	readonly spent: Money;
	/** Such as `SUBSCRIBED`; null without an address. */
	readonly consent: {
		readonly state: string;
		readonly level: string | null;
		readonly at: Instant | null;
	} | null;
	/** Of our namespace, the first 50. */
	readonly metafields: readonly ShopMetafield[];
}

const customerSchema = z.object({
	id: z.string(),
	tags: z.array(z.string()),
	numberOfOrders: z.union([z.string(), z.number()]),
	amountSpent: z.object({ amount: z.union([z.string(), z.number()]), currencyCode: z.string() }),
	defaultEmailAddress: z
		.object({
			marketingState: z.string(),
			marketingOptInLevel: z.string().nullish(),
			marketingUpdatedAt: z.string().nullish(),
		})
		.nullish(),
	metafields: z.object({
		nodes: z.array(
			z.object({
				key: z.string(),
				type: z.string(),
				value: z.string(),
				compareDigest: z.string().nullish(),
			}),
		),
	}),
});

/** The customer with an e-mail address, without the lag of a search; null when there is none. Throws like `readAnswer`. */
export async function findCustomer(
	client: ShopifyClient,
	email: string,
	{ namespace }: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<ShopCustomer | null> {
	const address = normalizeEmail(email);
	if (address === null) return null;
	const { data } = await readAnswer(
		client,
		CUSTOMER_BY_EMAIL,
		{ email: address, namespace },
		z.object({ customerByIdentifier: customerSchema.nullable() }),
	);
	return data.customerByIdentifier === null ? null : customerOf(data.customerByIdentifier);
}

function customerOf(customer: z.output<typeof customerSchema>): ShopCustomer {
	const { amountSpent, defaultEmailAddress: address } = customer;
	return {
		id: customer.id,
		tags: customer.tags,
		orderCount: Number(customer.numberOfOrders),
		spent: parseAmount(amountSpent.amount, amountSpent.currencyCode, 'half_up'),
		consent: address
			? {
					state: address.marketingState,
					level: address.marketingOptInLevel ?? null,
					at: address.marketingUpdatedAt == null ? null : parseInstant(address.marketingUpdatedAt),
				}
			: null,
		metafields: customer.metafields.nodes.map(({ compareDigest, ...field }) => ({
			...field,
			compareDigest: compareDigest ?? null,
		})),
	};
}
