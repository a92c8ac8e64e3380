import {
	buildOrderFacts,
	type OrderFactsInput,
} from '../../../../lib/fraud/facts/build-order-facts';
import { evaluateOrder, DEFAULT_FRAUD_POLICY } from '../../../../lib/fraud';
import { fraudFactsSchema } from '../../../../lib/model/fraud-facts';
import { toJson } from '../../../../lib/model/json';
import { affiliateTraits } from '../../../../lib/model/trait';
import {
	aClick,
	aCredit,
	aCustomer,
	anAffiliate,
	anAttribution,
	anOrder,
	aTracking,
} from '../../../support/builders';
import { hash, someAffiliate, someFacts } from '../scenario';

const { recordedOrder, journey, customerOrders, networkOrders, clickCustomers } = someFacts();
const { valuePercentile95, valueSample, claims, decision } = someFacts();

const lookUps = {
	recordedOrder,
	journey,
	customerOrders,
	networkOrders,
	clickCustomers,
	valuePercentile95,
	valueSample,
	claims,
	decision,
};

function input(overrides: Partial<OrderFactsInput> = {}): OrderFactsInput {
	const anna = anAffiliate();
	return {
		order: anOrder(),
		attribution: anAttribution(),
		credits: [
			{
				credit: aCredit(),
				click: { status: 'found', value: aClick() },
				affiliate: {
					status: 'found',
					value: {
						affiliate: anna,
						checked: someAffiliate(),
						traits: affiliateTraits(anna, hash),
					},
				},
			},
		],
		customerKey: 'customer-key-1',
		disposableDomains: new Set(['tenminutes.example']),
		couponSites: new Set(['coupons.example']),
		networkKinds: [],
		lookUps,
		hash,
		...overrides,
	};
}

const telling = anOrder({
	customer: aCustomer({
		email: 'Carla.Secret@Mail.TenMinutes.example',
		phone: '+4930555000',
		firstName: 'Carlita',
		lastName: 'Geheim',
	}),
	tracking: aTracking({
		landingUrl: 'https://shop.example/x?GCLID=Abc&email=carla.secret@mail.tenminutes.example',
		referrer: 'https://www.coupons.example/deal?user=carla.secret',
		attributes: { note: 'Geheim' },
		clientIp: '203.0.113.77',
		userAgent: 'SecretBrowser/1.0',
	}),
	billingAddress: {
		line: 'Verborgenstr. 9',
		postcode: '10115',
		city: 'Berlin',
		country: 'at',
		lastName: 'Geheim',
	},
	payment: { method: 'card', fingerprint: 'fp-secret', failedAttempts: 2 },
});

describe('the facts of an order', () => {
	it('hold nothing that tells who bought', () => {
		const text = JSON.stringify(toJson(buildOrderFacts(input({ order: telling }))));
		for (const secret of [
			/carla/i,
			/geheim/i,
			/verborgen/i,
			/10115/,
			/555000/,
			/fp-secret/,
			/SecretBrowser/,
			/203\.0\.113\.77/,
			/customer-7/,
		]) {
			expect(text).not.toMatch(secret);
		}
	});

	it('hold what rules look at', () => {
		const { customer, visit, order } = buildOrderFacts(input({ order: telling }));
		expect(customer).toMatchObject({
			key: 'customer-key-1',
			emailDomain: 'mail.tenminutes.example',
			emailDomainKind: 'disposable',
			billingCountry: 'AT',
			shippingCountry: null,
		});
		expect(customer.traits.map(({ kind }) => kind)).toEqual([
			'email',
			'email_domain',
			'phone',
			'network',
			'device',
			'surname_postcode',
			'address',
			'payment',
		]);
		expect(visit).toEqual({
			landingParameters: { gclid: 'Abc', email: '' },
			referrerHost: 'www.coupons.example',
			isFromCouponSite: true,
			network: '203.0.113.0',
			networkKinds: [],
		});
		expect(order.payment).toEqual({ method: 'card', fingerprint: null, failedAttempts: 2 });
	});

	it('take country and visit from where the store tells them', () => {
		const visits = [
			{ landingUrl: '/?utm_source=old', referrer: null, occurredAt: '2026-11-01T00:00:00.000Z' },
			{
				landingUrl: '/?utm_source=new',
				referrer: 'blog.example/a',
				occurredAt: '2026-11-02T00:00:00.000Z',
			},
		];
		const { customer, visit } = buildOrderFacts(
			input({ order: anOrder({ tracking: aTracking({ visits, clientIp: null }) }) }),
		);
		expect(customer.billingCountry).toBe('DE');
		expect(visit).toMatchObject({
			landingParameters: { utm_source: 'new' },
			referrerHost: 'blog.example',
			network: null,
		});
	});

	it.each(['https://shop.example/basket', 'https://pay.shop.example/'])(
		"take no page of the shop's own (%s) for where the visit began",
		(referrer) => {
			const tracking = aTracking({ landingUrl: 'https://www.shop.example/x', referrer });
			const { visit } = buildOrderFacts(input({ order: anOrder({ tracking }) }));
			expect(visit.referrerHost).toBeNull();
		},
	);

	it('leave open what nobody tells', () => {
		const guest = aCustomer({ email: 'not an address', country: ' ' });
		const { customer, visit, credits } = buildOrderFacts(
			input({
				order: anOrder({ customer: guest }),
				customerKey: null,
				credits: [
					{ credit: aCredit(), click: { status: 'missing' }, affiliate: { status: 'missing' } },
				],
			}),
		);
		expect(customer).toMatchObject({
			key: null,
			emailDomain: null,
			emailDomainKind: null,
			billingCountry: null,
		});
		expect(visit.landingParameters).toEqual({});
		expect(credits[0]).toEqual({
			credit: aCredit(),
			click: { status: 'missing' },
			affiliate: { status: 'missing' },
			identity: null,
		});
	});

	it('carry the answers of look-ups as they are', () => {
		expect(buildOrderFacts(input())).toMatchObject(lookUps);
	});

	it('are JSON that reads back to the same facts and the same verdict', () => {
		const facts = buildOrderFacts(input({ order: telling }));
		const read = fraudFactsSchema.parse(JSON.parse(JSON.stringify(toJson(facts))));
		expect(read).toEqual(facts);
		const options = { mutedRuleIds: new Set<string>(), policyVersion: 1, hash };
		const verdict = evaluateOrder(facts, DEFAULT_FRAUD_POLICY, options);
		expect(evaluateOrder(read, DEFAULT_FRAUD_POLICY, options)).toEqual(verdict);
		expect(verdict.findings.find(({ ruleId }) => ruleId === 'F14')?.status).toBe('hit');
	});
});
