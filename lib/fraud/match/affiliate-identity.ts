import { canonicalEmail, normalizeEmail } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { Customer } from '../../model/customer';
import { phoneNumber } from './phone-number';

/** A trait that customer and affiliate share; the values themselves stay here. */
export type SharedTrait = 'e-mail' | 'payout e-mail' | 'phone';

/** Traits in which customer and affiliate agree; null when they have none to compare. */
export function sharedTraits(customer: Customer, affiliate: Affiliate): SharedTrait[] | null {
	const email = canonicalEmail(customer.email ?? '');
	const phone = phoneNumber(customer.phone ?? '');
	const pairs: ReadonlyArray<readonly [SharedTrait, string | null, string | null]> = [
		['e-mail', email, canonicalEmail(affiliate.email ?? '')],
		['payout e-mail', email, canonicalEmail(affiliate.payoutEmail ?? '')],
		['phone', phone, phoneNumber(affiliate.phone ?? '')],
	];
	const comparable = pairs.filter(([, ours, theirs]) => ours !== null && theirs !== null);
	if (comparable.length === 0) return null;
	return comparable.filter(([, ours, theirs]) => ours === theirs).map(([trait]) => trait);
}

/**
 * How the customer's address differs from an affiliate's one of the same mailbox ("tag", "dots",
 * "domain"); empty when they are spelled alike or are not the same mailbox.
 */
export function spellingDifferences(customer: Customer, affiliate: Affiliate): string[] {
	const ours = normalizeEmail(customer.email ?? '');
	if (ours === null) return [];
	for (const raw of [affiliate.email, affiliate.payoutEmail]) {
		const theirs = normalizeEmail(raw ?? '');
		if (theirs === null || theirs === ours) continue;
		if (canonicalEmail(ours) === canonicalEmail(theirs)) return differences(ours, theirs);
	}
	return [];
}

function differences(a: string, b: string): string[] {
	const [x, y] = [partsOf(a), partsOf(b)];
	return [
		...(x.tag === y.tag ? [] : ['tag']),
		...(x.name === y.name ? [] : ['dots']),
		...(x.domain === y.domain ? [] : ['domain']),
	];
}

function partsOf(email: string): { name: string; tag: string; domain: string } {
	const at = email.lastIndexOf('@');
	const local = email.slice(0, at);
	const plus = local.indexOf('+');
	const name = plus > 0 ? local.slice(0, plus) : local;
	return { name, tag: local.slice(name.length), domain: email.slice(at + 1) };
}
