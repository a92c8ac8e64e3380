import {
	addOrderComment,
	describeMagentoFailure,
	ensureCoupon,
	findCustomer,
	setCustomerAttributes,
	type CouponTerms,
} from '../../lib/connectors/magento';
import { parseAmount } from '../../lib/kernel';
import { magentoOrderBody } from '../lib/mapping/magento/payloads';
import type { MagentoSimulator, SimulatedCustomer } from '../simulators/magento';
import { answering, failureIn, magento, to, valueOf } from './magento-harness';

const writes = (simulator: MagentoSimulator) =>
	simulator.requests().filter(({ method }) => method !== 'GET');

describe('a comment on a Magento order', () => {
	async function withOrder(overrides: Record<string, unknown> = {}) {
		const context = await magento();
		context.simulator.store.orders.push(magentoOrderBody({ id: 7, overrides }));
		const comments = () =>
			context.simulator.store.orders[0]?.['status_histories'] as Array<Record<string, unknown>>;
		return { ...context, comments };
	}

	it('is added once, however often it is asked for', async () => {
		const { simulator, client, comments } = await withOrder();
		const comment = { text: "Anna's order & commission 10.00 EUR" };
		expect(valueOf(await addOrderComment(client(), '7', comment))).toBe('created');
		expect(valueOf(await addOrderComment(client(), '7', comment))).toBe('unchanged');
		expect(comments().map((entry) => entry['comment'])).toEqual([
			"Affiliate Loop: Anna's order & commission 10.00 EUR",
		]);
		expect(writes(simulator)).toHaveLength(1);
	});

	it('is known again when the store writes it with entities and other line ends', async () => {
		const stored = { comment: 'Affiliate Loop: Anna&#039;s\r\norder &amp; more' };
		const { client } = await withOrder({ status_histories: [stored] });
		const comment = { text: "Anna's\norder & more" };
		expect(valueOf(await addOrderComment(client(), '7', comment))).toBe('unchanged');
	});

	it('leaves the status of the order as it is', async () => {
		const { simulator, client, comments } = await withOrder({ status: 'packed' });
		valueOf(await addOrderComment(client(), '7', { text: 'Sent by Anna' }));
		expect(simulator.store.orders[0]?.['status']).toBe('packed');
		expect(comments()[0]).toMatchObject({ is_customer_notified: 0, is_visible_on_front: 0 });
	});

	it('is not doubled by an answer that was lost', async () => {
		const { simulator, client, comments } = await withOrder();
		simulator.setFaults([{ when: to('POST', '/comments'), then: 'lose_answer', times: 1 }]);
		const lost = await addOrderComment(client(), '7', { text: 'Sent by Anna' });
		expect(failureIn(lost)).toMatchObject({ status: 0, retryable: true });
		expect(valueOf(await addOrderComment(client(), '7', { text: 'Sent by Anna' }))).toBe(
			'unchanged',
		);
		expect(comments()).toHaveLength(1);
	});

	it.each(['', '   ', '<b>bold</b>', 'x'.repeat(1_001)])(
		'of text that Magento would change is refused: %j',
		async (text) => {
			const { client } = await withOrder();
			await expect(addOrderComment(client(), '7', { text })).rejects.toMatchObject({
				code: 'invalid_input',
				path: 'comment',
			});
		},
	);
});

describe('a customer in Magento', () => {
	const CUSTOMER: SimulatedCustomer = {
		id: 12,
		email: 'kim+shop@example.com',
		firstname: 'Kim',
		lastname: 'Sample',
		website_id: 1,
		group_id: 3,
		default_billing: '5',
		addresses: [{ id: 5, city: 'Exampleville' }],
		custom_attributes: [
			{ attribute_code: 'loyalty', value: 'gold' },
			{ attribute_code: 'broken', value: null },
		],
		extension_attributes: { is_subscribed: true },
	};

	async function withCustomer(further: readonly SimulatedCustomer[] = []) {
		const context = await magento();
		context.simulator.store.customers.push(structuredClone(CUSTOMER), ...further);
		context.simulator.store.attributes.push(
			{ attribute_code: 'loyalty', frontend_input: 'text' },
			{ attribute_code: 'affiliate_source', frontend_input: 'text' },
			{ attribute_code: 'affiliate_value', frontend_input: 'text' },
			{
				attribute_code: 'channel',
				frontend_input: 'select',
				options: [
					{ label: ' ', value: '' },
					{ label: 'Affiliate', value: '17' },
				],
			},
		);
		return context;
	}

	it('is found by the e-mail address, without case', async () => {
		const { client } = await withCustomer();
		const found = valueOf(await findCustomer(client(), ' Kim+Shop@Example.com '));
		expect(found?.id).toBe('12');
		expect(valueOf(await findCustomer(client(), 'other@example.com'))).toBeNull();
	});

	it('is asked for by website where one address is several customers', async () => {
		const { client } = await withCustomer([{ ...CUSTOMER, id: 13, website_id: 2 }]);
		const failure = failureIn(await findCustomer(client(), CUSTOMER.email));
		expect(failure.code).toBe('SEVERAL_CUSTOMERS');
		expect(JSON.stringify(describeMagentoFailure(failure))).not.toContain('kim');
		expect(valueOf(await findCustomer(client(), CUSTOMER.email, '2'))?.id).toBe('13');
	});

	it('gets attributes and keeps everything else', async () => {
		const { simulator, client } = await withCustomer();
		const outcome = valueOf(
			await setCustomerAttributes(client(), '12', {
				affiliate_source: 'anna',
				channel: 'affiliate',
			}),
		);
		expect(outcome).toEqual({
			outcome: 'updated',
			customerId: '12',
			changed: ['affiliate_source', 'channel'],
		});
		expect(simulator.store.customers[0]).toEqual({
			...CUSTOMER,
			custom_attributes: [
				{ attribute_code: 'loyalty', value: 'gold' },
				{ attribute_code: 'affiliate_source', value: 'anna' },
				{ attribute_code: 'channel', value: '17' },
			],
		});
	});

	it('is not written a second time with the same values', async () => {
		const { simulator, client } = await withCustomer();
		const values = { affiliate_source: 'anna', affiliate_value: '12.50' };
		valueOf(await setCustomerAttributes(client(), '12', values));
		const stored = simulator.store.customers[0]?.custom_attributes.find(
			({ attribute_code }) => attribute_code === 'affiliate_value',
		);
		if (stored !== undefined) stored.value = '12.5000';
		simulator.clearRequests();
		expect(valueOf(await setCustomerAttributes(client(), '12', values))).toMatchObject({
			outcome: 'unchanged',
			changed: [],
		});
		expect(writes(simulator)).toEqual([]);
	});

	it('is not touched when an attribute is not there, and the failure names it', async () => {
		const { simulator, client } = await withCustomer();
		const result = await setCustomerAttributes(client(), '12', {
			affiliate_source: 'anna',
			affiliate_rank: '1',
		});
		expect(failureIn(result)).toMatchObject({ code: 'UNKNOWN_ATTRIBUTE', field: 'affiliate_rank' });
		expect(describeMagentoFailure(failureIn(result)).hint).toContain("'affiliate_rank'");
		expect(writes(simulator)).toEqual([]);
	});

	it('is not touched when a drop-down has no such option', async () => {
		const { simulator, client } = await withCustomer();
		const result = await setCustomerAttributes(client(), '12', { channel: 'Radio' });
		expect(failureIn(result)).toMatchObject({ code: 'UNKNOWN_OPTION', field: 'channel' });
		expect(writes(simulator)).toEqual([]);
	});

	it('whose value was taken and dropped is a failure, not a success', async () => {
		const { simulator, client } = await withCustomer();
		simulator.setFaults([{ when: to('PUT', '/12'), then: answering(200, { body: CUSTOMER }) }]);
		const result = await setCustomerAttributes(client(), '12', { affiliate_source: 'anna' });
		expect(failureIn(result)).toMatchObject({ code: 'NOT_KEPT', field: 'affiliate_source' });
	});

	it('of whom Magento complains is not named in the words of the failure', async () => {
		const { simulator, client } = await withCustomer();
		const body = {
			message: 'A customer with %1 exists; %fieldName is %fieldValue',
			parameters: { fieldName: 'email', fieldValue: CUSTOMER.email, 1: 'Sample' },
		};
		simulator.setFaults([{ when: to('PUT', '/12'), then: answering(400, { body }) }]);
		const failure = failureIn(
			await setCustomerAttributes(client(), '12', { affiliate_source: 'anna' }),
		);
		const { reason } = describeMagentoFailure(failure, ['Sample']);
		expect(reason).toContain('email is •••');
		expect(reason).not.toMatch(/kim|Sample/);
	});
});

describe('the coupon of an affiliate in Magento', () => {
	const TERMS: CouponTerms = {
		code: 'ANNA10',
		discount: { kind: 'percent', percent: '10' },
		websiteIds: [1],
		customerGroupIds: [0, 1],
		usesPerCoupon: 100,
		toDate: '2027-12-31',
	};

	it('is a rule of its own with one code', async () => {
		const { simulator, client } = await magento();
		const outcome = valueOf(await ensureCoupon(client(), TERMS));
		expect(outcome).toMatchObject({ outcome: 'created', differences: [] });
		expect(simulator.store.rules).toMatchObject([
			{
				name: 'Affiliate ANNA10',
				coupon_type: 'SPECIFIC_COUPON',
				simple_action: 'by_percent',
				discount_amount: 10,
				website_ids: [1],
				customer_group_ids: [0, 1],
				is_active: true,
			},
		]);
		expect(simulator.store.coupons).toMatchObject([
			{ code: 'ANNA10', usage_limit: 100, expiration_date: '2027-12-31' },
		]);
	});

	it('may take an amount off the cart', async () => {
		const { simulator, client } = await magento();
		const discount = { kind: 'amount', amount: parseAmount('7.50', 'EUR') } as const;
		valueOf(await ensureCoupon(client(), { ...TERMS, discount }));
		expect(simulator.store.rules).toMatchObject([
			{ simple_action: 'cart_fixed', discount_amount: 7.5 },
		]);
	});

	it('is made once, also in other letters', async () => {
		const { simulator, client } = await magento();
		const first = valueOf(await ensureCoupon(client(), TERMS));
		const second = valueOf(await ensureCoupon(client(), { ...TERMS, code: 'anna10' }));
		expect(second).toEqual({ ...first, outcome: 'unchanged' });
		expect(simulator.store.coupons).toHaveLength(1);
		expect(simulator.store.rules).toHaveLength(1);
	});

	it('that exists on other terms is left alone, and the differences are told', async () => {
		const { simulator, client } = await magento();
		valueOf(await ensureCoupon(client(), TERMS));
		const rule = simulator.store.rules[0];
		if (rule !== undefined) Object.assign(rule, { is_active: false, discount_amount: '5.0000' });
		simulator.clearRequests();
		expect(valueOf(await ensureCoupon(client(), TERMS)).differences).toEqual([
			'discount: 5 instead of 10',
			'the rule is switched off',
		]);
		expect(writes(simulator)).toEqual([]);
	});

	it('goes on where a run broke off between rule and code', async () => {
		const { simulator, client } = await magento();
		simulator.setFaults([{ when: to('POST', '/coupons'), then: answering(500) }]);
		expect(failureIn(await ensureCoupon(client(), TERMS))).toMatchObject({ status: 500 });
		simulator.setFaults([]);
		expect(valueOf(await ensureCoupon(client(), TERMS)).outcome).toBe('created');
		expect(simulator.store.rules).toHaveLength(1);
	});

	it('is one when the answer to either write was lost', async () => {
		const { simulator, client } = await magento();
		simulator.setFaults([{ when: to('POST', '/salesRules'), then: 'lose_answer', times: 1 }]);
		expect(failureIn(await ensureCoupon(client(), TERMS))).toMatchObject({ status: 0 });
		simulator.setFaults([{ when: to('POST', '/coupons'), then: 'lose_answer', times: 1 }]);
		expect(valueOf(await ensureCoupon(client(), TERMS)).outcome).toBe('unchanged');
		expect(simulator.store.rules).toHaveLength(1);
		expect(simulator.store.coupons).toHaveLength(1);
	});

	it.each([
		['code', { code: 'two words' }],
		['websiteIds', { websiteIds: [] }],
		['customerGroupIds', { customerGroupIds: [] }],
		['discount', { discount: { kind: 'percent', percent: '101' } as const }],
		['discount', { discount: { kind: 'percent', percent: '0' } as const }],
		['discount', { discount: { kind: 'percent', percent: '1e1' } as const }],
		['toDate', { toDate: '31.12.2027' }],
	])('without a right %s is refused before anything is asked', async (field, change) => {
		const { simulator, client } = await magento();
		await expect(ensureCoupon(client(), { ...TERMS, ...change })).rejects.toMatchObject({
			code: 'invalid_input',
			path: field,
		});
		expect(simulator.requests()).toEqual([]);
	});
});
