import { addDays, networkAddress } from '../../lib/kernel';
import type { FraudPolicy } from '../../lib/model/fraud-policy';
import { NETWORK_PURPOSE, USER_AGENT_PURPOSE } from '../../lib/model/trait';
import type { ReferenceListKind } from '../../lib/model/reference-list';
import type { AffiliateStore } from '../../lib/ports/store';
import { aPayoutAccount, aPayoutProfile } from '../support/builders/payout';
import { aCoupon, anAffiliate, aLink, aPlan, aProgramme } from '../support/builders/registry';
import type { SimulatedAffiliate } from '../simulators/fraud/affiliates';
import { instantOf, startOfDay } from '../simulators/fraud/calendar';
import { COUPON_SITES } from '../simulators/fraud/fraudulent/coupon-leak';
import { DATACENTRE_RANGE, DISPOSABLE_DOMAINS, VPN_RANGE } from '../simulators/fraud/people';

export const SHOP = 'https://shop.example.com/';
export const PROGRAMME = aProgramme({ programmeId: 'prg_simulated', code: 'simulated' });

const BEGIN = instantOf(startOfDay(0));

/** Puts the programme and its affiliates into an empty store, as the ledger node's forms would. */
export async function openShop(
	store: AffiliateStore,
	affiliates: readonly SimulatedAffiliate[],
	policy: FraudPolicy,
): Promise<void> {
	const { programmeId } = PROGRAMME;
	await store.registry.saveProgramme(PROGRAMME);
	await store.registry.savePlan(aPlan({ programmeId }));
	await store.fraud.savePolicy(programmeId, policy, BEGIN);
	await saveLists(store, affiliates);
	for (const affiliate of affiliates) await saveAffiliate(store, affiliate);
}

/** What the registry holds of an affiliate. */
export function registered(affiliate: SimulatedAffiliate) {
	const { code } = affiliate;
	const affiliateId = `aff_${code}`;
	return {
		affiliateId,
		link: aLink({
			linkId: `lnk_${code}`,
			code,
			programmeId: PROGRAMME.programmeId,
			affiliateId,
			destination: `${SHOP}welcome`,
			utm: {},
		}),
		record: anAffiliate({ affiliateId, code, sites: [...affiliate.sites] }),
	};
}

async function saveAffiliate(store: AffiliateStore, affiliate: SimulatedAffiliate): Promise<void> {
	const { code, owner, partnerType, mayIntercept, couponCode, payoutAccount } = affiliate;
	const { affiliateId, link, record } = registered(affiliate);
	const createdAt = addDays(BEGIN, -affiliate.signedUpDaysBefore);
	await store.registry.saveAffiliate({
		...record,
		name: `${owner.firstName} ${owner.lastName}`,
		email: owner.email,
		phone: owner.phone,
		partnerType,
		mayIntercept,
		address: owner.home,
		signup: {
			networkHash: store.keyedHash(
				NETWORK_PURPOSE,
				networkAddress(owner.browser.address) ?? owner.browser.address,
			),
			userAgentHash: store.keyedHash(USER_AGENT_PURPOSE, owner.browser.userAgent),
		},
		createdAt,
		updatedAt: createdAt,
	});
	await store.registry.saveLink({ ...link, createdAt, updatedAt: createdAt });
	await store.payouts.saveProfile(
		aPayoutProfile({
			affiliateId,
			account: aPayoutAccount({
				method: 'paypal',
				iban: null,
				bic: null,
				email: `${payoutAccount}@pay.example`,
			}),
			createdAt,
			accountChangedAt: createdAt,
		}),
	);
	if (couponCode === null) return;
	const { programmeId } = PROGRAMME;
	await store.registry.saveCoupon(
		aCoupon({ couponId: `cpn_${code}`, code: couponCode, programmeId, affiliateId }),
	);
}

async function saveLists(
	store: AffiliateStore,
	affiliates: readonly SimulatedAffiliate[],
): Promise<void> {
	const partners = affiliates.filter(({ partnerType }) => partnerType === 'coupon');
	const lists: ReadonlyArray<readonly [ReferenceListKind, readonly string[]]> = [
		['datacentre', [DATACENTRE_RANGE]],
		['vpn', [VPN_RANGE]],
		['disposable_email', DISPOSABLE_DOMAINS],
		['coupon_site', [...COUPON_SITES, ...partners.flatMap(({ sites }) => sites)]],
	];
	for (const [kind, entries] of lists) {
		await store.fraud.saveReferenceList({
			name: kind.replace('_', '-'),
			kind,
			entries: [...entries],
			source: 'simulated',
			importedAt: BEGIN,
		});
	}
}
