import fc from 'fast-check';
import { isClickId } from '../../../lib/kernel';
import {
	claimOfPostback,
	postbackClickId,
	readPostback,
	type ToldClick,
	type ToldConversion,
} from '../../../lib/tracking/postback';
import { testHash } from '../../support/tracking';

const NOW = '2026-11-20T09:00:00.000Z';

const click = (overrides: object = {}) => ({
	type: 'click',
	programme: 'spring',
	nonce: 'nonce-000001',
	link: 'anna-grinder',
	...overrides,
});

const told = (json: object) => {
	const reading = readPostback(json, NOW);
	if (reading.outcome === 'refused') throw new Error(reading.message);
	return reading.postback;
};

const occurredAt = (text: string): string =>
	(told(click({ occurredAt: text })) as ToldClick).occurredAt;

describe('reading a postback', () => {
	it('fills in what may be left out', () => {
		expect(told(click())).toEqual({
			type: 'click',
			programme: 'spring',
			nonce: 'nonce-000001',
			link: 'anna-grinder',
			affiliate: null,
			occurredAt: NOW,
			medium: 'server',
			visitor: { ip: null, userAgent: null, country: null, consent: 'not_asked', journeyId: null },
			subIds: {},
			utm: {},
			externalId: null,
		});
	});

	it('takes a time a little ahead of our clock for now, and an earlier one as it is told', () => {
		expect(occurredAt('2026-11-20T09:05:00Z')).toBe(NOW);
		expect(occurredAt('2026-11-20T08:59:59Z')).toBe('2026-11-20T08:59:59.000Z');
		expect(occurredAt('2026-10-21T09:00:00Z')).toBe('2026-10-21T09:00:00.000Z');
	});

	it('reads an amount exactly', () => {
		const claim = told({
			type: 'conversion',
			programme: 'spring',
			nonce: 'nonce-000001',
			orderId: '1001',
			amount: '90071992547409.93',
			currency: 'EUR',
		}) as ToldConversion;
		expect(claim.amount).toEqual({ amountMinor: 9007199254740993n, currency: 'EUR' });
	});

	it('answers whatever it is given, and a refusal always says where', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (json) => {
				const reading = readPostback(json, NOW);
				expect(reading.outcome).toBe('refused');
				if (reading.outcome === 'refused') expect(reading.path).toMatch(/^postback/);
			}),
		);
	});

	it('never repeats a value that it refuses', () => {
		const marker = 'PRIVATE VALUE';
		const fields = ['nonce', 'link', 'affiliate', 'occurredAt', 'medium', 'visitor', 'utm'];
		for (const field of fields) {
			const reading = readPostback(click({ [field]: ` ${marker} ` }), NOW);
			const text = reading.outcome === 'refused' ? reading.message : '';
			expect([field, text !== '', text.includes(marker)]).toEqual([field, true, false]);
		}
	});
});

describe("the click id of a partner's own id", () => {
	const parts = fc.record({
		programmeId: fc.string({ minLength: 1, maxLength: 20 }),
		affiliateId: fc.string({ minLength: 1, maxLength: 20 }),
		externalId: fc.string({ minLength: 1, maxLength: 200 }),
	});

	it('has the form of every click id and is always the same', () => {
		fc.assert(
			fc.property(parts, (given) => {
				const id = postbackClickId(given, testHash);
				expect(isClickId(id)).toBe(true);
				expect(postbackClickId({ ...given }, testHash)).toBe(id);
			}),
		);
	});

	it('differs with each part, also where parts run into each other', () => {
		fc.assert(
			fc.property(parts, parts, (a, b) => {
				fc.pre(JSON.stringify(a) !== JSON.stringify(b));
				expect(postbackClickId(a, testHash)).not.toBe(postbackClickId(b, testHash));
			}),
		);
		const split = (affiliateId: string, externalId: string) =>
			postbackClickId({ programmeId: 'p', affiliateId, externalId }, testHash);
		expect(split('a', 'bc')).not.toBe(split('ab', 'c'));
	});

	it('is another one under another key', () => {
		const given = { programmeId: 'p', affiliateId: 'a', externalId: 'x' };
		const otherKey = (purpose: string, value: string) => testHash(`other ${purpose}`, value);
		expect(postbackClickId(given, otherKey)).not.toBe(postbackClickId(given, testHash));
	});
});

describe('a claim', () => {
	const about = { programmeId: 'prg_1', affiliateId: 'aff_1', receivedAt: NOW };
	const claim = (overrides: object = {}): ToldConversion => ({
		type: 'conversion',
		programme: 'spring',
		nonce: 'nonce-000001',
		orderId: '1001',
		store: 'shop.example.com',
		affiliate: 'anna',
		status: 'paid',
		source: 'partner-network',
		amount: { amountMinor: 8720n, currency: 'EUR' },
		...overrides,
	});
	const idOf = (overrides: object = {}, at: object = {}) =>
		claimOfPostback(claim(overrides), { ...about, ...at }).claimId;

	it('is the same one however often it is said, whenever', () => {
		const later = { receivedAt: '2026-11-21T09:00:00.000Z' };
		expect(idOf({ nonce: 'nonce-000002' }, later)).toBe(idOf());
	});

	it.each<[string, object, object?]>([
		['order', { orderId: '1002' }],
		['shop', { store: null }],
		['status', { status: 'refunded' }],
		['source', { source: 'other' }],
		['amount', { amount: { amountMinor: 8721n, currency: 'EUR' } }],
		['currency', { amount: { amountMinor: 8720n, currency: 'USD' } }],
		['programme', {}, { programmeId: 'prg_2' }],
		['affiliate', {}, { affiliateId: null }],
	])('of another %s is another one', (_name, overrides, at = {}) => {
		expect(idOf(overrides, at)).not.toBe(idOf());
	});
});
