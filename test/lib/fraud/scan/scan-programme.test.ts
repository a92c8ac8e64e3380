import fc from 'fast-check';
import { DEFAULT_FRAUD_POLICY } from '../../../../lib/fraud/policy';
import {
	programmeDays,
	ProgrammeDays,
	scanProgramme,
	trainAnomalyModel,
	type ScanInput,
} from '../../../../lib/fraud/scan';
import { addDays } from '../../../../lib/kernel';
import { fraudCaseSchema } from '../../../../lib/model/fraud-case';
import type { ScanCouponUse, ScanOrderRow } from '../../../../lib/ports/fraud-store';
import { aCheckedAffiliate, LAST_DATE, NOW, quietDays } from './scenario';

const IDS = ['aff_anna', 'aff_ben', 'aff_cleo', 'aff_dan', 'aff_eve'];
const codeOf = (id: string) => id.replace('aff_', '');

const affiliates = IDS.map((affiliateId) => ({
	affiliate: aCheckedAffiliate({ affiliateId, code: codeOf(affiliateId) }),
	interceptions: 0,
	paidAt: [],
	duplicates: [],
}));

const days = IDS.flatMap((id) => quietDays(id, 60, 'scan', () => ({ clicks: 400 })));

const orders: ScanOrderRow[] = IDS.flatMap((affiliateId) =>
	Array.from({ length: 60 }, (_, index) => ({
		conversionId: `cnv_${affiliateId}_${index}`,
		kind: 'order' as const,
		affiliateId,
		customerKey: `${affiliateId} ${index}`,
		orderedAt: addDays('2026-04-18T09:00:00.000Z', index + (index % 7) / 10),
		netMinor: BigInt(5_000 + ((index * 977) % 4_000)),
		refundedAt: index % 20 === 0 ? addDays('2026-04-25T09:00:00.000Z', index) : null,
		disputedAt: null,
		failedPayments: 0,
		basketHash: `basket ${index}`,
		hasLaterActivity: false,
	})),
);

const honest: ScanInput = {
	programmeId: 'prg_1',
	now: NOW,
	policy: DEFAULT_FRAUD_POLICY,
	mutedRuleIds: new Set(),
	affiliates,
	days,
	orders,
	couponUses: [],
	sharedTraits: [],
	customersPerAffiliate: new Map(IDS.map((id) => [id, 60])),
	model: null,
};

const scan = (change: Partial<ScanInput> = {}) => scanProgramme({ ...honest, ...change });

const hitsOf = ({ cases }: ReturnType<typeof scan>) =>
	cases.map(({ subject, affiliateIds, couponCode, findings }) => [
		subject === 'coupon' ? couponCode : affiliateIds.join(),
		...findings.filter(({ status }) => status === 'hit').map(({ ruleId }) => ruleId),
	]);

/** Half of the customers of three of them have one mailbox each, three times. */
const ringTraits = Array.from({ length: 40 }, (_, index) => ({
	trait: { kind: 'email' as const, hash: `person ${index}` },
	affiliates: ['aff_ben', 'aff_cleo', 'aff_dan'].map((affiliateId) => ({
		affiliateId,
		customers: 1,
	})),
}));

const leaked: ScanCouponUse[] = Array.from({ length: 50 }, (_, index) => ({
	couponCode: 'EVE20',
	affiliateId: 'aff_eve',
	orderedAt: addDays('2026-05-10T09:00:00.000Z', index / 2),
	customerKey: null,
	country: 'DE',
	referrerHost: 'codes.example',
	isFromCouponSite: true,
	hasOwnerClick: false,
}));

const refunded = days.map((day) =>
	day.affiliateId === 'aff_anna' ? { ...day, refundedOrders: Math.ceil(day.orders / 2) } : day,
);

describe('the nightly scan', () => {
	it('opens no case in an honest programme', () => {
		expect(scan()).toEqual({ cases: [], affiliates: 5, coupons: 0 });
	});

	it('finds refunds, a ring and a leaked coupon, each with its own case', () => {
		const result = scan({ days: refunded, sharedTraits: ringTraits, couponUses: leaked });
		expect(hitsOf(result)).toEqual([
			['aff_anna', 'F18'],
			['aff_ben', 'F30'],
			['aff_cleo', 'F30'],
			['aff_dan', 'F30'],
			['EVE20', 'F21'],
		]);
		for (const fraudCase of result.cases) {
			expect(fraudCaseSchema.parse(fraudCase)).toEqual(fraudCase);
			expect(fraudCase.holds).toBe(fraudCase.subject === 'affiliate');
		}
		expect(
			result.cases[1]?.findings.find(({ ruleId }) => ruleId === 'F30')?.evidence,
		).toMatchObject({
			members: 'ben, cleo, dan',
		});
	});

	it('opens the same cases in whatever order rows come', () => {
		const input = { ...honest, days: refunded, sharedTraits: ringTraits, couponUses: leaked };
		const expected = scanProgramme(input);
		const shuffled = <Row>(rows: readonly Row[]) =>
			fc.shuffledSubarray([...rows], { minLength: rows.length });
		fc.assert(
			fc.property(
				shuffled(refunded),
				shuffled(orders),
				shuffled(affiliates),
				shuffled(leaked),
				shuffled(ringTraits),
				(someDays, someOrders, someAffiliates, someUses, someTraits) => {
					const result = scanProgramme({
						...input,
						days: someDays,
						orders: someOrders,
						affiliates: someAffiliates,
						couponUses: someUses,
						sharedTraits: someTraits,
					});
					expect(result).toEqual(expected);
				},
			),
			{ numRuns: 5 },
		);
	});

	it('leaves alone whom the policy allows, by code or id, with the coupons', () => {
		const allow = { ...DEFAULT_FRAUD_POLICY.allow, affiliates: ['Anna ', 'AFF_EVE'] };
		const policy = { ...DEFAULT_FRAUD_POLICY, allow };
		expect(hitsOf(scan({ policy, days: refunded, couponUses: leaked }))).toEqual([]);
	});

	it('opens no case by a muted rule', () => {
		expect(scan({ days: refunded, mutedRuleIds: new Set(['F18']) }).cases).toEqual([]);
	});

	it('never judges the day that is not over', () => {
		const today = { ...(days[0] ?? quietDays('aff_anna', 1, 'x')[0]), date: '2026-06-17' };
		const flood = { ...today, affiliateId: 'aff_anna', clicks: 90_000 } as (typeof days)[number];
		expect(scan({ days: [...days, flood] }).cases).toEqual([]);
	});

	it('lets the trained detector find what no single rate shows, and names it', () => {
		const model = trainAnomalyModel(days, programmeDays(days), {
			programmeId: 'prg_1',
			version: 1,
			trainedAt: NOW,
			seed: 'scan',
			contamination: 0.01,
		});
		if ('isThin' in model) throw new Error(model.reason);
		expect(scan({ model }).cases).toEqual([]);
		const machine = days.map((day) =>
			day.affiliateId === 'aff_ben' && day.date === LAST_DATE
				? {
						...day,
						distinctNetworks: 2,
						distinctAgents: 1,
						emptyReferrers: day.clicks,
						fastOrders: day.orders,
						nightOrders: day.orders,
					}
				: day,
		);
		const [found, ...others] = scan({ model, days: machine }).cases;
		expect(others).toEqual([]);
		expect(found).toMatchObject({ affiliateIds: ['aff_ben'], holds: false });
		const evidence = found?.findings.find(({ ruleId }) => ruleId === 'F36')?.evidence;
		expect(evidence?.features).toMatch(/agentVariety|networkVariety|emptyReferrerShare/);
	});

	it('compares leads with those of the other affiliates', () => {
		const lead = (affiliateId: string, index: number, hasLaterActivity: boolean): ScanOrderRow => ({
			conversionId: `cnv_lead_${affiliateId}_${index}`,
			kind: 'action',
			affiliateId,
			customerKey: null,
			orderedAt: addDays('2026-05-01T09:00:00.000Z', (index * (index + 3)) / 60),
			netMinor: 0n,
			refundedAt: null,
			disputedAt: null,
			failedPayments: null,
			basketHash: hasLaterActivity ? `${affiliateId} ${index}` : 'one text',
			hasLaterActivity,
		});
		const rows = Array.from({ length: 40 }, (_, index) => [
			lead('aff_anna', index, false),
			lead('aff_ben', index, true),
		]).flat();
		const result = scan({ orders: [...orders, ...rows] });
		expect(hitsOf(result)).toEqual([['aff_anna', 'F32']]);
	});
});

describe('days of a programme', () => {
	it('are sums by date, one by one as from a stream', () => {
		const totals = new ProgrammeDays();
		for (const day of days) totals.add(day);
		expect(totals.days()).toEqual(programmeDays(days));
		const last = programmeDays(days).at(-1);
		const clicks = days.filter(({ date }) => date === LAST_DATE).map((day) => day.clicks);
		expect(last).toMatchObject({
			affiliateId: '',
			date: LAST_DATE,
			clicks: clicks.reduce((sum, count) => sum + count, 0),
		});
	});
});
