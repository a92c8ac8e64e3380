import { z } from 'zod/v4';
import { idText, lenientText } from '../affiliate-platform';

const named = z.object({ id: lenientText }).nullish().catch(null);

export const conversionSchema = z.object({
	id: lenientText,
	conversion_id: lenientText,
	action_id: lenientText,
	clickid: lenientText,
	cbid: lenientText,
	status: lenientText,
	currency: lenientText,
	offer: named,
	offer_id: lenientText,
	goal: lenientText,
	goal_value: lenientText,
	partner: named,
	partner_id: lenientText,
	promo_code: lenientText,
	user_id: lenientText,
	sum: lenientText,
	payouts: lenientText,
	payment_status: lenientText,
	created_at: lenientText,
	/** Of a single record; lists write it with an underscore. */
	updatedAt: lenientText,
	updated_at: lenientText,
});

export type AffiseConversion = z.output<typeof conversionSchema>;

export const partnerSchema = z.object({
	id: idText,
	email: lenientText,
	login: lenientText,
	contact_person: lenientText,
	title: lenientText,
	status: lenientText,
	ref: lenientText,
	created_at: lenientText,
	balance: z
		.record(z.string(), z.object({ balance: lenientText }))
		.nullish()
		.catch(null),
});

export const offerSchema = z.object({
	id: idText,
	title: lenientText,
	preview_url: lenientText,
	url: lenientText,
	payments: z
		.array(z.object({ currency: lenientText }))
		.nullish()
		.catch(null),
});

export const paymentSchema = z.object({
	id: idText,
	pid: lenientText,
	status: lenientText,
	revenue: lenientText,
	currency_code: lenientText,
	posted_date: lenientText,
	updated_at: lenientText,
});
