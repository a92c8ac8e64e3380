/** How an honest affiliate of the simulation works. */
export const HONEST_KINDS = [
	'blog',
	'coupon site',
	'cashback site',
	'e-mail partner',
	'influencer',
	'tiny',
	'lead partner',
] as const;

export type HonestKind = (typeof HONEST_KINDS)[number];

/** What a fraudulent affiliate of the simulation does. */
export const FRAUD_KINDS = [
	'self-referral, plain',
	'self-referral, disguised',
	'self-referral, own household',
	'self-referral, through a friend',
	'bot clicks, declared or data centre',
	'bot clicks, plain Chrome at home addresses',
	'cookie stuffing, embedded',
	'cookie stuffing, pop-under',
	'coupon leak',
	'cart interception',
	'fake leads, scripted',
	'fake leads, careful',
	'stolen cards',
	'card testing',
	'refund abuse',
	'ring of affiliates',
	'duplicate account',
	'brand bidding',
] as const;

export type FraudKind = (typeof FRAUD_KINDS)[number];

/** What is true of an affiliate, whatever anybody finds. */
export type AffiliateTruth =
	| { readonly isFraud: false; readonly kind: HonestKind }
	| { readonly isFraud: true; readonly kind: FraudKind };

/** What is true of an order: null is an honest one, whoever gets the credit. */
export interface OrderTruth {
	readonly fraud: FraudKind | null;
	/** Code of the affiliate who commits it. */
	readonly fraudster: string | null;
}

export const HONEST_ORDER: OrderTruth = { fraud: null, fraudster: null };
