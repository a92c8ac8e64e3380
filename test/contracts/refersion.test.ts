import { formatMoney, money, parseAmount } from '../../lib/kernel';
import { eur } from '../support/builders';
import { adjustment, all, cancellation, conversion, filter } from './platform-writes';
import { at, closeRefersion, refersion } from './refersion-harness';

afterEach(closeRefersion);

const JO = conversion({ affiliate: 'k9x2' });

const ORDERS = '/tracker/orders/paid';

describe('an order in Refersion', () => {
	it('is accepted, and credits the affiliate of the code by the number', async () => {
		const { simulator, platform } = await refersion();
		expect(await platform().createConversion(JO)).toMatchObject({
			outcome: 'accepted',
			externalId: null,
			confirmation: { by: 'event', reference: 'ORD_1' },
		});
		expect(simulator.orders()).toEqual([
			{
				cart_id: 'ORD_1',
				order_id: 'ORD_1',
				currency_code: 'EUR',
				auto_credit_affiliate_id: 4_000_123,
				customer: { first_name: 'Carla', last_name: 'Li', email: 'carla@example.com' },
				items: [{ sku: 'TEA-1', name: 'Tea', quantity: 2, price: 50 }],
			},
		]);
		simulator.work();
		expect(simulator.conversions()).toMatchObject([
			{ order_id: 'ORD_1', total: '100.00', affiliate: { id: 4_000_123 } },
		]);
	});

	it('is accepted as well where Refersion answers it with 204, which says nothing there', async () => {
		const { simulator, platform } = await refersion({ ordersStatus: 204 });
		expect(await platform().createConversion(JO)).toMatchObject({ outcome: 'accepted' });
		expect(simulator.orders()).toHaveLength(1);
	});

	it.each([
		['that do not divide', '10.00', 3, [{ sku: 'TEA-1', name: 'Tea', quantity: 1, price: 10 }]],
		['of half a piece', '10.00', 0.5, [{ sku: 'TEA-1', name: 'Tea', quantity: 1, price: 10 }]],
		['that divide', '9.99', 3, [{ sku: 'TEA-1', name: 'Tea', quantity: 3, price: 3.33 }]],
	])('never loses a cent of lines %s', async (_name, amount, quantity, items) => {
		const { simulator, platform } = await refersion();
		const lines = [{ sku: 'TEA-1', name: 'Tea', quantity, amount: eur(amount), category: null }];
		await platform().createConversion({ ...JO, amount: eur(amount), lines });
		expect(simulator.orders()).toMatchObject([{ items }]);
	});

	it('adds up to its amount where its lines do not: with tax in it, or after a refund', async () => {
		const { simulator, platform } = await refersion();
		const line = { name: 'Tea', quantity: 1, category: null };
		const lines = [
			{ ...line, sku: 'A', amount: eur('40.00') },
			{ ...line, sku: 'B', amount: eur('60.00') },
		];
		const apart = { tax: eur('19.00'), shipping: eur('4.90'), discount: eur('5.00') };
		await platform().createConversion({ ...JO, lines, ...apart });
		await platform().createConversion({ ...JO, lines, ...apart, amount: eur('119.01') });
		await platform().createConversion({ ...JO, lines: [], ...apart });
		const [goods, whole, bare] = simulator.orders();
		expect(goods).toMatchObject({ tax: 19, shipping: 4.9, items: [{ price: 40 }, { price: 60 }] });
		expect(goods).not.toHaveProperty('discount');
		expect(whole).toMatchObject({ items: [{ price: 47.6 }, { price: 71.41 }] });
		expect(whole).not.toHaveProperty('tax');
		expect(bare).toMatchObject({ items: [{ sku: 'order', quantity: 1, price: 100 }] });
		simulator.work();
		expect(simulator.conversions().map(({ total }) => total)).toEqual([
			'100.00',
			'119.01',
			'100.00',
		]);
	});

	it('of a currency without cents goes in whole units', async () => {
		const { simulator, platform } = await refersion();
		await platform().createConversion({ ...JO, amount: money(1_500n, 'JPY'), lines: [] });
		expect(simulator.orders()).toMatchObject([{ currency_code: 'JPY', items: [{ price: 1500 }] }]);
	});

	it('is credited by the cart that the browser told of, or by the coupon', async () => {
		const { simulator, platform } = await refersion();
		simulator.addCart('cart-7', 4_000_123);
		simulator.addCoupon('JO10', 4_000_123);
		await platform().createConversion(conversion({ affiliate: null, clickId: 'cart-7' }));
		await platform().createConversion(
			conversion({ orderId: 'ORD_2', affiliate: null, coupon: 'JO10' }),
		);
		await platform().createConversion(
			conversion({
				orderId: 'ORD_3',
				affiliate: null,
				more: { cart_id: 'cart-7', is_subscription: 'true', subscription_id: 's1' },
			}),
		);
		expect(simulator.orders()[2]).toMatchObject({ cart_id: 'cart-7', is_subscription: true });
		simulator.work();
		expect(simulator.conversions()).toHaveLength(3);
	});

	it('is refused before it is sent when it is not right', async () => {
		const { simulator, platform } = await refersion();
		const wrong = [
			[{ ...JO, affiliate: 'nobody' }, 'auto_credit_affiliate_id'],
			[{ ...JO, amount: eur('-1.00') }, 'amount'],
			[{ ...JO, tax: parseAmount('1.00', 'USD') }, 'currency'],
			[{ ...JO, amount: parseAmount('100.00', 'USD') }, 'currency'],
			[{ ...JO, clickId: 'c'.repeat(256) }, 'cart_id'],
		] as const;
		for (const [order, field] of wrong) {
			expect(await platform().createConversion(order)).toMatchObject({
				outcome: 'rejected',
				field,
				hint: expect.any(String) as string,
			});
		}
		await expect(platform().createConversion({ ...JO, orderId: ' ' })).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'orderId',
		});
		expect(simulator.orders()).toEqual([]);
	});

	it('is never sent a second time by itself when its answer is lost', async () => {
		const { simulator, platform } = await refersion();
		simulator.setFaults([{ when: at(ORDERS), then: 'lose_answer' }]);
		expect(await platform().createConversion(JO)).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
			retryable: true,
		});
		expect(simulator.orders()).toHaveLength(1);
		expect(platform().findsByOrderId).toBe(false);
	});

	it('is not uncertain when only the affiliate could not be looked up', async () => {
		const { simulator, platform } = await refersion();
		simulator.setFaults([{ when: at('/affiliate/get'), then: { answer: { status: 503 } } }]);
		expect(await platform().createConversion(JO)).toMatchObject({
			outcome: 'failed',
			isUncertain: false,
			retryable: true,
		});
		expect(simulator.orders()).toEqual([]);
	});

	it('asks for the affiliate once for all orders of a run', async () => {
		const { simulator, platform } = await refersion();
		const run = platform();
		await run.createConversion(JO);
		await run.createConversion({ ...JO, orderId: 'ORD_2' });
		expect(simulator.requests().filter(at('/affiliate/get'))).toHaveLength(1);
	});
});

describe('what became of an order', () => {
	it('is asked with the key of GraphQL, in a later run, until Refersion has it', async () => {
		const { simulator, withGraph } = await refersion();
		const accepted = await withGraph().createConversion(JO);
		expect(accepted).toMatchObject({ outcome: 'accepted', confirmation: { by: 'operation' } });
		const reference = accepted.confirmation?.reference ?? '';
		expect(await withGraph().confirmConversion(reference)).toMatchObject({ outcome: 'accepted' });
		simulator.work();
		const id = String(simulator.conversions()[0]?.['id']);
		await withGraph().cancelConversion(cancellation());
		expect(await withGraph().confirmConversion(reference)).toMatchObject({
			outcome: 'confirmed',
			externalId: id,
		});
	});

	it('is told by an event alone where conversions do not tell their order', async () => {
		const { withGraph } = await refersion({ withoutFields: ['order_id'] });
		expect(await withGraph().createConversion(JO)).toMatchObject({
			outcome: 'accepted',
			confirmation: { by: 'event', reference: 'ORD_1' },
		});
		const byOrder = filter({ orderId: 'ORD_1' });
		await expect(withGraph().listConversions(byOrder, null)).rejects.toMatchObject({
			code: 'not_supported',
			path: 'orderId',
		});
	});

	it('never makes an order fail that was taken in while GraphQL is down', async () => {
		const { simulator, withGraph } = await refersion();
		simulator.setFaults([{ when: at('/graphql'), then: { answer: { status: 503 } } }]);
		expect(await withGraph().createConversion(JO)).toMatchObject({
			outcome: 'accepted',
			confirmation: { by: 'event' },
		});
	});

	it('is not asked without the key, or for another reference', async () => {
		const { platform, withGraph } = await refersion();
		await expect(platform().confirmConversion('x')).rejects.toMatchObject({
			code: 'not_supported',
			hint: expect.stringContaining('GraphQL Key') as string,
		});
		await expect(withGraph().confirmConversion('ORD_1')).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'reference',
		});
	});
});

describe('what goes back', () => {
	it('is a negative conversion of the difference', async () => {
		const { simulator, platform } = await refersion();
		await platform().createConversion(JO);
		simulator.work();
		const outcome = await platform().adjustConversion(adjustment());
		expect(outcome).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.conversions()).toMatchObject([{ total: '100.00' }, { total: '-40.00' }]);
		expect(outcome.externalId).toBe(String(simulator.conversions()[1]?.['id']));
	});

	it('is told by its own items where they add up to the difference, and never otherwise', async () => {
		const { simulator, platform } = await refersion();
		await platform().createConversion(JO);
		simulator.work();
		const items = (price: number) =>
			adjustment({ more: { items: JSON.stringify([{ sku: 'TEA-1', price, quantity: 2 }]) } });
		expect(await platform().adjustConversion(items(30))).toMatchObject({
			outcome: 'rejected',
			field: 'items',
		});
		expect(await platform().adjustConversion(items(20))).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.requests().at(-1)?.body).toMatchObject({
			items: [{ sku: 'TEA-1', price: 20, quantity: 2 }],
		});
		await expect(
			platform().adjustConversion(adjustment({ more: { items: 'tea' } })),
		).rejects.toMatchObject({ code: 'invalid_input', path: 'more.items' });
	});

	it('needs the amount before, in the same currency, and less left than that', async () => {
		const { simulator, platform } = await refersion();
		const wrong = [
			[{ formerAmount: null }, 'formerAmount'],
			[{ formerAmount: parseAmount('100.00', 'USD') }, 'currency'],
			[{ amount: eur('120.00') }, 'amount'],
		] as const;
		for (const [change, field] of wrong) {
			expect(await platform().adjustConversion(adjustment(change))).toMatchObject({
				outcome: 'rejected',
				field,
			});
		}
		expect(await platform().adjustConversion(adjustment({ amount: eur('100.00') }))).toMatchObject({
			outcome: 'duplicate',
		});
		expect(simulator.requests()).toEqual([]);
	});

	it('is the whole order when it is cancelled', async () => {
		const { simulator, platform } = await refersion();
		await platform().createConversion(JO);
		simulator.work();
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'confirmed',
		});
		expect(simulator.conversions()).toMatchObject([{ total: '100.00' }, { total: '-100.00' }]);
	});

	it('is never more than earlier changes have left, where conversions can be read', async () => {
		const { simulator, withGraph } = await refersion();
		await withGraph().createConversion(JO);
		simulator.work();
		await withGraph().adjustConversion(adjustment());
		expect(await withGraph().cancelConversion(cancellation())).toMatchObject({
			outcome: 'confirmed',
		});
		expect(await withGraph().cancelConversion(cancellation())).toMatchObject({
			outcome: 'duplicate',
		});
		expect(simulator.conversions().map(({ total }) => total)).toEqual([
			'100.00',
			'-40.00',
			'-60.00',
		]);
		simulator.addConversion({ number: 4_000_123, order_id: 'ORD_1', currency: 'USD' });
		expect(await withGraph().cancelConversion(cancellation())).toMatchObject({
			outcome: 'rejected',
			field: 'currency',
		});
	});

	it('is named by the order alone where conversions cannot tell what is left', async () => {
		const { simulator, withGraph } = await refersion({ withoutFields: ['order_id'] });
		await withGraph().createConversion(JO);
		simulator.work();
		await withGraph().cancelConversion(cancellation());
		expect(simulator.requests().at(-1)?.body).toEqual({ order_id: 'ORD_1', items: [] });
		expect(simulator.conversions()).toHaveLength(2);
	});

	it('stays where it is while it cannot be read what is left of it', async () => {
		const { simulator, withGraph } = await refersion();
		simulator.setFaults([{ when: at('/graphql'), then: { answer: { status: 503 } } }]);
		expect(await withGraph().cancelConversion(cancellation())).toMatchObject({
			outcome: 'failed',
			retryable: true,
			isUncertain: false,
		});
		expect(simulator.requests().filter(at('/conversion/cancel'))).toEqual([]);
	});

	it('is rejected by name where an account wants the items, which can be given', async () => {
		const { simulator, platform } = await refersion({ cancelNeedsItems: true });
		await platform().createConversion(JO);
		simulator.work();
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'rejected',
			field: 'items',
		});
		const items = JSON.stringify([{ sku: 'TEA-1', price: '50', quantity: 2 }]);
		expect(await platform().cancelConversion(cancellation({ more: { items } }))).toMatchObject({
			outcome: 'confirmed',
		});
		expect(simulator.conversions()[1]).toMatchObject({ total: '-100.00' });
	});

	it('is rejected for an order that Refersion does not have, and never taken back twice', async () => {
		const { simulator, platform } = await refersion();
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'rejected',
			isUncertain: false,
			hint: expect.stringContaining('not taken the order yet') as string,
		});
		await platform().createConversion(JO);
		simulator.work();
		simulator.setFaults([{ when: at('/conversion/cancel'), then: 'lose_answer' }]);
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
		});
		expect(simulator.conversions()).toHaveLength(2);
	});

	it('is only accepted when the answer has no number of the new conversion', async () => {
		const { simulator, platform } = await refersion();
		simulator.setFaults([
			{
				when: at('/conversion/cancel'),
				then: { answer: { status: 200, body: { message: 'OK' } } },
			},
		]);
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'accepted',
			confirmation: { by: 'event', reference: 'ORD_1' },
		});
	});
});

describe('a commission of Refersion', () => {
	it('is approved or declined by the number of its conversion, and not turned round', async () => {
		const { simulator, platform } = await refersion();
		simulator.addConversion({ number: 4_000_123, order_id: 'ORD_1' });
		const id = String(simulator.conversions()[0]?.['id']);
		const decision = { commissionId: id, orderId: null, note: null };
		expect(await platform().decideCommission(decision, 'approved')).toMatchObject({
			outcome: 'confirmed',
			externalId: id,
		});
		expect(await platform().decideCommission(decision, 'declined')).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('Cannot deny an approved conversion') as string,
		});
		expect(simulator.conversions()).toMatchObject([{ status: 'APPROVED' }]);
	});

	it('that a batch leaves as it was is rejected although Refersion says 200', async () => {
		const { platform } = await refersion();
		const decision = { commissionId: '99', orderId: null, note: null };
		expect(await platform().decideCommission(decision, 'declined')).toMatchObject({
			outcome: 'rejected',
			field: 'ids_not_changed',
		});
		await expect(
			platform().decideCommission({ ...decision, commissionId: 'k9x2' }, 'approved'),
		).rejects.toMatchObject({ code: 'invalid_input', path: 'commissionId' });
	});
});

describe('lists of Refersion', () => {
	it('need the key of GraphQL, and are said to be missing without it', async () => {
		const { simulator, platform, withGraph } = await refersion();
		const refused = {
			code: 'not_supported',
			hint: expect.stringContaining('GraphQL Key') as string,
		};
		await expect(platform().listConversions(filter(), null)).rejects.toMatchObject(refused);
		await expect(platform().listCommissions(filter(), null)).rejects.toMatchObject(refused);
		await expect(platform().listProgrammes(null)).rejects.toMatchObject(refused);
		expect(platform().capabilities['conversion.getMany'].support).toBe('none');
		expect(withGraph().capabilities['conversion.getMany'].support).toBe('other');
		expect(simulator.requests()).toEqual([]);
	});

	it('are read to their end, 200 at a time, with amounts that are texts', async () => {
		const { simulator, withGraph } = await refersion();
		for (let number = 1; number <= 401; number += 1) {
			simulator.addConversion({ number: 4_000_123, order_id: `ORD_${number}` });
		}
		const read = await all((cursor) => withGraph().listConversions(filter(), cursor));
		expect(read).toHaveLength(401);
		expect(simulator.requests()).toHaveLength(3);
		expect(read[0]).toMatchObject({
			orderId: 'ORD_1',
			affiliateId: '4000123',
			programmeId: '77',
			status: 'pending',
			occurredAt: '2026-11-20T09:00:01.000Z',
		});
		expect(read[0]?.amount && formatMoney(read[0].amount)).toBe('100.00 EUR');
		expect(read[0]?.commission && formatMoney(read[0].commission)).toBe('10.00 EUR');
	});

	it('look through all pages for one order, so that an empty answer means none', async () => {
		const { simulator, withGraph } = await refersion();
		for (let number = 1; number <= 250; number += 1) {
			simulator.addConversion({ number: 4_000_123, order_id: `ORD_${number}` });
		}
		const found = await withGraph().listConversions(filter({ orderId: 'ORD_249' }), null);
		expect(found).toMatchObject({ records: [{ orderId: 'ORD_249' }], cursor: null });
		const none = await withGraph().listConversions(filter({ orderId: 'none' }), null);
		expect(none).toEqual({ records: [], cursor: null });
	});

	it('are filtered by time there, and by affiliate and offer here', async () => {
		const { simulator, withGraph } = await refersion();
		simulator.addAffiliate({ number: 7, code: 'zz1', email: 'z@example.com', offer: 78 });
		simulator.addConversion({ number: 7, order_id: 'ORD_1' });
		simulator.addConversion({ number: 4_000_123, order_id: 'ORD_2' });
		simulator.addConversion({ number: 7, order_id: 'ORD_3', payment_status: 'PAID' });
		const idsOf = async (wanted: Parameters<typeof filter>[0]) =>
			(await withGraph().listCommissions(filter(wanted), null)).records.map((one) => one.orderId);
		expect(await idsOf({ affiliateId: '7' })).toEqual(['ORD_1', 'ORD_3']);
		expect(await idsOf({ affiliateId: 'k9x2' })).toEqual(['ORD_2']);
		expect(await idsOf({ affiliateId: 'nobody' })).toEqual([]);
		expect(await idsOf({ programmeId: '77' })).toEqual(['ORD_2']);
		const between = { from: '2026-11-20T09:00:02.500Z', to: '2026-11-20T09:00:03.000Z' };
		expect(await idsOf(between)).toEqual(['ORD_2', 'ORD_3']);
		const [, , paid] = (await withGraph().listCommissions(filter(), null)).records;
		expect(paid).toMatchObject({ status: 'paid', conversionId: paid?.id });
	});

	it('do without fields that the account does not have', async () => {
		const withoutFields = ['order_id', 'status', 'payment_status', 'offer'];
		const { simulator, withGraph } = await refersion({ withoutFields });
		simulator.addConversion({ number: 4_000_123, order_id: 'ORD_1' });
		const { records } = await withGraph().listConversions(filter(), null);
		expect(records).toMatchObject([{ orderId: null, programmeId: null, status: 'unknown' }]);
		const byOffer = filter({ programmeId: '77' });
		await expect(withGraph().listConversions(byOffer, null)).rejects.toMatchObject({
			code: 'not_supported',
			path: 'programmeId',
		});
	});

	it('have offers as programmes', async () => {
		const { withGraph } = await refersion();
		expect(await all((cursor) => withGraph().listProgrammes(cursor))).toMatchObject([
			{ id: '77', name: 'Standard' },
		]);
	});

	it('are refused with another key, and waited for when there are too many requests', async () => {
		const { simulator, waits, platform, withGraph } = await refersion();
		await expect(
			platform({ graphqlKey: 'wrong' }).listConversions(filter(), null),
		).rejects.toMatchObject({ hint: expect.stringContaining('GraphQL key') as string });
		simulator.setFaults([
			{ when: at('/graphql'), times: 1, then: { answer: { status: 429, body: {} } } },
		]);
		expect(await withGraph().listConversions(filter(), null)).toMatchObject({ records: [] });
		expect(waits).toEqual([1_000]);
	});
});
