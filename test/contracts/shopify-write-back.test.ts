import {
	ensureDiscountCode,
	findCustomer,
	isOwnChange,
	readOrder,
	readStock,
	setMarketingConsent,
	setMetafields,
	writeOrderDetails,
	writeTags,
	type DiscountTerms,
	type MetafieldWrite,
} from '../../lib/connectors/shopify';
import { parseAmount } from '../../lib/kernel';
import { answering, asked, operation, shopify } from './shopify-harness';

describe('our tags in Shopify', () => {
	it.each([
		['Order' as const, '1000001'],
		['Customer' as const, 'gid://shopify/Customer/7'],
	])('are added to and taken from an %s beside those of others', async (type, id) => {
		const { simulator, client } = await shopify();
		const tags = ['VIP', 'affiliate:bert'];
		simulator.addOrder({ id: 1_000_001, tags });
		simulator.addCustomer({ id: 7, email: 'kim@example.com', tags });

		const outcome = await writeTags(client(), {
			type,
			id,
			add: ['affiliate:anna'],
			remove: ['affiliate:bert'],
		});

		expect(outcome).toMatchObject({ outcome: 'updated', reason: null });
		const record = type === 'Order' ? simulator.order(1_000_001) : simulator.customer(7);
		expect(record?.['tags']).toEqual(['VIP', 'affiliate:anna']);
	});

	it('are not sent when they are there, in whatever case', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001, tags: ['Affiliate:Anna'] });
		const write = {
			type: 'Order',
			id: '1000001',
			add: ['affiliate:anna'],
			remove: ['affiliate:x'],
		} as const;

		expect((await writeTags(client(), write)).outcome).toBe('unchanged');
		expect(asked(simulator)).toEqual(['TagsOf']);
	});

	it('must have our mark, also to be removed', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001, tags: ['VIP'] });
		const write = { type: 'Order', id: '1000001' } as const;

		await expect(writeTags(client(), { ...write, add: [], remove: ['VIP'] })).rejects.toMatchObject(
			{
				code: 'foreign_field',
			},
		);
		await expect(
			writeTags(client(), { ...write, add: ['gold'], remove: [] }),
		).rejects.toMatchObject({
			code: 'foreign_field',
		});
		expect(simulator.requests()).toEqual([]);
	});

	it('must not hold a comma, after which a tag without our mark would begin', async () => {
		const { client } = await shopify();
		const write = {
			type: 'Order',
			id: '1000001',
			add: ['affiliate:anna,VIP'],
			remove: [],
		} as const;
		await expect(writeTags(client(), write)).rejects.toMatchObject({ code: 'invalid_input' });
	});

	it('that Shopify leaves out without a word are rejected', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001, tags: Array.from({ length: 250 }, (_, i) => `t${i}`) });

		const outcome = await writeTags(client(), {
			type: 'Order',
			id: '1000001',
			add: ['affiliate:anna'],
			remove: [],
		});

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: 'Shopify left tags out: affiliate:anna',
			retryable: false,
		});
	});

	it('of a record that is not there are rejected', async () => {
		const { client } = await shopify();
		const outcome = await writeTags(client(), { type: 'Order', id: '1', add: [], remove: [] });
		expect(outcome).toMatchObject({ outcome: 'rejected' });
	});
});

describe('our metafields in Shopify', () => {
	const field = (key: string, value: string, type: MetafieldWrite['type']): MetafieldWrite => ({
		owner: 'Order',
		ownerId: '1000001',
		key,
		type,
		value,
	});

	it('are set 25 at a time', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001 });
		const writes = Array.from({ length: 60 }, (_, index) =>
			field(`key_${index}`, String(index), 'number_integer'),
		);

		const outcomes = await setMetafields(client(), writes);

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['updated']));
		expect(asked(simulator)).toHaveLength(3);
		expect(simulator.metafields()).toHaveLength(60);
		expect(new Set(simulator.metafields().map(({ namespace }) => namespace))).toEqual(
			new Set(['affiliate']),
		);
	});

	it.each([
		['commission', 'ten', 'number_decimal' as const],
		['seen_at', 'yesterday', 'date_time' as const],
		['data', '{', 'json' as const],
		['amount', '{"amount":"1"}', 'money' as const],
		['name', 'two\nlines', 'single_line_text_field' as const],
		['name', '', 'single_line_text_field' as const],
		['a key', 'x', 'single_line_text_field' as const],
	])('%s: %j of the type %s is refused before it is sent, alone', async (key, value, type) => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001 });

		const outcomes = await setMetafields(client(), [
			field('code', 'anna', 'single_line_text_field'),
			field(key, value, type),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'rejected']);
		expect(outcomes[1]?.field).toBe(key);
	});

	it('that Shopify does not take do not keep the others back', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001 });
		await setMetafields(client(), [field('code', 'anna', 'single_line_text_field')]);

		const outcomes = await setMetafields(client(), [
			field('first', '1', 'number_integer'),
			field('code', '7', 'number_integer'),
			{ ...field('last', '2', 'number_integer'), ownerId: '42' },
			field('other', '3', 'number_integer'),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual([
			'updated',
			'rejected',
			'rejected',
			'updated',
		]);
		expect(outcomes[1]).toMatchObject({
			field: 'code',
			reason: expect.stringContaining('INVALID_TYPE') as string,
		});
	});

	it('are written on condition that nobody changed them since', async () => {
		const { simulator, client } = await shopify();
		simulator.addCustomer({ id: 7, email: 'kim@example.com' });
		const write: MetafieldWrite = {
			owner: 'Customer',
			ownerId: '7',
			key: 'code',
			type: 'single_line_text_field',
			value: 'anna',
			compareDigest: null,
		};
		expect((await setMetafields(client(), [write]))[0]?.outcome).toBe('updated');

		expect((await setMetafields(client(), [{ ...write, value: 'bert' }]))[0]).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('STALE_OBJECT') as string,
		});
		const customer = await findCustomer(client(), 'Kim@example.com');
		const compareDigest = customer?.metafields[0]?.compareDigest ?? null;
		const again = await setMetafields(client(), [{ ...write, value: 'bert', compareDigest }]);

		expect(again[0]?.outcome).toBe('updated');
		expect(simulator.metafields()[0]?.value).toBe('bert');
	});

	it('all fail, to be tried again, when Shopify is out of reach', async () => {
		const { simulator, client } = await shopify();
		simulator.setFaults([{ when: () => true, then: answering(503) }]);

		const outcomes = await setMetafields(client(), [
			field('code', 'anna', 'single_line_text_field'),
		]);

		expect(outcomes[0]).toMatchObject({ outcome: 'failed', retryable: true });
		expect(asked(simulator)).toHaveLength(5);
	});
});

describe('note and attributes of an order', () => {
	it('keep what others wrote', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({
			id: 1_000_001,
			note: 'Ring twice.\nLeave at the door.',
			attributes: { gift: 'yes', affiliate_click_id: 'clk_01' },
		});
		const write = {
			orderId: '1000001',
			note: 'Sent by Anna, commission 10.00 EUR',
			attributes: { 'affiliate:source': 'anna' },
		};

		expect((await writeOrderDetails(client(), write)).outcome).toBe('updated');
		expect(simulator.order(1_000_001)).toMatchObject({
			note: 'Ring twice.\nLeave at the door.\n[affiliate] Sent by Anna, commission 10.00 EUR',
			customAttributes: [
				{ key: 'gift', value: 'yes' },
				{ key: 'affiliate_click_id', value: 'clk_01' },
				{ key: 'affiliate:source', value: 'anna' },
			],
		});

		simulator.clearRequests();
		expect((await writeOrderDetails(client(), write)).outcome).toBe('unchanged');
		expect(asked(simulator)).toEqual(['OrderDetails']);
	});

	it('are changed in place and taken away without a trace', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001, note: 'Ring twice.', attributes: { gift: 'yes' } });
		const before = structuredClone(simulator.order(1_000_001));
		const source = (value: string | null) => ({ 'affiliate:source': value });

		for (const [note, value] of [
			['a', 'anna'],
			['b', 'bert'],
		] as const) {
			await writeOrderDetails(client(), { orderId: '1000001', note, attributes: source(value) });
		}
		expect(simulator.order(1_000_001)).toMatchObject({ note: 'Ring twice.\n[affiliate] b' });
		await writeOrderDetails(client(), { orderId: '1000001', note: null, attributes: source(null) });

		const after = simulator.order(1_000_001);
		expect(after?.['note']).toBe('Ring twice.');
		expect(after?.['customAttributes']).toEqual(before?.['customAttributes']);
	});

	it('are our own change to who listens', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001, note: 'Ring twice.', tags: ['VIP'] });
		const before = (await readOrder(client(), '1000001'))?.order;

		await writeOrderDetails(client(), {
			orderId: '1000001',
			note: 'Sent by Anna',
			attributes: { 'affiliate:source': 'anna' },
		});
		await writeTags(client(), {
			type: 'Order',
			id: '1000001',
			add: ['affiliate:anna'],
			remove: [],
		});
		const after = (await readOrder(client(), '1000001'))?.order;

		expect(after).not.toEqual(before);
		expect(isOwnChange(before, after)).toBe(true);
	});

	it('are rejected when the note would be too long, and nothing is written', async () => {
		const { simulator, client } = await shopify();
		simulator.addOrder({ id: 1_000_001, note: 'x'.repeat(4_990) });

		const outcome = await writeOrderDetails(client(), { orderId: '1000001', note: 'Sent by Anna' });

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'note' });
		expect(asked(simulator)).toEqual(['OrderDetails']);
	});

	it('need our mark', async () => {
		const { client } = await shopify();
		const write = { orderId: '1', attributes: { affiliate_click_id: 'clk_02' } };
		await expect(writeOrderDetails(client(), write)).rejects.toMatchObject({
			code: 'foreign_field',
		});
	});
});

describe('the discount code of an affiliate', () => {
	const TERMS: DiscountTerms = {
		code: 'ANNA10',
		title: 'Affiliate Anna',
		value: { kind: 'percentage', percent: '10' },
		usageLimit: null,
		oncePerCustomer: true,
		startsAt: '2026-11-22T00:00:00.000Z',
		endsAt: null,
	};

	it.each([
		['10', 0.1],
		['7.5', 0.075],
		['100', 1],
		['0.25', 0.0025],
	])('of %s percent is made once', async (percent, fraction) => {
		const { simulator, client } = await shopify();
		const terms: DiscountTerms = { ...TERMS, value: { kind: 'percentage', percent } };

		const first = await ensureDiscountCode(client(), terms);
		const again = await ensureDiscountCode(client(), { ...terms, code: 'anna10' });

		expect([first.outcome, again.outcome]).toEqual(['created', 'unchanged']);
		expect(again.id).toBe(first.id);
		expect(simulator.discounts()).toHaveLength(1);
		expect(simulator.discounts()[0]).toMatchObject({
			codeDiscount: { customerGets: { value: { percentage: fraction } } },
		});
	});

	it('of a fixed amount is in the currency of the shop, with limits', async () => {
		const { simulator, client } = await shopify();
		const fixed = (currency: string): DiscountTerms => ({
			...TERMS,
			value: { kind: 'fixed', amount: parseAmount('5.00', currency) },
			usageLimit: 100,
			endsAt: '2026-12-31T23:00:00.000Z',
		});

		expect((await ensureDiscountCode(client(), fixed('USD'))).reason).toContain('USD');
		expect((await ensureDiscountCode(client(), fixed('EUR'))).outcome).toBe('created');
		expect((await ensureDiscountCode(client(), fixed('EUR'))).outcome).toBe('unchanged');
		expect(simulator.discounts()[0]).toMatchObject({
			codeDiscount: {
				usageLimit: 100,
				endsAt: '2026-12-31T23:00:00.000Z',
				customerGets: { value: { amount: { amount: '5.00', currencyCode: 'EUR' } } },
			},
		});
	});

	it('with other terms is left alone, and told in what it differs', async () => {
		const { client } = await shopify();
		await ensureDiscountCode(client(), TERMS);

		const outcome = await ensureDiscountCode(client(), {
			...TERMS,
			value: { kind: 'percentage', percent: '15' },
			usageLimit: 5,
		});

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: "The shop has the code 'ANNA10' with other terms: value, usageLimit",
		});
	});

	it('that was made but whose answer was lost is not made twice', async () => {
		const { simulator, client } = await shopify();
		simulator.setFaults([{ when: operation('CreateDiscount'), times: 1, then: 'lose_answer' }]);

		const outcome = await ensureDiscountCode(client(), TERMS);

		expect(outcome.outcome).toBe('unchanged');
		expect(simulator.discounts()).toHaveLength(1);
	});

	it.each([
		[{ value: { kind: 'percentage', percent: '0' } }],
		[{ value: { kind: 'percentage', percent: '101' } }],
		[{ value: { kind: 'percentage', percent: '10%' } }],
		[{ usageLimit: 0 }],
		[{ code: ' ANNA' }],
	] as Array<[Partial<DiscountTerms>]>)('with %j makes no sense', async (change) => {
		const { client } = await shopify();
		await expect(ensureDiscountCode(client(), { ...TERMS, ...change })).rejects.toMatchObject({
			code: 'invalid_input',
		});
	});

	it('needs its scope, which the outcome names', async () => {
		const { client } = await shopify({ scopes: ['read_discounts'] });
		expect(await ensureDiscountCode(client(), TERMS)).toMatchObject({
			outcome: 'failed',
			hint: expect.stringContaining('write_discounts') as string,
			retryable: false,
		});
	});
});

describe('marketing consent of a customer', () => {
	const AT = '2026-11-22T10:00:00.000Z';

	it('is set with the way of opting in', async () => {
		const { simulator, client } = await shopify();
		simulator.addCustomer({ id: 7, email: 'kim@example.com' });

		const outcome = await setMarketingConsent(client(), {
			customerId: '7',
			state: 'SUBSCRIBED',
			level: 'CONFIRMED_OPT_IN',
			at: AT,
		});

		expect(outcome.outcome).toBe('updated');
		expect((await findCustomer(client(), 'kim@example.com'))?.consent).toEqual({
			state: 'SUBSCRIBED',
			level: 'CONFIRMED_OPT_IN',
			at: AT,
		});
	});

	it('is not given again by an old yes', async () => {
		const { simulator, client } = await shopify();
		simulator.addCustomer({
			id: 7,
			email: 'kim@example.com',
			marketingState: 'UNSUBSCRIBED',
			marketingUpdatedAt: '2026-11-22T11:00:00Z',
		});

		const outcome = await setMarketingConsent(client(), {
			customerId: '7',
			state: 'SUBSCRIBED',
			at: AT,
		});

		expect(outcome.outcome).toBe('unchanged');
		expect(simulator.customer(7)).toMatchObject({
			defaultEmailAddress: { marketingState: 'UNSUBSCRIBED' },
		});
	});

	it('needs an address', async () => {
		const { simulator, client } = await shopify();
		simulator.addCustomer({ id: 7, email: null });
		const outcome = await setMarketingConsent(client(), {
			customerId: '7',
			state: 'UNSUBSCRIBED',
			at: AT,
		});
		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'email' });
	});
});

describe('what the shop knows', () => {
	it('of a customer, by e-mail address', async () => {
		const { simulator, client } = await shopify();
		simulator.addCustomer({
			id: 7,
			email: 'Kim@Example.com',
			orderCount: 3,
			spent: '120.5',
			tags: ['VIP'],
		});

		expect(await findCustomer(client(), ' kim@example.COM ')).toMatchObject({
			id: 'gid://shopify/Customer/7',
			orderCount: 3,
			spent: { amountMinor: 12_050n, currency: 'EUR' },
			tags: ['VIP'],
		});
		expect(await findCustomer(client(), 'nobody@example.com')).toBeNull();
		expect(await findCustomer(client(), 'no address')).toBeNull();
	});

	it('of stock, at every location, and skips variants that are gone', async () => {
		const { simulator, client } = await shopify();
		const locations = Object.fromEntries(
			Array.from({ length: 30 }, (_, index) => [
				`Place ${index}`,
				{ available: 1, on_hand: 3, committed: 2, incoming: 0, damaged: 9 },
			]),
		);
		simulator.addVariant({ id: 11, sku: 'MUG', isTracked: true, locations });
		simulator.addVariant({ id: 12, sku: null, isTracked: false, locations: {} });

		const stock = await readStock(client(), ['11', '12', '13', '11']);

		expect(stock.map(({ variantId }) => variantId)).toEqual([
			'gid://shopify/ProductVariant/11',
			'gid://shopify/ProductVariant/12',
		]);
		expect(stock[0]).toMatchObject({ sku: 'MUG', isTracked: true, sellable: 30 });
		expect(stock[0]?.locations).toHaveLength(30);
		expect(stock[0]?.locations[29]).toEqual({
			locationId: 'gid://shopify/Location/30',
			location: 'Place 29',
			available: 1,
			onHand: 3,
			committed: 2,
			incoming: 0,
		});
	});
});
