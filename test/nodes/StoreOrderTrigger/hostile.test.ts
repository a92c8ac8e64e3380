import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { genericDelivery } from '../../../lib/mapping/generic';
import { magentoDelivery } from '../../../lib/mapping/magento';
import { shopifyDelivery } from '../../../lib/mapping/shopify';
import { stripeDelivery } from '../../../lib/mapping/stripe';
import { wooDelivery } from '../../../lib/mapping/woocommerce';
import type { StoreDelivery } from '../../../lib/mapping/store-delivery';
import { toJson } from '../../../lib/model/json';
import { STORE_EVENT_KINDS, storeEventItemSchema } from '../../../lib/model/store-event';
import { readBody } from '../../../nodes/StoreOrderTrigger/readBody';
import { orderBody } from '../../lib/mapping/generic/payloads';
import { event, invoice } from '../../lib/mapping/stripe/payloads';
import { shopifyOrderBody, shopifyRefundBody } from '../../support/shopify-payloads';
import { wooOrderBody } from '../../support/woo-payloads';

const AT = '2026-11-02T09:00:10.000Z';
const ALL = { kinds: STORE_EVENT_KINDS, includeTestOrders: true, extraMetaKeys: [] };

function shopify(topic: string): StoreDelivery {
	const headers = { 'x-shopify-topic': topic, 'x-shopify-shop-domain': 'demo.myshopify.com' };
	return shopifyDelivery(headers, AT, '');
}

const woo = wooDelivery({ 'x-wc-webhook-topic': 'order.updated' }, AT, 'https://shop.example.com/');
const magentoOrder: unknown = JSON.parse(
	readFileSync(join(__dirname, '../../fixtures/magento/webhook-order.json'), 'utf8'),
);

const GENERIC = { event: 'order.paid', order: orderBody() };

/** Good bodies of every kind of sender: what follows spoils them. */
const GOOD: ReadonlyArray<readonly [string, StoreDelivery, unknown]> = [
	['Shopify order', shopify('orders/paid'), shopifyOrderBody()],
	['Shopify refund', shopify('refunds/create'), shopifyRefundBody()],
	['WooCommerce order', woo, wooOrderBody()],
	['Magento order', magentoDelivery(AT, 'shop.example.com'), magentoOrder],
	['Stripe invoice', stripeDelivery(AT, ''), event('invoice.paid', invoice())],
	['generic order', genericDelivery(AT, 'shop-1'), GENERIC],
];

/** What nobody expects at the place of a value. */
const HOSTILE: readonly unknown[] = [
	null,
	true,
	-1,
	0,
	1e308,
	-0.1,
	9_007_199_254_740_993,
	'',
	' ',
	'NaN',
	'1e999',
	'-0',
	'99999999999999999999999999999999.99',
	'1,234.50',
	'𝕏'.repeat(50),
	'\u0000\ud800',
	'a'.repeat(100_000),
	`${'a'.repeat(30_000)}@${'b.'.repeat(10_000)}`,
	`${' '.repeat(50_000)}x`,
	'%'.repeat(10_000),
	'=cmd|calc',
	'<script>alert(1)</script>',
	'http://169.254.169.254/latest/meta-data',
	'javascript:alert(1)',
	[],
	{},
	[[[[[[[[[[]]]]]]]]]],
	{ length: 1e9 },
	{ toString: 'x', valueOf: 1 },
	Array.from({ length: 5_000 }, () => ({})),
];

type Path = ReadonlyArray<string | number>;

function pathsOf(value: unknown, at: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [at];
	const below = Object.entries(value).flatMap(([name, child]) => pathsOf(child, [...at, name]));
	return [at, ...below];
}

function withValue(body: unknown, path: Path, value: unknown): unknown {
	const [name, ...rest] = path;
	if (name === undefined) return value;
	const copy: unknown = Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) };
	const record = copy as Record<string | number, unknown>;
	record[name] = withValue(record[name], rest, value);
	return copy;
}

/** Reads without throwing, and gives only what its schema allows. */
function readsSafely(delivery: StoreDelivery, text: string): void {
	const reading = readBody(delivery, text, ALL);
	expect(['events', 'ignored', 'unreadable']).toContain(reading.outcome);
	if (reading.outcome !== 'events') return;
	for (const item of reading.items) {
		const read = storeEventItemSchema.safeParse(JSON.parse(JSON.stringify(toJson(item))));
		expect(read.error?.issues ?? []).toEqual([]);
	}
}

afterEach(() => {
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
});

describe.each(GOOD)('a signed %s that is spoilt', (_, delivery, body) => {
	const paths = pathsOf(body);

	it('is good before', () => {
		expect(readBody(delivery, JSON.stringify(body), ALL).outcome).toBe('events');
	});

	it('in one or two places is read, ignored or named unreadable, and never throws', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...HOSTILE)), {
					minLength: 1,
					maxLength: 2,
				}),
				(spoils) => {
					const spoilt = spoils.reduce<unknown>((whole, [path, value]) => {
						try {
							return withValue(whole, path, value);
						} catch {
							return whole;
						}
					}, body);
					readsSafely(delivery, JSON.stringify(spoilt));
				},
			),
			{ numRuns: 400 },
		);
	});

	it('by names that reach for prototypes changes nothing but itself', () => {
		const names = ['__proto__', 'constructor', 'prototype'];
		for (const path of paths.slice(0, 60)) {
			for (const name of names) {
				const marker = withValue(body, [...path, 'MARKER'], { polluted: true });
				readsSafely(delivery, JSON.stringify(marker).replaceAll('MARKER', name));
			}
		}
	});

	it('by cutting it anywhere is unreadable', () => {
		const text = JSON.stringify(body);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: text.length - 1 }), (end) => {
				expect(readBody(delivery, text.slice(0, end), ALL).outcome).toBe('unreadable');
			}),
			{ numRuns: 100 },
		);
	});

	it('by bytes that are no JSON, or JSON of another kind, never throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) =>
				readsSafely(delivery, text),
			),
			{ numRuns: 300 },
		);
		readsSafely(delivery, `${'['.repeat(100_000)}${']'.repeat(100_000)}`);
		readsSafely(delivery, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
	});
});
