import { z } from 'zod/v4';
import { idText, lenientText } from '../affiliate-platform';

/** As `/affiliate/get` gives it: `id` is the number. */
export const affiliateSchema = z.object({
	id: idText.pipe(z.string().regex(/^\d+$/)),
	offer_id: lenientText,
	status: lenientText,
	first_name: lenientText,
	last_name: lenientText,
	company_name: lenientText,
	email: lenientText,
	link: lenientText,
});

/** As lists, searches and new affiliates have it: `id` is the code, even where it has digits alone. */
export const listedAffiliateSchema = z.object({
	id: idText,
	offer_id: lenientText,
	status: lenientText,
	email: lenientText,
});

export const affiliatePageSchema = z.object({
	total: z.coerce.number().catch(0),
	results: z.array(listedAffiliateSchema),
});

/** What a batch has done; numbers, or texts of them. */
export const changedSchema = z.object({
	ids_changed: z.array(idText).catch([]),
	ids_not_changed: z.array(idText).catch([]),
});

const party = z
	.object({ id: lenientText, code: lenientText, email: lenientText, name: lenientText })
	.partial()
	.nullish()
	.catch(null);

/** A conversion of GraphQL or of an event; numbers come as texts. */
export const conversionSchema = z.object({
	id: idText,
	order_id: lenientText,
	status: lenientText,
	payment_status: lenientText,
	payment_id: lenientText,
	total: lenientText,
	commission_total: lenientText,
	currency: lenientText,
	coupon_code: lenientText,
	created: lenientText,
	updated: lenientText,
	affiliate: party,
	offer: party,
});

export type SourceConversion = z.output<typeof conversionSchema>;

/** An affiliate as events tell of it: with number and code. */
export const toldAffiliateSchema = z.object({
	id: idText,
	code: lenientText,
	status: lenientText,
	first_name: lenientText,
	last_name: lenientText,
	email: lenientText,
	company: lenientText,
	offer: party,
});

export const paymentSchema = z.object({
	id: idText,
	created: lenientText,
	commission_total: lenientText,
	currency: lenientText,
});

export const offerSchema = z.object({ id: idText, offer_name: lenientText });
