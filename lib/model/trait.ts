import { z } from 'zod/v4';
import {
	canonicalEmail,
	comparablePhone,
	isPublicAddress,
	networkAddress,
	normalizeEmail,
} from '../kernel';
import type { Address } from './address';
import type { Affiliate } from './affiliate';
import type { Order } from './order';

/**
 * What two people can have in common. `network` is an IPv4 /24 or IPv6 /48, `device` network and
 * user agent together; `payment` a card's or account's fingerprint, `payout` a payout account.
 */
export const TRAIT_KINDS = [
	'email',
	'email_domain',
	'phone',
	'network',
	'device',
	'surname_postcode',
	'address',
	'payment',
	'payout',
	'tax_id',
] as const;

export type TraitKind = (typeof TRAIT_KINDS)[number];

/** A keyed hash: it can be compared inside one workspace and not be read back. */
export const traitSchema = z.object({
	kind: z.enum(TRAIT_KINDS),
	hash: z.string().min(1).max(100),
});

export type Trait = z.output<typeof traitSchema>;

export type TraitHash = (purpose: string, value: string) => string;

/** Purposes of the click's own hashes, so that a click and an order can be compared. */
export const NETWORK_PURPOSE = 'click.network';
export const USER_AGENT_PURPOSE = 'click.user_agent';

/**
 * What an order tells of its customer. Nothing for what the store does not tell, and no network where
 * it tells the address of its own proxy.
 */
export function orderTraits(order: Order, hash: TraitHash): Trait[] {
	const { customer, tracking, billingAddress, shippingAddress, payment } = order;
	const network = isPublicAddress(tracking.clientIp) ? networkAddress(tracking.clientIp) : null;
	const networkHash = network === null ? null : hash(NETWORK_PURPOSE, network);
	const agentHash =
		tracking.userAgent === null ? null : hash(USER_AGENT_PURPOSE, tracking.userAgent);
	const named = (address: Address | null) =>
		address === null ? null : { ...address, lastName: address.lastName ?? customer.lastName };
	return [
		...emailTraits(customer.email, hash),
		...phoneTraits(customer.phone, billingAddress?.country ?? customer.country, hash),
		...originTraits({ networkHash, userAgentHash: agentHash }, hash),
		...addressTraits(named(billingAddress), hash),
		...addressTraits(named(shippingAddress), hash),
		...listed('payment', payment?.fingerprint ?? null, hash),
	].filter(isFirst);
}

/** What the ledger knows of an affiliate. Payout account and tax id come with the payout profile. */
export function affiliateTraits(affiliate: Affiliate, hash: TraitHash): Trait[] {
	const lastName = affiliate.name.trim().split(/\s+/).at(-1) ?? null;
	const { address } = affiliate;
	return [
		...emailTraits(affiliate.email, hash),
		...emailTraits(affiliate.payoutEmail, hash),
		...phoneTraits(affiliate.phone, address?.country ?? null, hash),
		...originTraits(affiliate.signup ?? { networkHash: null, userAgentHash: null }, hash),
		...addressTraits(
			address === null ? null : { ...address, lastName: address.lastName ?? lastName },
			hash,
		),
	].filter(isFirst);
}

/** Network and device of hashes that a click, an order or a sign-up already has. */
export function originTraits(
	origin: { readonly networkHash: string | null; readonly userAgentHash: string | null },
	hash: TraitHash,
): Trait[] {
	const { networkHash, userAgentHash } = origin;
	if (networkHash === null) return [];
	const network: Trait = { kind: 'network', hash: networkHash };
	if (userAgentHash === null) return [network];
	return [network, ...listed('device', `${networkHash}\n${userAgentHash}`, hash)];
}

function emailTraits(email: string | null, hash: TraitHash): Trait[] {
	const plain = normalizeEmail(email ?? '');
	if (plain === null) return [];
	const domain = plain.slice(plain.lastIndexOf('@') + 1);
	return [...listed('email', canonicalEmail(plain), hash), ...listed('email_domain', domain, hash)];
}

function phoneTraits(phone: string | null, country: string | null, hash: TraitHash): Trait[] {
	return listed('phone', comparablePhone(phone, country), hash);
}

function addressTraits(address: Address | null, hash: TraitHash): Trait[] {
	if (address === null) return [];
	const country = comparable(address.country);
	const postcode = comparable(address.postcode);
	if (country === '' || postcode === '') return [];
	const surname = comparable(address.lastName);
	const line = comparable(address.line);
	return [
		...listed(
			'surname_postcode',
			surname === '' ? null : `${surname}\n${postcode}\n${country}`,
			hash,
		),
		...listed('address', line === '' ? null : `${line}\n${postcode}\n${country}`, hash),
	];
}

/** Letters and digits only, without case and accents. */
function comparable(text: string | null): string {
	return (text ?? '')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function listed(kind: TraitKind, value: string | null, hash: TraitHash): Trait[] {
	return value === null ? [] : [{ kind, hash: hash(`trait.${kind}`, value) }];
}

function isFirst(trait: Trait, index: number, all: readonly Trait[]): boolean {
	return all.findIndex(({ kind, hash }) => kind === trait.kind && hash === trait.hash) === index;
}
