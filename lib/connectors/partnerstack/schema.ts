import { z } from 'zod/v4';
import { idText, lenientText } from '../affiliate-platform';

const keyed = z.object({ key: idText }).nullish().catch(null);

export const pageSchema = z.object({
	data: z.object({
		items: z.array(z.unknown()),
		has_more: z.boolean().nullish().catch(false),
	}),
});

export const partnershipSchema = z.object({
	key: idText,
	partner_key: lenientText,
	email: lenientText,
	first_name: lenientText,
	last_name: lenientText,
	approved_status: lenientText,
	status: lenientText,
	group: keyed,
	link: z
		.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
		.nullish()
		.catch(null),
	created_at: z.number().nullish().catch(null),
});

/** Integer cents. */
const cents = z
	.union([z.number().int(), z.string().regex(/^-?\d+$/)])
	.nullish()
	.catch(null);

export const transactionSchema = z.object({
	key: idText,
	amount: cents,
	currency: lenientText,
	partnership_key: lenientText,
	customer: z
		.object({ key: lenientText, customer_key: lenientText })
		.partial()
		.nullish()
		.catch(null),
	archived: z.boolean().nullish().catch(null),
	created_at: z.number().nullish().catch(null),
	updated_at: z.number().nullish().catch(null),
});

export const rewardSchema = z.object({
	key: idText,
	amount: cents,
	currency: lenientText,
	reward_status: lenientText,
	payment_status: lenientText,
	payout_id: lenientText,
	partnership_key: lenientText,
	transaction: keyed,
	source: z.object({ key: lenientText, type: lenientText }).partial().nullish().catch(null),
	created_at: z.number().nullish().catch(null),
	updated_at: z.number().nullish().catch(null),
});

export const groupSchema = z.object({ key: idText, name: lenientText });

export const customerSchema = z.object({ key: idText });

export type Transaction = z.output<typeof transactionSchema>;
