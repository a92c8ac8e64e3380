import { AffiliateError } from '../../../lib/kernel';
import {
	affiliateIntent,
	balanceIntent,
	conversionIntent,
	couponIntent,
	linkIntent,
	plannedOutcome,
	type ImportContext,
	type ImportRecord,
} from '../../../lib/import';
import { commissionSchema } from '../../../lib/model/commission';
import { attributionSchema } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { orderSchema } from '../../../lib/model/order';
import { aCoupon, aLink, anAffiliate, aProgramme, eur } from '../../support/builders';
import { directoryOf } from './import-files';

const AT = '2026-11-20T09:00:00.000Z';
const programme = aProgramme({ code: 'Main', currency: 'EUR' });
const context: ImportContext = { programme, source: 'tapfiliate', at: AT, holdDays: 30 };
const anna = anAffiliate({ affiliateId: 'aff_anna', code: 'anna' });

type RecordOf<Kind extends ImportRecord['kind']> = Extract<ImportRecord, { kind: Kind }>;

const conversion = (overrides: Partial<RecordOf<'conversion'>> = {}): RecordOf<'conversion'> => ({
	kind: 'conversion',
	externalId: 'ORD-1',
	affiliate: { code: 'anna', email: null },
	orderId: '1001',
	orderedAt: '2024-03-01T10:00:00.000Z',
	amount: eur('125.00'),
	commission: eur('12.50'),
	status: 'approved',
	commissionKind: 'sale',
	level: 0,
	...overrides,
});

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (error) {
		if (error instanceof AffiliateError) return error.code;
		throw error;
	}
	return 'no error';
};

describe('a conversion', () => {
	it('becomes an order of its own shop with one credit and one commission', () => {
		const intent = conversionIntent(conversion(), anna, context);
		expect(intent).toMatchObject({
			kind: 'conversion',
			conversionKind: 'order',
			then: 'approve',
			order: {
				platform: 'generic',
				storeKey: 'import:tapfiliate:main',
				orderId: 'ORD-1',
				orderNumber: '1001',
				createdAt: '2024-03-01T10:00:00.000Z',
				lines: [{ net: eur('125.00') }],
			},
			attribution: { outcome: 'attributed', credits: [{ confidenceReason: 'imported' }] },
			commission: {
				reason: 'imported',
				planId: 'imported',
				holdUntil: null,
				total: eur('12.50'),
				lines: [
					{
						kind: 'sale',
						amount: eur('12.50'),
						base: eur('125.00'),
						sentence:
							'Imported from Tapfiliate: 12.50 EUR for order 1001 of 125.00 EUR, approved there.',
					},
				],
			},
		});
	});

	it('is valid by the schemas of the model', () => {
		for (const amount of [eur('125.00'), eur('-125.00'), null]) {
			const record = conversion({ amount, commission: eur('-1.00') });
			const { order, attribution, commission } = conversionIntent(record, anna, context);
			expect(orderSchema.parse(toJson(order))).toEqual(order);
			expect(attributionSchema.parse(toJson(attribution))).toEqual(attribution);
			expect(commissionSchema.parse(toJson(commission))).toMatchObject({ reason: 'imported' });
		}
	});

	it('that is pending waits for the hold days from the import on', () => {
		const { commission, then } = conversionIntent(conversion({ status: 'pending' }), anna, context);
		expect(then).toBe('none');
		expect(commission.holdUntil).toBe('2026-12-20T09:00:00.000Z');
	});

	it('that takes commission back is booked below zero as an opening', () => {
		const intent = conversionIntent(conversion({ commission: eur('-4.00') }), anna, context);
		expect(intent.conversionKind).toBe('opening');
		expect(intent.commission.lines).toMatchObject([{ kind: 'opening', amount: eur('-4.00') }]);
	});

	it('of an unknown order total counts no revenue', () => {
		const { order, commission } = conversionIntent(conversion({ amount: null }), anna, context);
		expect(order).toMatchObject({ lines: [], totals: { total: eur('0.00') } });
		expect(commission).toMatchObject({ base: null, baseLines: [], lines: [{ base: eur('0.00') }] });
	});

	it('has the same identity whenever it is imported, and another one for every other', () => {
		const idOf = (overrides: Partial<RecordOf<'conversion'>>, at = AT) =>
			conversionIntent(conversion(overrides), anna, { ...context, at }).order.orderId;
		const rows = [
			{},
			{ externalId: null },
			{ externalId: null, orderId: null },
			{ externalId: null, orderId: null, commission: eur('1.00') },
			{ externalId: null, orderId: null, orderedAt: '2024-03-02T10:00:00.000Z' },
		];
		const ids = rows.map((row) => idOf(row));
		expect(new Set(ids).size).toBe(rows.length);
		expect(rows.map((row) => idOf(row, '2030-01-01T00:00:00.000Z'))).toEqual(ids);
		expect(idOf({ externalId: null, orderId: null, status: 'paid' })).toBe(ids[2]);
	});

	it('in another currency than the programme is refused', () => {
		const inYen = conversion({ commission: { amountMinor: 5n, currency: 'JPY' }, amount: null });
		expect(codeOf(() => conversionIntent(inYen, anna, context))).toBe('currency_differs');
	});
});

describe('a balance', () => {
	const balance = (amount: string): RecordOf<'balance'> => ({
		kind: 'balance',
		affiliate: { code: 'anna', email: null },
		amount: eur(amount),
		asOf: '2024-12-31T00:00:00.000Z',
	});

	it.each(['120.50', '-3.00', '0.00'])('of %s EUR becomes an opening commission', (amount) => {
		expect(balanceIntent(balance(amount), anna, context)).toMatchObject({
			kind: 'balance',
			conversionKind: 'opening',
			then: 'approve',
			order: { orderId: 'opening:aff_anna:EUR', createdAt: '2024-12-31T00:00:00.000Z' },
			commission: { lines: [{ kind: 'opening', amount: eur(amount) }] },
		});
	});
});

describe('an affiliate', () => {
	const record: RecordOf<'affiliate'> = {
		kind: 'affiliate',
		code: 'ben',
		name: null,
		email: 'ben@new.example',
		payoutEmail: null,
		status: null,
		groupCode: null,
		parentCode: 'anna',
		createdAt: '2024-01-31T00:00:00.000Z',
	};

	it('that is new takes its code for a name and the date of the old platform', () => {
		const { affiliate } = affiliateIntent(record, directoryOf({ code: 'anna' }), context);
		expect(affiliate).toMatchObject({
			name: 'ben',
			status: 'active',
			parentId: 'aff_anna',
			createdAt: '2024-01-31T00:00:00.000Z',
		});
	});

	it('that is known keeps what the row leaves empty, and id and spelling of its code', () => {
		const known = {
			code: 'Ben',
			affiliateId: 'aff_old',
			name: 'Ben B.',
			status: 'paused',
		} as const;
		const directory = directoryOf({ code: 'anna' }, known);
		const { affiliate } = affiliateIntent(record, directory, context);
		expect(affiliate).toMatchObject({
			...known,
			email: 'ben@new.example',
			createdAt: directory.byCode('ben')?.createdAt,
		});
		expect(plannedOutcome(directory.byCode('ben'), affiliate)).toBe('updated');
		expect(plannedOutcome(affiliate, { ...affiliate, updatedAt: 'later' })).toBe('unchanged');
		expect(plannedOutcome(null, affiliate)).toBe('created');
	});
});

describe('a link or coupon', () => {
	const link: RecordOf<'link'> = {
		kind: 'link',
		code: null,
		affiliate: { code: 'anna', email: null },
		destination: 'https://shop.example.com/tea',
		status: null,
	};
	const coupon: RecordOf<'coupon'> = {
		kind: 'coupon',
		code: 'ANNA10',
		affiliate: link.affiliate,
		status: 'paused',
	};

	it('without a code gets one of affiliate and destination, always the same', () => {
		const first = linkIntent(link, anna, null, context).link;
		expect(first.code).toMatch(/^anna-[0-9a-f]{8}$/);
		expect(linkIntent(link, anna, null, context).link).toEqual(first);
		const other = { ...link, destination: 'https://shop.example.com/coffee' };
		expect(linkIntent(other, anna, null, context).link.code).not.toBe(first.code);
	});

	it('of somebody else is never taken over', () => {
		const { programmeId } = programme;
		const taken = aLink({ programmeId, affiliateId: 'aff_ben' });
		expect(codeOf(() => linkIntent(link, anna, taken, context))).toBe('code_taken');
		const elsewhere = aCoupon({ programmeId: 'prg_other', affiliateId: anna.affiliateId });
		expect(codeOf(() => couponIntent(coupon, anna, elsewhere, context))).toBe('code_taken');
		const own = aCoupon({ programmeId, affiliateId: anna.affiliateId });
		expect(couponIntent(coupon, anna, own, context).coupon).toMatchObject({
			couponId: own.couponId,
			code: own.code,
			status: 'paused',
		});
	});
});
