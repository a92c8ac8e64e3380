import { eur } from '../../support/builders';
import {
	byCode,
	errorOf,
	ledger,
	ledgerOne,
	lineOf,
	place,
	priceOf,
	runLedger,
	saveAffiliate,
	savePlan,
	saveProgramme,
	setUp,
	type Placed,
} from './ledger-user';

/** Fields of a plan with one rule. */
const withRule = (rule: object, fields: object = {}) => ({
	rules: { rule: [{ name: 'Special', percent: '20', ...rule }] },
	...fields,
});

const more = (additionalFields: object, fields: object = {}) => ({ additionalFields, ...fields });

describe('a rule of the form pays only what it is for', () => {
	const cases: Array<[string, object, Placed, Placed]> = [
		['coupons', { coupons: 'ANNA10' }, { coupons: [{ code: 'anna10', amount: eur('1.00') }] }, {}],
		['SKUs', { skus: 'ESP-1, ESP-2' }, { lines: [lineOf('l', '100.00', { sku: 'ESP-2' })] }, {}],
		[
			'product IDs',
			{ productIds: '7010' },
			{ lines: [lineOf('l', '100.00', { productId: '7010' })] },
			{},
		],
		[
			'categories',
			{ categories: 'Coffee' },
			{ lines: [lineOf('l', '100.00', { categories: ['coffee'] })] },
			{},
		],
		['affiliate codes', { affiliateCodes: 'ben' }, { by: ['ben'] }, {}],
		['affiliate groups', { affiliateGroups: 'gold' }, { by: ['carl'] }, {}],
	];

	it.each(cases)('%s', async (_name, rule, matching, other) => {
		await setUp(withRule(rule));
		await saveAffiliate('carl', { groupCode: 'gold' });
		expect(Object.values(await priceOf(matching))).toEqual(['20.00']);
		expect(Object.values(await priceOf(other))).toEqual(['10.00']);
	});

	it('countries, and an order without one is in none', async () => {
		await setUp(withRule({ countries: 'DE, AT' }));
		const customer = (country: string | null) => ({
			customer: { ...placedCustomer, country },
		});
		expect(await priceOf(customer('AT'))).toEqual({ anna: '20.00' });
		expect(await priceOf(customer('FR'))).toEqual({ anna: '10.00' });
		expect(await priceOf(customer(null))).toEqual({ anna: '10.00' });
	});

	it('new and returning customers, by the orders recorded before', async () => {
		await setUp(withRule({ customer: 'new' }));
		expect(await place()).toMatchObject({ commissions: [{ amount: { amount: '20.00' } }] });
		const later = { orderId: '1002', createdAt: '2026-11-12T12:00:00.000Z' };
		expect(await priceOf(later)).toEqual({ anna: '10.00' });
		await savePlan(withRule({ customer: 'returning' }));
		expect(await priceOf(later)).toEqual({ anna: '20.00' });
	});

	it('campaigns', async () => {
		await setUp(withRule({ campaigns: 'spring-sale' }));
		const tracking = { ...placedTracking, utm: { campaign: 'Spring-Sale' } };
		expect(await priceOf({ tracking })).toEqual({ anna: '20.00' });
		expect(await priceOf()).toEqual({ anna: '10.00' });
	});

	it('payments of a subscription', async () => {
		await setUp(withRule({ paymentFrom: '2', paymentTo: '3' }));
		const payment = (paymentNumber: number) => ({
			subscription: { subscriptionId: 'sub-1', paymentNumber, startedAt: null },
		});
		expect(await priceOf(payment(1))).toEqual({ anna: '10.00' });
		expect(await priceOf(payment(2))).toEqual({ anna: '20.00' });
		expect(await priceOf(payment(4))).toEqual({ anna: '10.00' });
	});

	it('named actions, which the general rate never pays', async () => {
		await setUp(withRule({ actions: 'lead', rateType: 'fixed', amount: '1.50' }));
		const lead = { action: 'lead', lines: [], net: '0.00' };
		await savePlan(
			withRule(
				{ actions: 'lead', rateType: 'fixed', amount: '1.50' },
				more({ isCappedAtBase: false }),
			),
		);
		expect(await priceOf(lead)).toEqual({ anna: '1.50' });
		expect(await priceOf({ ...lead, action: 'signup' })).toEqual({});
		expect(await priceOf()).toEqual({ anna: '10.00' });
	});

	it('fixed amounts, amounts per piece, an own hold and the one with the higher priority', async () => {
		await setUp({
			rules: {
				rule: [
					{ name: 'A', categories: 'Coffee', rateType: 'fixed', amount: '3.00' },
					{
						name: 'B',
						categories: 'Coffee',
						rateType: 'per_unit',
						amount: '2.00',
						priority: 5,
						holdDays: '14',
					},
				],
			},
		});
		const lines = [lineOf('l', '100.00', { categories: ['Coffee'], quantity: 4 })];
		const { commissions } = await place({ lines });
		expect(commissions).toMatchObject([
			{ amount: { amount: '8.00' }, holdUntil: '2026-11-24T12:00:00.000Z' },
		]);
	});

	it('and "Best for the Affiliate" and "Add Them Up" choose by money and add', async () => {
		const rules = {
			rule: [
				{ name: 'Coffee', categories: 'Coffee', percent: '4' },
				{ name: 'Germany', countries: 'DE', rateType: 'fixed', amount: '6.00' },
			],
		};
		const order = { lines: [lineOf('l', '100.00', { categories: ['Coffee'] })] };
		await setUp({ rules });
		expect(await priceOf(order)).toEqual({ anna: '4.00' });
		await savePlan({ rules, ...more({ ruleMode: 'best' }), rateType: 'none' });
		expect(await priceOf(order)).toEqual({ anna: '6.00' });
		await savePlan({ rules, ...more({ ruleMode: 'stack' }), rateType: 'none' });
		expect(await priceOf(order)).toEqual({ anna: '10.00' });
	});
});

const placedCustomer = {
	customerId: 'customer-7',
	email: 'carla@example.com',
	phone: null,
	firstName: null,
	lastName: null,
	ordersBefore: null,
	acceptsMarketing: null,
};

const placedTracking = {
	landingUrl: null,
	visits: [],
	referrer: null,
	attributes: {},
	clientIp: null,
	userAgent: null,
	channel: 'web',
};

describe('the optional fields of the form', () => {
	it('take tax, shipping, fees and store credit into the base, and leave products out', async () => {
		const order = {
			lines: [
				lineOf('l', '100.00', { tax: eur('19.00') }),
				lineOf('gift', '50.00', { sku: 'GIFT-BOX' }),
				lineOf('box', '30.00', { categories: ['Boxes'] }),
			],
			totals: {
				items: eur('180.00'),
				discount: eur('0.00'),
				shipping: eur('5.00'),
				tax: eur('19.00'),
				fees: eur('2.00'),
				tip: eur('0.00'),
				total: eur('206.00'),
			},
		};
		await setUp();
		expect(await priceOf(order)).toEqual({ anna: '18.00' });
		await savePlan(
			more({
				excludedSkus: 'GIFT-BOX',
				excludedCategories: 'Boxes',
				includeTax: true,
				includeShipping: true,
				includeFees: true,
			}),
		);
		expect(await priceOf(order)).toEqual({ anna: '12.60' });
		const paid = { storeCredit: eur('40.00') };
		await savePlan({ percent: '10.1' });
		expect(await priceOf(paid)).toEqual({ anna: '6.06' });
		await savePlan(more({ includeStoreCredit: true }));
		expect(await priceOf(paid)).toEqual({ anna: '10.00' });
	});

	it('cap at the base, round and ask for approval as they say', async () => {
		await setUp({ rateType: 'fixed', amount: '5.00' });
		expect(await priceOf({ net: '3.00' })).toEqual({ anna: '3.00' });
		await savePlan({ rateType: 'fixed', amount: '5.00', ...more({ isCappedAtBase: false }) });
		expect(await priceOf({ net: '3.00' })).toEqual({ anna: '5.00' });
		await savePlan(more({ rounding: 'down', manualApprovalAbove: '9.00' }));
		expect(await priceOf({ net: '0.19' })).toEqual({ anna: '0.01' });
		expect(await place()).toMatchObject({ commissions: [{ status: 'held' }] });
	});

	it('pay single affiliates by rates of their own, from and to a date', async () => {
		const affiliateRate = [
			{ affiliateCode: 'anna', percent: '20', effectiveTo: '2026-11-01T00:00:00' },
			{ affiliateCode: 'ben', rateType: 'fixed', amount: '7.00' },
		];
		await setUp();
		await savePlan(more({ affiliateRates: { affiliateRate } }));
		expect(await priceOf({ createdAt: '2026-10-30T12:00:00.000Z' })).toEqual({ anna: '20.00' });
		expect(await priceOf()).toEqual({ anna: '10.00' });
		expect(await priceOf({ by: ['ben'] })).toEqual({ ben: '7.00' });
	});

	it('split an order among several affiliates, to the cent', async () => {
		await setUp();
		expect(await priceOf({ by: ['anna', 'ben'], net: '100.10' })).toEqual({
			anna: '5.01',
			ben: '5.00',
		});
		const terms = { mode: 'bonuses', firstPercent: '20', lastPercent: '60' };
		await savePlan(more({ split: { terms } }));
		expect(await priceOf({ by: ['anna', 'ben'] })).toEqual({ anna: '3.00', ben: '7.00' });
		await savePlan(more({ split: { terms: { ...terms, minimumShare: '4.00' } } }));
		expect(await priceOf({ by: ['anna', 'ben'] })).toEqual({ anna: '0.00', ben: '7.00' });
		const belowMinimum = 'redistribute';
		await savePlan(more({ split: { terms: { ...terms, minimumShare: '4.00', belowMinimum } } }));
		expect(await priceOf({ by: ['anna', 'ben'] })).toEqual({ anna: '0.00', ben: '10.00' });
	});

	it('end with the payments or the months of a subscription', async () => {
		await setUp(more({ recurringPayments: 2 }));
		const payment = (paymentNumber: number, startedAt: string | null = null) => ({
			subscription: { subscriptionId: 'sub-1', paymentNumber, startedAt },
		});
		expect(await priceOf(payment(2))).toEqual({ anna: '10.00' });
		expect(await priceOf(payment(3))).toEqual({});
		await savePlan(more({ recurringMonths: 3 }));
		expect(await priceOf(payment(9, '2026-08-11T00:00:00.000Z'))).toEqual({ anna: '10.00' });
		expect(await priceOf(payment(9, '2026-08-10T00:00:00.000Z'))).toEqual({});
	});

	it('say when the plan begins and ends', async () => {
		await setUp(more({ effectiveTo: '2026-11-01T00:00:00' }));
		expect(await priceOf({ createdAt: '2026-10-31T23:59:59.000Z' })).toEqual({ anna: '10.00' });
		expect(await place()).toMatchObject({
			message: expect.stringContaining('no_plan_in_effect'),
		});
		expect(await errorOf(ledger('plan', 'get', { programme: byCode('main') }))).toMatchObject({
			message: expect.stringContaining('has no plan in effect'),
		});
	});
});

describe('tiers', () => {
	const tiers = {
		tier: [
			{ from: '0', percent: '5' },
			{ from: '1000', percent: '10' },
		],
	};
	const tiered = (fields: object = {}) => ({ rateType: 'tiered', tiers, ...fields });

	it('rate the whole order at the tier reached, this order included', async () => {
		await setUp(tiered());
		await place({ net: '600.00' });
		const later = { orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z' };
		expect(await priceOf({ ...later, net: '399.99' })).toEqual({ anna: '20.00' });
		expect(await priceOf({ ...later, net: '500.00' })).toEqual({ anna: '50.00' });
		const december = { ...later, createdAt: '2026-12-01T00:00:00.000Z' };
		expect(await priceOf({ ...december, net: '500.00' })).toEqual({ anna: '25.00' });
	});

	it('rate only what lies above a tier when they are marginal', async () => {
		await setUp(tiered({ tierOptions: { mode: 'marginal' } }));
		await place({ net: '600.00' });
		const later = { orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z' };
		expect(await priceOf({ ...later, net: '500.00' })).toEqual({ anna: '30.00' });
	});

	it('count orders over rolling days', async () => {
		const byOrders = {
			tier: [
				{ from: '0', percent: '5' },
				{ from: '2', rateType: 'fixed', amount: '9.00' },
			],
		};
		await setUp(
			tiered({
				tiers: byOrders,
				tierMetric: 'sales',
				tierWindow: 'rolling',
				tierOptions: { rollingDays: 7 },
			}),
		);
		await place({ createdAt: '2026-11-01T12:00:00.000Z' });
		const second = { orderId: '1002' };
		expect(await priceOf({ ...second, createdAt: '2026-11-07T12:00:00.000Z' })).toEqual({
			anna: '9.00',
		});
		expect(await priceOf({ ...second, createdAt: '2026-11-09T12:00:00.000Z' })).toEqual({
			anna: '5.00',
		});
	});

	it('begin in the time zone that is named, and fall back after refunds only if they may', async () => {
		await setUp();
		expect(await errorOf(savePlan(tiered({ tierOptions: { timeZone: 'Mars/Phobos' } })))).toEqual({
			message: expect.stringContaining('plan.rate.timeZone'),
			hint: expect.any(String),
		});
		const saved = await savePlan(
			tiered({ tierOptions: { timeZone: 'Europe/Berlin', mayFallBack: false } }),
		);
		expect(saved).toMatchObject({ rate: { timeZone: 'Europe/Berlin', mayFallBack: false } });
	});
});

describe('a plan by JSON', () => {
	const asJson = (planJson: unknown) => ({
		definePlanBy: 'json',
		planJson: typeof planJson === 'string' ? planJson : JSON.stringify(planJson),
	});

	it('says everything, with affiliates by code, and is priced by', async () => {
		await saveProgramme();
		await saveAffiliate('anna');
		const saved = await savePlan(
			asJson({
				rate: { type: 'percentage', percent: '10', minimum: null, maximum: null },
				rules: [
					{
						ruleId: 'anna-big',
						name: 'Anna, big orders',
						match: { affiliateCodes: ['anna'] },
						when: { field: 'order.total', operator: 'gte', value: '500' },
						rate: { type: 'percentage', percent: '15' },
					},
				],
				effectiveFrom: '2026-01-01T00:00:00Z',
			}),
		);
		expect(saved).toMatchObject({ outcome: 'created', version: 1, holdDays: 30 });
		expect(saved['rules'][0].match.affiliateIds).toHaveLength(1);
		expect(await priceOf({ net: '500.00' })).toEqual({ anna: '75.00' });
		expect(await priceOf({ net: '499.99' })).toEqual({ anna: '50.00' });
	});

	it('that was exported and is read back changes nothing', async () => {
		await setUp({
			...withRule({ affiliateCodes: 'ben', skus: 'A' }),
			...more({ lifetimeDays: 90, caps: { cap: [{ limit: '50.00' }] } }),
		});
		const exported = await ledgerOne('plan', 'get', { programme: byCode('main') });
		expect(await savePlan(asJson(exported))).toMatchObject({ outcome: 'unchanged', version: 1 });
		const changed = { ...exported, holdDays: 45 };
		expect(await savePlan(asJson(changed))).toMatchObject({ outcome: 'updated', version: 2 });
		expect(await ledger('plan', 'getAll', { programme: byCode('main') })).toHaveLength(2);
	});

	it.each([
		['{ "rate": ', /'Plan' is not a valid JSON object/],
		['[]', /'Plan' is not a valid JSON object/],
		[
			{ rules: [{ ruleId: 'a', name: 'A', rate: { type: 'percentage', percent: '10 %' } }] },
			/plan\.rules\[0\]\.rate\.percent/,
		],
		[
			{
				rules: [
					{ ruleId: 'a', name: 'A', rate: { type: 'percentage', percent: '1' } },
					{
						ruleId: 'b',
						name: 'B',
						match: { affiliateCodes: ['nobody'] },
						rate: { type: 'percentage', percent: '1' },
					},
				],
			},
			/no affiliate with the code 'nobody'/,
		],
		[
			{ rate: { type: 'fixed', amount: { amount: '5.00', currency: 'USD' } } },
			/plan\.rate\.amount is in USD, but the programme is in EUR/,
		],
		[{ levels: { basis: 'base', percents: ['60', '50'] } }, /plan\.levels\.percents/],
		[{ holdDays: -1 }, /plan\.holdDays/],
	])('that is wrong is told with its place: %#', async (planJson, message) => {
		await setUp();
		const error = await errorOf(savePlan(asJson(planJson)));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
		expect(await ledger('plan', 'getAll', { programme: byCode('main') })).toHaveLength(1);
	});

	it('names the rule whose affiliate is not known', async () => {
		await setUp();
		const byJson = asJson({
			rules: [
				{ ruleId: 'a', name: 'A', match: { affiliateCodes: ['nobody'] }, rate: { type: 'x' } },
			],
		});
		expect((await errorOf(savePlan(byJson))).hint).toContain('plan.rules[0].match.affiliateCodes');
		const rules = { rule: [{ name: 'A' }, { name: 'B', affiliateCodes: 'nobody' }] };
		expect((await errorOf(savePlan({ rules }))).hint).toContain(
			'plan.rules[1].match.affiliateCodes',
		);
		const affiliateRates = { affiliateRate: [{ affiliateCode: 'nobody', percent: '5' }] };
		expect((await errorOf(savePlan(more({ affiliateRates })))).hint).toContain(
			'plan.affiliateRates[0].affiliateCode',
		);
	});
});

describe('the form, filled in wrongly', () => {
	it.each([
		[{ percent: 'ten' }, /plan\.rate\.percent/],
		[{ rateType: 'fixed', amount: '5,00' }, /plan\.rate\.amount/],
		[{ rateType: 'tiered' }, /plan\.rate\.tiers/],
		[withRule({ percent: '-5' }), /plan\.rules\[0\]\.rate\.percent/],
		[withRule({ paymentFrom: 'two' }), /plan\.rules\[0\]\.match\.paymentFrom/],
		[withRule({ paymentFrom: '3', paymentTo: '2' }), /plan\.rules\[0\]\.match\.paymentTo/],
		[withRule({ holdDays: '1.5' }), /plan\.rules\[0\]\.holdDays/],
		[{ rules: { rule: [{ name: 'Same' }, { name: 'same' }] } }, /plan\.rules\[1\]\.ruleId/],
		[more({ caps: { cap: [{ limit: '' }] } }), /plan\.caps\[0\]\.limit/],
		[more({ clicks: { terms: { amount: 'x' } } }), /plan\.clicks\.amount/],
		[more({ levels: { terms: { percents: '10, x' } } }), /plan\.levels\.percents\[1\]/],
		[
			more({ split: { terms: { firstPercent: '60', lastPercent: '60' } } }),
			/plan\.split\.lastPercent/,
		],
		[
			more({ bonuses: { bonus: [{ name: 'B', reward: '5.00', from: '0' }] } }),
			/plan\.bonuses\[0\]\.from/,
		],
		[
			more({ bonuses: { bonus: [{ name: 'B', reward: '5.00', from: 'x' }] } }),
			/plan\.bonuses\[0\]\.from/,
		],
		[more({ split: { terms: { firstPercent: 'x' } } }), /plan\.split\.firstPercent/],
		[
			{ rateType: 'tiered', tiers: { tier: [{ from: '0' }, { from: 'x' }] } },
			/plan\.rate\.tiers\[1\]\.from/,
		],
		[more({ lifetimeDays: 1.5 }), /plan\.lifetimeDays/],
		[more({ manualApprovalAbove: 'much' }), /plan\.manualApprovalAbove/],
		[more({ effectiveFrom: '2026-02-01', effectiveTo: '2026-01-01' }), /plan\.effectiveTo/],
		[more({ holdDays: 731 }), /plan\.holdDays/],
	])('is told with the place of the mistake: %#', async (parameters, message) => {
		await saveProgramme();
		const error = await errorOf(savePlan(parameters));
		expect(error.message).toMatch(message);
		expect(await ledger('plan', 'getAll', { programme: byCode('main') })).toEqual([]);
	});

	it('goes through the error output when the node is set to continue', async () => {
		await saveProgramme();
		const run = await runLedger(
			'plan',
			'upsert',
			{ programme: byCode('main'), name: 'Standard', percent: '={{ $json.percent }}' },
			{ items: [{ percent: 'ten' }, { percent: '10' }], onError: 'continueErrorOutput' },
		);
		expect(run.json(0)).toMatchObject([{ outcome: 'created' }]);
		expect(run.json(1)).toMatchObject([
			{ percent: 'ten', error: expect.stringContaining('plan.rate.percent') },
		]);
	});
});
