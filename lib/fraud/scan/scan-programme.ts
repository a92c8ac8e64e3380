import type { Instant } from '../../kernel';
import type { AffiliateDay } from '../../model/affiliate-day';
import type { AnomalyModel } from '../../model/anomaly-model';
import type { FraudCase } from '../../model/fraud-case';
import type { ScanCouponUse, ScanOrderRow, SharedTrait } from '../../ports/fraud-store';
import type { AffiliateRows } from './assemble/affiliate-facts-of';
import { couponBaseline } from './assemble/coupon-baseline';
import type { CouponRows } from './assemble/coupon-facts-of';
import { leadOf, LeadTotals } from './assemble/lead-totals';
import { programmeDays } from './assemble/programme-days';
import { scanContext } from './assemble/scan-context';
import { scanAffiliate, scanCoupon, type ScanOptions } from './scan-subjects';

/** Everything a scan of one programme reads; lists may come in any order. */
export interface ScanInput extends ScanOptions {
	readonly programmeId: string;
	readonly now: Instant;
	/** The affiliates to look at, with what is known of each. */
	readonly affiliates: ReadonlyArray<Omit<AffiliateRows, 'days' | 'orders'>>;
	/** Days of all affiliates of the programme. */
	readonly days: readonly AffiliateDay[];
	readonly orders: readonly ScanOrderRow[];
	readonly couponUses: readonly ScanCouponUse[];
	readonly sharedTraits: readonly SharedTrait[];
	readonly customersPerAffiliate: ReadonlyMap<string, number>;
	readonly model: AnomalyModel | null;
}

export interface ScanResult {
	/** Cases to open, by affiliate and then by coupon. */
	readonly cases: readonly FraudCase[];
	readonly affiliates: number;
	readonly coupons: number;
}

/**
 * The nightly scan of one programme: looks at every affiliate and every coupon by the rules of the
 * policy. Whoever cannot hold all rows at once makes a `scanContext` and gives affiliates and coupons
 * one by one. Throws `invalid_input` for parameters or a model that do not fit, and
 * `unknown_fraud_rule`.
 */
export function scanProgramme(input: ScanInput): ScanResult {
	const { programmeId, now, days, orders, couponUses } = input;
	const leads = new LeadTotals();
	for (const row of orders) {
		const lead = leadOf(row);
		if (lead !== null) leads.add(lead);
	}
	const context = scanContext({
		programmeId,
		now,
		programmeDays: programmeDays(days),
		leads,
		coupons: couponBaseline(couponUses),
		sharedTraits: input.sharedTraits,
		customersPerAffiliate: input.customersPerAffiliate,
		codes: new Map(
			input.affiliates.map(({ affiliate }) => [affiliate.affiliateId, affiliate.code]),
		),
		model: input.model,
	});
	const daysOf = grouped(days, ({ affiliateId }) => affiliateId);
	const ordersOf = grouped(orders, ({ affiliateId }) => affiliateId ?? '');
	const affiliates = [...input.affiliates].sort((a, b) =>
		a.affiliate.affiliateId < b.affiliate.affiliateId ? -1 : 1,
	);
	const coupons = couponsOf(couponUses);
	const cases = [
		...affiliates.map((rows) => {
			const { affiliateId } = rows.affiliate;
			const own = {
				days: daysOf.get(affiliateId) ?? [],
				orders: ordersOf.get(affiliateId) ?? [],
			};
			return scanAffiliate(context, { ...rows, ...own }, input);
		}),
		...coupons.map((rows) => scanCoupon(context, rows, input)),
	];
	return {
		cases: cases.filter((fraudCase) => fraudCase !== null),
		affiliates: affiliates.length,
		coupons: coupons.length,
	};
}

/** One entry per coupon and owner: a coupon that changed hands is looked at for each. */
function couponsOf(couponUses: readonly ScanCouponUse[]): CouponRows[] {
	return [...grouped(couponUses, (use) => `${use.couponCode}\n${use.affiliateId}`)]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([, uses]) =>
			uses[0] === undefined
				? []
				: [{ couponCode: uses[0].couponCode, affiliateId: uses[0].affiliateId, uses }],
		);
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [row]);
		else group.push(row);
	}
	return groups;
}
