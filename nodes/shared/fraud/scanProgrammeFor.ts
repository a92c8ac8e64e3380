import { scanProgramme, type ScanInput, type ScanResult } from '../../../lib/fraud/scan';
import { addDays, type Instant } from '../../../lib/kernel';
import type { Affiliate } from '../../../lib/model/affiliate';
import type { Programme } from '../../../lib/model/programme';
import type { TraitKind } from '../../../lib/model/trait';
import type { AffiliateStore } from '../../../lib/ports/store';
import { checkedAffiliate } from './checkedAffiliate';
import { collected } from './collected';
import { mutedRuleIds, policyOfProgramme } from './policyInForce';

const SCANNED_DAYS = 90;
const COUPON_DAYS = 45;
const INTERCEPTION_DAYS = 30;
const MOST_AFFILIATES = 100_000;
const LATEST_PAYOUTS = 12;

/** What only one person has: two affiliates that share it are probably one (F29). */
const PERSONAL_TRAITS: readonly TraitKind[] = ['email', 'phone', 'payout', 'tax_id', 'device'];

/** What customers of several affiliates can share (F30). */
const CUSTOMER_TRAITS: readonly TraitKind[] = [
	'email',
	'phone',
	'device',
	'address',
	'surname_postcode',
	'payment',
	'network',
];

/** A trait of more affiliates than this is a place, not a ring. */
const MOST_SHARING = 50;

/** Reads what a nightly scan of a programme needs, and scans it. Writes nothing. */
export async function scanProgrammeFor(
	store: AffiliateStore,
	{ programmeId }: Programme,
	now: Instant,
): Promise<ScanResult> {
	const { fraud } = store;
	const from = addDays(now, -SCANNED_DAYS);
	const { policy } = await policyOfProgramme(fraud, programmeId);
	const days = await collected(fraud.affiliateDays(programmeId, from, now));
	const orders = await collected(fraud.scanOrders(programmeId, from, now));
	const couponUses = await collected(
		fraud.scanCoupons(programmeId, addDays(now, -COUPON_DAYS), now),
	);
	const active = new Set([
		...days.map(({ affiliateId }) => affiliateId),
		...orders.flatMap(({ affiliateId }) => affiliateId ?? []),
	]);
	const known = await store.registry.affiliates(MOST_AFFILIATES);
	return scanProgramme({
		programmeId,
		now,
		policy,
		mutedRuleIds: await mutedRuleIds(fraud, programmeId, policy),
		days,
		orders,
		couponUses,
		affiliates: await affiliateRows(
			store,
			known.filter(({ affiliateId }) => active.has(affiliateId)),
			known,
			{ programmeId, now },
		),
		sharedTraits: await collected(
			fraud.sharedTraits({
				programmeId,
				from,
				to: now,
				kinds: CUSTOMER_TRAITS,
				mostAffiliates: MOST_SHARING,
			}),
		),
		customersPerAffiliate: await fraud.customersPerAffiliate(programmeId, from, now),
		model: await fraud.anomalyModel(programmeId),
	});
}

async function affiliateRows(
	{ fraud }: AffiliateStore,
	affiliates: readonly Affiliate[],
	known: readonly Affiliate[],
	{ programmeId, now }: { readonly programmeId: string; readonly now: Instant },
): Promise<ScanInput['affiliates']> {
	const codes = new Map(known.map(({ affiliateId, code }) => [affiliateId, code]));
	const openCases = await fraud.openAffiliateCases(
		affiliates.map(({ affiliateId }) => affiliateId),
	);
	const interceptions = await fraud.interceptionsPerAffiliate(
		programmeId,
		addDays(now, -INTERCEPTION_DAYS),
		now,
	);
	const rows: Array<ScanInput['affiliates'][number]> = [];
	for (const affiliate of affiliates) {
		const { affiliateId } = affiliate;
		const traits = (await fraud.affiliateTraits(affiliateId)).filter(({ kind }) =>
			PERSONAL_TRAITS.includes(kind),
		);
		const duplicates = await fraud.affiliatesWithTraits(traits, affiliateId);
		rows.push({
			affiliate: checkedAffiliate(affiliate, openCases),
			interceptions: interceptions.get(affiliateId) ?? 0,
			paidAt: await fraud.payoutTimes(affiliateId, LATEST_PAYOUTS),
			duplicates: duplicates.map(({ affiliateId: other, kinds }) => ({
				affiliateId: other,
				affiliateCode: codes.get(other) ?? other,
				kinds,
			})),
		});
	}
	return rows;
}
