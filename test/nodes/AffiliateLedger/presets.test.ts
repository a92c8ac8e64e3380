import { PLAN_PRESETS } from '../../../lib/commission';
import { AffiliateLedger } from '../../../nodes/AffiliateLedger/AffiliateLedger.node';
import {
	byCode,
	errorOf,
	goTo,
	ledger,
	ledgerOne,
	lineOf,
	place,
	priceOf,
	refund,
	saveAffiliate,
	savePlan,
	saveProgramme,
	setUp,
} from './ledger-user';

/** A preset of the form in effect for the orders of the tests, which come after the clock. */
async function usePreset(preset: string, values: object = {}) {
	goTo('2026-01-01T00:00:00.000Z');
	await saveProgramme();
	for (const code of ['anna', 'ben']) await saveAffiliate(code);
	const plan = await savePlan({ definePlanBy: 'preset', preset, ...values });
	goTo('2026-11-20T09:00:00.000Z');
	return plan;
}

describe('a preset', () => {
	it.each(PLAN_PRESETS.map(({ value }) => value))(
		'%s is a plan with the defaults of its fields, and the same again changes nothing',
		async (preset) => {
			expect(await usePreset(preset)).toMatchObject({ outcome: 'created', name: 'Standard' });
			const again = await savePlan({ definePlanBy: 'preset', preset });
			expect(again).toMatchObject({ outcome: 'unchanged', version: 1 });
		},
	);

	it('shows only its own fields, each with a default', () => {
		const { properties } = new AffiliateLedger().description;
		const fields = properties.filter(
			({ displayOptions }) =>
				displayOptions?.show?.['preset'] !== undefined &&
				displayOptions.show['operation']?.[0] === 'upsert',
		);
		const shown = fields.map(({ displayOptions }) => displayOptions?.show?.['preset']);
		expect(new Set(shown.flat())).toEqual(new Set(PLAN_PRESETS.map(({ value }) => value)));
		for (const { displayOptions, default: preset } of fields) {
			expect(displayOptions?.show).toMatchObject({
				resource: ['plan'],
				definePlanBy: ['preset'],
			});
			expect(preset).not.toBe('');
		}
	});

	it('flatPercentage pays every order alike', async () => {
		await usePreset('flatPercentage', { flatPercentagePercent: '7.5' });
		expect(await priceOf()).toEqual({ anna: '7.50' });
	});

	it('couponRate pays another rate where the coupon earned the credit', async () => {
		await usePreset('couponRate');
		expect(await priceOf()).toEqual({ anna: '10.00' });
		const touch = { kind: 'coupon' as const, couponCode: 'ANNA10', clickId: null };
		expect(await priceOf({ touch })).toEqual({ anna: '5.00' });
	});

	it('newCustomers knows the first order', async () => {
		await usePreset('newCustomers');
		expect(await place()).toMatchObject({ commissions: [{ amount: { amount: '15.00' } }] });
		const later = { orderId: '1002', createdAt: '2026-11-12T12:00:00.000Z' };
		expect(await priceOf(later)).toEqual({ anna: '5.00' });
	});

	it('perProduct knows the listed products', async () => {
		await usePreset('perProduct', { perProductSkus: 'ESP-1, ESP-2' });
		const lines = [lineOf('a', '100.00', { sku: 'ESP-2' }), lineOf('b', '100.00')];
		expect(await priceOf({ lines })).toEqual({ anna: '20.00' });
	});

	it('perLead pays the action and no order', async () => {
		await usePreset('perLead', { perLeadAction: 'demo-booked', perLeadAmount: '12.00' });
		expect(await priceOf({ action: 'demo-booked', lines: [] })).toEqual({ anna: '12.00' });
		expect(await priceOf()).toEqual({});
	});

	it('perClick pays no order', async () => {
		const { clicks } = await usePreset('perClick', { perClickAmount: '0.25' });
		expect(clicks).toEqual({ type: 'per_click', amount: { amount: '0.25', currency: 'EUR' } });
		expect(await priceOf()).toEqual({});
	});

	it('recurringMonths ends with its months', async () => {
		await usePreset('recurringMonths', { recurringMonthsMonths: 2 });
		const payment = (startedAt: string) => ({
			subscription: { subscriptionId: 'sub-1', paymentNumber: 2, startedAt },
		});
		expect(await priceOf(payment('2026-09-11T12:00:00.000Z'))).toEqual({ anna: '20.00' });
		expect(await priceOf(payment('2026-09-10T12:00:00.000Z'))).toEqual({});
	});

	it('monthlyTiers takes entries of the form', async () => {
		const entry = [
			{ from: '0', percent: '4' },
			{ from: '150', percent: '6' },
		];
		await usePreset('monthlyTiers', { monthlyTiersTiers: { entry } });
		expect(await priceOf()).toEqual({ anna: '4.00' });
		await place();
		expect(await priceOf({ orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z' })).toEqual({
			anna: '6.00',
		});
	});

	it('twoLevels pays who recruited', async () => {
		await usePreset('twoLevels');
		await saveAffiliate('anna', { parentCode: 'ben' });
		expect(await priceOf()).toEqual({ anna: '10.00', ben: '2.00' });
	});
});

describe('a preset, filled in wrongly', () => {
	it.each([
		['flatPercentage', { flatPercentagePercent: 'ten' }, /parameters\.percent/],
		['couponRate', { couponRateCouponPercent: '5 %' }, /parameters\.couponPercent/],
		['newCustomers', { newCustomersNewPercent: '-1' }, /parameters\.newPercent/],
		['perClick', { perClickAmount: '0,10' }, /parameters\.amount/],
		['perClick', { perClickAmount: '' }, /parameters\.amount/],
		['perLead', { perLeadAction: 'a b' }, /parameters\.action/],
		['perProduct', { perProductSkus: ' ' }, /parameters\.skus/],
		['recurringMonths', { recurringMonthsMonths: 0 }, /parameters\.months/],
		[
			'monthlyTiers',
			{ monthlyTiersTiers: { entry: [{ from: '0', percent: 'x' }] } },
			/parameters\.tiers\[0\]\.percent/,
		],
		[
			'monthlyTiers',
			{
				monthlyTiersTiers: {
					entry: [
						{ from: '100', percent: '1' },
						{ from: '50', percent: '2' },
					],
				},
			},
			/plan\.rate\.tiers\[1\]\.from/,
		],
		['twoLevels', { twoLevelsRecruiterPercent: '101' }, /plan\.levels\.percents/],
		['noSuchPreset', {}, /no preset 'noSuchPreset'/],
	])('is told with the field: %s %#', async (preset, values, message) => {
		const error = await errorOf(usePreset(preset, values));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
		expect(await ledger('plan', 'getAll', { programme: byCode('main') })).toEqual([]);
	});
});

describe('versions of a plan', () => {
	it('keep each order with the version that was in effect when it was made', async () => {
		await setUp();
		const second = await savePlan({
			percent: '20',
			additionalFields: { effectiveFrom: '2026-11-11T00:00:00' },
		});
		expect(second).toMatchObject({ version: 2, outcome: 'updated' });
		expect(await priceOf()).toEqual({ anna: '10.00' });
		expect(await priceOf({ createdAt: '2026-11-11T00:00:00.000Z' })).toEqual({ anna: '20.00' });
		expect(await ledgerOne('plan', 'get', { programme: byCode('main') })).toMatchObject({
			version: 2,
		});
	});

	it('come about by another beginning only if one is chosen', async () => {
		await saveProgramme();
		await saveAffiliate('anna');
		const standard = (additionalFields = {}) => ({
			programme: byCode('main'),
			name: 'Standard',
			additionalFields,
		});
		await ledgerOne('plan', 'upsert', standard());
		expect(await ledgerOne('plan', 'upsert', standard())).toMatchObject({ outcome: 'unchanged' });
		expect(await priceOf()).toEqual({});
		const earlier = standard({ effectiveFrom: '2026-01-01T00:00:00' });
		expect(await ledgerOne('plan', 'upsert', earlier)).toMatchObject({
			outcome: 'updated',
			version: 2,
			effectiveFrom: '2026-01-01T00:00:00.000Z',
		});
		expect(await priceOf()).toEqual({ anna: '10.00' });
		expect(await ledgerOne('plan', 'upsert', earlier)).toMatchObject({ outcome: 'unchanged' });
	});
});

describe('tiers after refunds', () => {
	const tiered = (mayFallBack: boolean) => ({
		rateType: 'tiered',
		tiers: {
			tier: [
				{ from: '0', percent: '5' },
				{ from: '1000', percent: '10' },
			],
		},
		tierOptions: { mayFallBack },
	});

	it.each([
		[true, '5.00'],
		[false, '10.00'],
	])('fall back only if they may: %s', async (mayFallBack, expected) => {
		await setUp(tiered(mayFallBack));
		await place({ net: '1000.00' });
		await refund('1001', '900.00');
		const later = { orderId: '1002', createdAt: '2026-11-12T12:00:00.000Z' };
		expect(await priceOf(later)).toEqual({ anna: expected });
	});
});
