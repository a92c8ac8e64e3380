import { createSign, generateKeyPairSync } from 'node:crypto';
import { isAdobeCommerceSignature } from '../../../../lib/mapping/webhook-signature/adobe';

const first = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const second = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const body = Buffer.from(JSON.stringify({ order: { entity_id: '7', name: 'Käthe' } }));

/** As the vendor's code signs: the base64 text of the body. */
const sign = (bytes: Uint8Array, { privateKey } = first) =>
	createSign('SHA256').update(Buffer.from(bytes).toString('base64')).sign(privateKey, 'base64');

const pem = (pair = first) => pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe("Adobe Commerce's webhook signature", () => {
	it('is right for the body that was signed', () => {
		expect(isAdobeCommerceSignature(body, sign(body), [pem()])).toBe(true);
	});

	it('is wrong for another body, another key, and for the body itself instead of its base64', () => {
		expect(isAdobeCommerceSignature(Buffer.from('{}'), sign(body), [pem()])).toBe(false);
		expect(isAdobeCommerceSignature(body, sign(body, second), [pem()])).toBe(false);
		const direct = createSign('SHA256').update(body).sign(first.privateKey, 'base64');
		expect(isAdobeCommerceSignature(body, direct, [pem()])).toBe(false);
	});

	it('is right under any of several keys', () => {
		expect(isAdobeCommerceSignature(body, sign(body, second), [pem(), pem(second)])).toBe(true);
	});

	it.each([
		['none', null],
		['an empty one', ''],
		['no base64', '%%%'],
		['a hex HMAC', 'ab'.repeat(32)],
	])('is refused when it is %s', (_name, signature) => {
		expect(isAdobeCommerceSignature(body, signature, [pem()])).toBe(false);
	});

	it('is never right without a key', () => {
		expect(isAdobeCommerceSignature(body, sign(body), [])).toBe(false);
		expect(isAdobeCommerceSignature(body, sign(body), ['  '])).toBe(false);
	});

	it.each([
		['in one line', (text: string) => text.replaceAll('\n', ' ')],
		['with written line ends', (text: string) => text.replaceAll('\n', '\\n')],
		['without its frame', (text: string) => text.replace(/-----[^-]+-----/g, '')],
		['with spaces around it', (text: string) => `\n  ${text}  `],
	])('takes a key that was pasted %s', (_name, paste) => {
		expect(isAdobeCommerceSignature(body, sign(body), [paste(pem())])).toBe(true);
	});

	it('takes a key in PKCS#1', () => {
		const pkcs1 = first.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
		expect(isAdobeCommerceSignature(body, sign(body), [pkcs1])).toBe(true);
	});

	it.each([
		['no key at all', 'my secret', /not a public key/],
		[
			'a private key',
			first.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
			/private/,
		],
		[
			'a key of another kind',
			generateKeyPairSync('ec', { namedCurve: 'P-256' })
				.publicKey.export({ type: 'spki', format: 'pem' })
				.toString(),
			/not an RSA key/,
		],
	])('says so when the key text is %s, without repeating it', (_name, text, message) => {
		let caught: unknown;
		try {
			isAdobeCommerceSignature(body, sign(body), [text]);
		} catch (error) {
			caught = error;
		}
		expect(caught).toMatchObject({ code: 'invalid_public_key', path: 'publicKey' });
		expect(String(caught)).toMatch(message);
		expect(String(caught)).not.toContain(text.trim());
	});
});
