import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
	isShopifySignature,
	isWooCommercePing,
	isWooCommerceSignature,
} from '../../../../lib/mapping/webhook-signature';
import { publishedData } from '../../../support/published-data';

const BODY = Buffer.from('{"id":1,"title":"Größe ☕"}', 'utf8');

function sign(secret: string, body: Uint8Array = BODY): string {
	return createHmac('sha256', secret).update(body).digest('base64');
}

describe.each([
	['Shopify', isShopifySignature],
	['WooCommerce', isWooCommerceSignature],
])('a %s signature', (_, isSigned) => {
	it('is accepted under the secret, and under the previous one while secrets change', () => {
		expect(isSigned(BODY, sign('new'), ['new'])).toBe(true);
		expect(isSigned(BODY, sign('old'), ['new', 'old'])).toBe(true);
	});

	it.each([
		['one changed byte in the body', Buffer.from(BODY.toString().replace('1', '2')), sign('s')],
		['a wrong secret', BODY, sign('other')],
		['no header', BODY, null],
		['an empty header', BODY, ''],
		['a cut signature', BODY, sign('s').slice(0, 8)],
		['a longer signature', BODY, `${sign('s')}=`],
		['hex where base64 is due', BODY, Buffer.from(sign('s'), 'base64').toString('hex')],
		[
			'a body written anew',
			Buffer.from(JSON.stringify(JSON.parse(BODY.toString()), null, 1)),
			sign('s'),
		],
	])('is refused with %s', (_case, body, signature) => {
		expect(isSigned(body, signature, ['s'])).toBe(false);
	});

	it('never matches an empty secret or none', () => {
		expect(isSigned(BODY, sign(''), [''])).toBe(false);
		expect(isSigned(BODY, sign(''), [])).toBe(false);
		expect(isSigned(BODY, sign('  '), ['  '])).toBe(false);
	});
});

describe('a WooCommerce secret with entities', () => {
	it.each([
		['a&amp;b', 'a&b'],
		['&lt;x&gt;', '<x>'],
		['say &quot;hi&#039;', 'say "hi\''],
		['&amp;lt;', '&lt;'],
	])('%s signs as %s', (stored, signing) => {
		expect(isWooCommerceSignature(BODY, sign(signing), [stored])).toBe(true);
		expect(isShopifySignature(BODY, sign(signing), [stored])).toBe(false);
	});
});

describe('the ping of WooCommerce', () => {
	it.each([
		['webhook_id=12', null, true],
		['webhook_id=12', 'anything', false],
		['webhook_id=12&x=1', null, false],
		['webhook_id=', null, false],
		['{"webhook_id":12}', null, false],
	])('%s with signature %s: %s', (body, signature, isPing) => {
		expect(isWooCommercePing(Buffer.from(body), signature)).toBe(isPing);
	});
});

interface Vector {
	readonly scheme: string;
	readonly secret: string;
	readonly body: string;
	readonly expected: string;
}

const VECTORS = publishedData('webhooks/vectors.json') ?? '';
const hasVectors = VECTORS !== '';

(hasVectors ? describe : describe.skip)('published vectors', () => {
	it('of Shopify verify', () => {
		const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: Vector[] };
		const published = vectors.filter(({ scheme }) => scheme === 'shopify-webhook');
		expect(published.length).toBeGreaterThan(0);
		for (const { secret, body, expected } of published) {
			expect(isShopifySignature(Buffer.from(body), expected, [secret])).toBe(true);
		}
	});
});
