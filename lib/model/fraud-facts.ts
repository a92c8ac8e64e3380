import { z } from 'zod/v4';
import { PARTNER_TYPES } from './affiliate';
import { clickSchema, NETWORK_KINDS } from './click';
import { attributionSchema, creditSchema } from './credit';
import { moneySchema } from './money';
import { orderSchema } from './order';
import { idSchema, instantSchema } from './primitives';
import { TRAIT_KINDS, traitSchema } from './trait';

/**
 * The answer of a look-up. `not_named`: there is nothing to look up (a coupon has no click);
 * `missing`: something is named that the store does not have, which is never clear.
 */
function lookupSchema<Schema extends z.ZodType>(value: Schema) {
	return z.discriminatedUnion('status', [
		z.object({ status: z.literal('found'), value }),
		z.object({ status: z.literal('missing') }),
		z.object({ status: z.literal('not_named') }),
	]);
}

export type Lookup<Value> =
	| { readonly status: 'found'; readonly value: Value }
	| { readonly status: 'missing' }
	| { readonly status: 'not_named' };

/** An affiliate as fraud rules see one. */
export const checkedAffiliateSchema = z.object({
	affiliateId: idSchema,
	code: z.string(),
	status: z.string(),
	groupCode: z.string().nullable(),
	partnerType: z.enum(PARTNER_TYPES).nullable(),
	mayIntercept: z.boolean(),
	sites: z.array(z.string()),
	/** Instead of the programme's window (C19), which F9 holds credited clicks against. */
	lookbackDays: z.int().min(0).max(730).nullable().default(null),
	createdAt: instantSchema,
	/** The open case about the affiliate, if there is one (nightly scan). */
	openCase: z
		.object({ caseId: idSchema, ruleIds: z.array(z.string()), holds: z.boolean() })
		.nullable(),
});

/** How customer and affiliate compare; made before anything personal is dropped. */
export const identityComparisonSchema = z.object({
	compared: z.array(z.enum(TRAIT_KINDS)).describe('What both of them tell'),
	shared: z.array(z.enum(TRAIT_KINDS)).describe('What is the same'),
	emailDifferences: z
		.array(z.string())
		.describe('How two spellings of one mailbox differ: tag, dots, domain alias, case'),
	sharesPrivateDomain: z
		.boolean()
		.describe('The same e-mail domain, and not one that offers mailboxes to everybody'),
});

/** One credited affiliate with the records behind the credit. */
export const creditFactsSchema = z.object({
	credit: creditSchema,
	click: lookupSchema(clickSchema),
	affiliate: lookupSchema(checkedAffiliateSchema),
	identity: identityComparisonSchema.nullable().describe('Null when the affiliate is not known'),
});

/** An earlier order that shares something with this one. */
export const relatedOrderSchema = z.object({
	conversionId: idSchema,
	orderId: idSchema,
	customerKey: z.string().nullable(),
	orderedAt: instantSchema,
	net: moneySchema,
	/** Hash of lines and totals without the order's number, to recognise the same basket. */
	basketHash: z.string(),
});

/** What a partner's server or another platform says of the order (F37). */
export const claimFactsSchema = z.object({
	source: z.string(),
	amount: moneySchema.nullable(),
	status: z.string().nullable(),
	at: instantSchema,
});

/**
 * Everything the order rules look at, without personal data: it is kept with the verdict, so that
 * another policy can be tried on past orders. Customer, addresses and payment of the order are
 * reduced; what had to be compared was compared before.
 */
export const fraudFactsSchema = z.object({
	order: orderSchema,
	attribution: attributionSchema,
	/** One entry per credit of the attribution. */
	credits: z.array(creditFactsSchema),
	customer: z.object({
		key: z.string().nullable().describe('Keyed hash; null for a guest without e-mail'),
		emailDomain: z.string().nullable(),
		/** `relay`: forwards to a real mailbox; `public`: offers mailboxes to everybody. */
		emailDomainKind: z.enum(['disposable', 'relay', 'public', 'private']).nullable(),
		billingCountry: z.string().nullable(),
		shippingCountry: z.string().nullable(),
		traits: z.array(traitSchema),
	}),
	visit: z.object({
		/** Query parameters of the landing page, names in lower case, values cut. */
		landingParameters: z.record(z.string(), z.string()),
		referrerHost: z.string().nullable(),
		/** Whether the referrer is on a list of coupon sites. */
		isFromCouponSite: z.boolean(),
		/** Truncated address of the buyer. */
		network: z.string().nullable(),
		networkKinds: z.array(z.enum(NETWORK_KINDS)),
	}),
	/** The same order of the same store as the ledger has it; null when it comes the first time. */
	recordedOrder: z
		.object({
			conversionId: idSchema,
			contentHash: z.string(),
			orderUpdatedAt: instantSchema.nullable(),
		})
		.nullable(),
	/** Clicks of the customer's browsers in the last 30 days, oldest first; null: not loaded. */
	journey: z.array(clickSchema).max(500).nullable(),
	/** Earlier orders of the customer within 7 days (F16), newest first; null: not loaded. */
	customerOrders: z.array(relatedOrderSchema).nullable(),
	/** Orders of the same device or network within 24 hours (F17); null: not loaded. */
	networkOrders: z.array(relatedOrderSchema).nullable(),
	/** Distinct customers who used the same click id before (F12); null: not loaded. */
	clickCustomers: z.int().min(0).nullable(),
	/** 95th percentile of the programme's recent order values (F31); null: too few or not loaded. */
	valuePercentile95: moneySchema.nullable(),
	/** Number of orders behind it. */
	valueSample: z.int().min(0).nullable(),
	claims: z.array(claimFactsSchema).nullable(),
	/** A person's decision about this very order, which goes before every rule. */
	decision: z
		.object({ caseId: idSchema, outcome: z.enum(['cleared', 'confirmed']), at: instantSchema })
		.nullable(),
});

export type FraudFacts = z.output<typeof fraudFactsSchema>;
export type CreditFacts = z.output<typeof creditFactsSchema>;
export type CheckedAffiliate = z.output<typeof checkedAffiliateSchema>;
export type IdentityComparison = z.output<typeof identityComparisonSchema>;
export type RelatedOrder = z.output<typeof relatedOrderSchema>;
