import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { AffiliateError } from '../../kernel';

/**
 * Adobe Commerce's `x-adobe-commerce-webhook-signature`: base64 of an RSA signature with SHA-256, not
 * over the body but over the base64 text of it. (Its page calls it HMAC; the code it shows verifies
 * with a public key.) Off by default; the public key is shown under Stores > Configuration > Adobe
 * Services > Webhooks. Several keys are tried, for the time in which a pair is replaced; without
 * any, nothing matches. Nothing secret is compared, so time tells nothing.
 *
 * Throws `invalid_public_key` for a text that is not an RSA public key in PEM.
 */
export function isAdobeCommerceSignature(
	rawBody: Uint8Array,
	signature: string | null,
	publicKeys: readonly string[],
): boolean {
	const keys = publicKeys.filter((text) => text.trim() !== '').map(publicKeyOf);
	if (signature === null || !/^[A-Za-z0-9+/]+={0,2}$/.test(signature.trim())) return false;
	const given = Buffer.from(signature.trim(), 'base64');
	const signed = Buffer.from(Buffer.from(rawBody).toString('base64'), 'utf8');
	return keys.some((key) => verify('RSA-SHA256', signed, key, given));
}

/** Keys are pasted: into one line, with the line ends written out, or without the frame. */
function publicKeyOf(text: string): KeyObject {
	const unescaped = text.trim().replaceAll('\\n', '\n');
	if (/PRIVATE KEY/.test(unescaped)) throw invalidKey('This is a private key');
	const [, label = 'PUBLIC KEY', framed] =
		/-----BEGIN ((?:RSA )?PUBLIC KEY)-----([^-]*)-----END/.exec(unescaped) ?? [];
	const base64 = (framed ?? unescaped).replace(/\s+/g, '');
	const lines = base64.match(/.{1,64}/g) ?? [];
	const pem = `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
	let key: KeyObject;
	try {
		key = createPublicKey(pem);
	} catch {
		throw invalidKey('This is not a public key');
	}
	if (key.asymmetricKeyType !== 'rsa') throw invalidKey('The public key is not an RSA key');
	return key;
}

/** The text is not repeated: somebody may have pasted a secret. */
function invalidKey(message: string): AffiliateError {
	return new AffiliateError(message, {
		code: 'invalid_public_key',
		path: 'publicKey',
		hint: 'Copy the public key from Stores > Configuration > Adobe Services > Webhooks in the store, from BEGIN PUBLIC KEY to END PUBLIC KEY.',
	});
}
