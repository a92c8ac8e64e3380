import { domainToASCII } from 'node:url';

/** Providers where `name+tag` reaches the mailbox of `name`. */
const PLUS_TAG_DOMAINS: ReadonlySet<string> = new Set([
	'gmail.com',
	'outlook.com',
	'hotmail.com',
	'live.com',
	'msn.com',
	'icloud.com',
	'me.com',
	'mac.com',
	'fastmail.com',
	'proton.me',
	'protonmail.com',
	'pm.me',
	'yandex.com',
]);

/** Outlook's domains of single countries: mailboxes of their own, with tags like the others. */
const REGIONAL_OUTLOOK = /^(?:hotmail|live|outlook)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

/** Domains that are one mail system under several names. */
const DOMAIN_ALIASES: ReadonlyMap<string, string> = new Map([
	['googlemail.com', 'gmail.com'],
	['protonmail.com', 'proton.me'],
	['pm.me', 'proton.me'],
	['me.com', 'icloud.com'],
	['mac.com', 'icloud.com'],
]);

/** Providers that ignore dots in the local part. */
const DOTLESS_DOMAINS: ReadonlySet<string> = new Set(['gmail.com']);

/** One mailbox: what ends an address in a list of recipients stands in quotes or not at all. */
const LOCAL_PART = /^(?:"[^"\\\p{Cc}]+"|[^",;:<>()[\]\\@\p{Cc}]+)$/u;

/** Marks that nobody sees: zero-width, soft hyphens, directions. */
const INVISIBLE = /\p{DI}|\p{Cf}/gu;

/**
 * Trimmed, NFKC, lower case, without invisible marks, domain in ASCII (IDN) and without the dot of the
 * root; null when it is not an e-mail address.
 */
export function normalizeEmail(raw: string): string | null {
	const text = raw.normalize('NFKC').replace(INVISIBLE, '').trim().toLowerCase();
	const at = text.lastIndexOf('@');
	if (/\s/.test(text) || !LOCAL_PART.test(text.slice(0, Math.max(at, 0)))) return null;
	const domain = domainToASCII(text.slice(at + 1)).replace(/\.$/, '');
	if (!domain.includes('.')) return null;
	return `${text.slice(0, at)}@${domain}`;
}

/**
 * The mailbox an address reaches: normalised, then +tag and dots dropped and domain aliases
 * folded, only where the provider is known to do so. For comparing people, never for sending.
 */
export function canonicalEmail(raw: string): string | null {
	const normalized = normalizeEmail(raw);
	if (normalized === null) return null;
	const at = normalized.lastIndexOf('@');
	const domainGiven = normalized.slice(at + 1);
	const domain = DOMAIN_ALIASES.get(domainGiven) ?? domainGiven;
	let local = normalized.slice(0, at);
	const plus = local.indexOf('+');
	if (plus > 0 && hasTags(domain)) local = local.slice(0, plus);
	if (DOTLESS_DOMAINS.has(domain)) local = local.replaceAll('.', '');
	// Nothing but dots or a tag: keep the address apart from all others instead of folding it.
	if (local === '') return normalized;
	return `${local}@${domain}`;
}

function hasTags(domain: string): boolean {
	return PLUS_TAG_DOMAINS.has(domain) || REGIONAL_OUTLOOK.test(domain);
}
