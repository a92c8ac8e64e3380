import { formatMoney, money } from '../../../../lib/kernel';
import {
	csvOf,
	exportedRows,
	type ImportKind,
	type PlatformProgrammeRecords,
} from '../../../../lib/import';
import type {
	PlatformAffiliate,
	PlatformCommission,
	PlatformConversion,
	PlatformStatus,
} from '../../../../lib/model/platform-records';
import { eur } from '../../../support/builders';
import { recordsOf, resultsOf } from '../import-files';

const AT = '2026-10-01T09:00:00.000Z';

function affiliate(more: Partial<PlatformAffiliate> = {}): PlatformAffiliate {
	return {
		id: 'u1',
		code: 'joli',
		email: 'jo@example.com',
		firstName: 'Jo',
		lastName: 'Li',
		company: null,
		status: 'approved',
		parentId: null,
		programmeIds: [],
		link: null,
		coupons: [],
		balances: [],
		createdAt: AT,
		raw: null,
		...more,
	};
}

function conversion(more: Partial<PlatformConversion> = {}): PlatformConversion {
	return {
		id: 'c1',
		orderId: 'ORD_1',
		affiliateId: 'u1',
		programmeId: null,
		clickId: null,
		customerId: null,
		coupon: null,
		amount: eur('100.00'),
		commission: eur('10.00'),
		status: 'pending',
		occurredAt: AT,
		updatedAt: null,
		raw: null,
		...more,
	};
}

function commission(more: Partial<PlatformCommission> = {}): PlatformCommission {
	return {
		id: 'm1',
		conversionId: 'c1',
		orderId: null,
		affiliateId: null,
		programmeId: null,
		amount: eur('10.00'),
		status: 'approved',
		payoutId: null,
		occurredAt: null,
		updatedAt: null,
		raw: null,
		...more,
	};
}

const records = (more: Partial<PlatformProgrammeRecords> = {}): PlatformProgrammeRecords => ({
	platform: 'tapfiliate',
	affiliates: [affiliate()],
	conversions: [],
	commissions: [],
	landingUrl: null,
	...more,
});

/** What our import makes of the file. */
const imported = async (kind: ImportKind, given: PlatformProgrammeRecords) =>
	await recordsOf(csvOf(exportedRows(kind, given)), { source: 'generic', kind });

describe('affiliates of a platform, brought over', () => {
	it('keep their public code, name, address, status and date', async () => {
		expect(await imported('affiliate', records())).toMatchObject([
			{
				code: 'joli',
				name: 'Jo Li',
				email: 'jo@example.com',
				status: 'active',
				createdAt: AT,
			},
		]);
	});

	it('are known by their id where the platform has no code that could be one', async () => {
		const given = records({ affiliates: [affiliate({ code: 'jo@example.com' })] });
		expect(await imported('affiliate', given)).toMatchObject([{ code: 'u1' }]);
	});

	it('are left out where neither would do', () => {
		const given = records({ affiliates: [affiliate({ id: 'a b', code: null })] });
		expect(exportedRows('affiliate', given)).toMatchObject({ rows: [], leftOut: [{ id: 'a b' }] });
	});

	it.each([
		['pending', 'pending'],
		['declined', 'paused'],
		['disabled', 'paused'],
		['unknown', 'pending'],
	] as const)('who are %s there are %s here', async (status, here) => {
		const given = records({ affiliates: [affiliate({ status })] });
		expect(await imported('affiliate', given)).toMatchObject([{ status: here }]);
	});

	it('name who recruited them by code', async () => {
		const child = affiliate({ id: 'u2', code: 'bert', parentId: 'u1' });
		const [, second] = await imported('affiliate', records({ affiliates: [affiliate(), child] }));
		expect(second).toMatchObject({ code: 'bert', parentCode: 'joli' });
	});

	it('are called by their company where they are nobody', async () => {
		const given = { firstName: null, lastName: null, company: '=Tea & Co' };
		const [firm] = await imported('affiliate', records({ affiliates: [affiliate(given)] }));
		expect(firm).toMatchObject({ name: '=Tea & Co' });
	});
});

describe('links of a platform, brought over', () => {
	it.each([
		['https://shop.example.com/tea?ref=joli&size=2', 'https://shop.example.com/tea?size=2'],
		['https://shop.example.com/#a_aid=joli', 'https://shop.example.com/'],
		['https://joli.g2afse.com/click?pid=1&offer_id=2', 'https://shop.example.com/home'],
		['not a link', 'https://shop.example.com/home'],
		[null, 'https://shop.example.com/home'],
	])('of %s lead to %s', async (link, destination) => {
		const given = records({
			affiliates: [affiliate({ link })],
			landingUrl: 'https://shop.example.com/home',
		});
		expect(await imported('link', given)).toMatchObject([{ destination }]);
	});

	it('are left out where no page is known', () => {
		expect(exportedRows('link', records())).toMatchObject({ rows: [], leftOut: [{ id: 'u1' }] });
	});
});

describe('coupons and balances of a platform, brought over', () => {
	it('belong to their affiliate', async () => {
		const given = records({
			affiliates: [affiliate({ coupons: ['JO10', 'JO20'], balances: [eur('12.50'), eur('0.00')] })],
		});
		expect(await imported('coupon', given)).toMatchObject([{ code: 'JO10' }, { code: 'JO20' }]);
		const balances = await imported('balance', given);
		expect(
			balances.map((entry) => 'amount' in entry && entry.amount && formatMoney(entry.amount)),
		).toEqual(['12.50 EUR']);
	});
});

describe('commissions of a platform, brought over', () => {
	it('are those of conversions where the platform has no others', async () => {
		expect(await imported('conversion', records({ conversions: [conversion()] }))).toMatchObject([
			{
				externalId: 'tapfiliate:c1',
				orderId: 'ORD_1',
				orderedAt: AT,
				amount: eur('100.00'),
				commission: eur('10.00'),
				status: 'pending',
			},
		]);
	});

	it('take order, date and amount from their conversion', async () => {
		const given = records({ conversions: [conversion()], commissions: [commission()] });
		expect(await imported('conversion', given)).toMatchObject([
			{
				externalId: 'tapfiliate:m1',
				orderId: 'ORD_1',
				orderedAt: AT,
				amount: eur('100.00'),
				commission: eur('10.00'),
				status: 'approved',
			},
		]);
	});

	it.each<[PlatformStatus, string, string | undefined]>([
		['pending', '10.00', 'pending'],
		['approved', '10.00', 'approved'],
		['paid', '10.00', 'paid'],
		['declined', '10.00', 'declined'],
		['reversed', '10.00', 'declined'],
		['reversed', '-10.00', 'approved'],
		['unknown', '10.00', undefined],
	])('that are %s (%s) come as %s', async (status, amount, here) => {
		const sum = eur(amount);
		const given = records({ conversions: [conversion({ status, commission: sum, amount: sum })] });
		const [row] = await imported('conversion', given);
		if (here === undefined) expect(row).toBeUndefined();
		else expect(row).toMatchObject({ status: here, commission: sum });
	});

	it.each([
		['of nobody known', { affiliateId: 'u9' }],
		['without money', { commission: null }],
		['without a date', { occurredAt: null }],
	])('%s are left out, with why', (_what, more) => {
		const given = records({ conversions: [conversion(more)] });
		const { rows, leftOut } = exportedRows('conversion', given);
		expect(rows).toEqual([]);
		expect(leftOut).toMatchObject([{ id: 'c1', reason: expect.any(String) as string }]);
	});

	it('say nothing of an order in another currency', async () => {
		const given = records({ conversions: [conversion({ amount: money(5_000n, 'USD') })] });
		expect(await imported('conversion', given)).toMatchObject([{ amount: null }]);
	});

	it('leave no row that our import would refuse', async () => {
		const given = records({
			conversions: [conversion(), conversion({ id: 'c2', commission: eur('-3.00') })],
		});
		const results = await resultsOf(csvOf(exportedRows('conversion', given)), {
			source: 'generic',
			kind: 'conversion',
		});
		expect(results.flatMap(({ errors = [] }) => errors)).toEqual([]);
	});
});
