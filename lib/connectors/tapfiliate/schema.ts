import { z } from 'zod/v4';
import { idText, lenientText } from '../affiliate-platform';

const named = z.object({ id: idText }).nullish().catch(null);

export const affiliateSchema = z.object({
	id: idText,
	firstname: lenientText,
	lastname: lenientText,
	email: lenientText,
	company: z.object({ name: lenientText }).nullish().catch(null),
	referral_code: lenientText,
	parent_id: lenientText,
	created_at: lenientText,
	approved: z
		.boolean()
		.nullish()
		.catch(null)
		.transform((value) => value ?? null),
	referral_link: z.object({ link: lenientText }).nullish().catch(null),
	coupon: lenientText,
	programs: z
		.array(z.object({ id: idText }))
		.nullish()
		.catch(null),
});

export const commissionSchema = z.object({
	id: idText,
	amount: z.union([z.number(), z.string()]).nullish().catch(null),
	currency: lenientText,
	approved: z
		.boolean()
		.nullish()
		.catch(null)
		.transform((value) => value ?? null),
	created_at: lenientText,
	affiliate: named,
	payout: named,
	conversion: z
		.object({ id: idText, external_id: lenientText, program: named })
		.partial()
		.nullish()
		.catch(null),
});

export const conversionSchema = z.object({
	id: idText,
	external_id: lenientText,
	amount: z.union([z.number(), z.string()]).nullish().catch(null),
	currency: lenientText,
	click: z.object({ id: idText }).nullish().catch(null),
	coupon: lenientText,
	commissions: z
		.array(commissionSchema)
		.nullish()
		.transform((list) => list ?? []),
	program: z.object({ id: idText, currency: lenientText }).nullish().catch(null),
	affiliate: named,
	customer: z.object({ customer_id: lenientText }).nullish().catch(null),
	created_at: lenientText,
});

export const paymentSchema = z.object({
	id: idText,
	amount: z.union([z.number(), z.string()]).nullish().catch(null),
	currency: lenientText,
	created_at: lenientText,
	affiliate: named,
});

export const programmeSchema = z.object({
	id: idText,
	title: lenientText,
	currency: lenientText,
	default_landing_page_url: lenientText,
});

export type TapfiliateConversion = z.output<typeof conversionSchema>;
export type TapfiliateCommission = z.output<typeof commissionSchema>;
