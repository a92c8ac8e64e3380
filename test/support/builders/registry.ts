import type { Affiliate } from '../../../lib/model/affiliate';
import type { Click } from '../../../lib/model/click';
import type { Coupon } from '../../../lib/model/coupon';
import type { Link } from '../../../lib/model/link';
import type { FlatRate, Plan } from '../../../lib/model/plan';
import { DEFAULT_ATTRIBUTION_SETTINGS, type Programme } from '../../../lib/model/programme';
import { AFFILIATE_ID, CLICKED_AT, CLICK_ID, CREATED_AT, PROGRAMME_ID } from './examples';

export function aProgramme(overrides: Partial<Programme> = {}): Programme {
	return {
		programmeId: PROGRAMME_ID,
		code: 'spring',
		name: 'Spring programme',
		status: 'active',
		currency: 'EUR',
		allowedHosts: ['shop.example.com'],
		fallbackUrl: 'https://shop.example.com/',
		lookbackDays: 30,
		attributionModel: 'last_click',
		couponPolicy: 'always',
		attributionSettings: DEFAULT_ATTRIBUTION_SETTINGS,
		createdAt: CREATED_AT,
		updatedAt: CREATED_AT,
		...overrides,
	};
}

export function anAffiliate(overrides: Partial<Affiliate> = {}): Affiliate {
	return {
		affiliateId: AFFILIATE_ID,
		code: 'anna',
		name: 'Anna Affiliate',
		status: 'active',
		email: 'anna@partner.example',
		payoutEmail: null,
		phone: null,
		groupCode: null,
		partnerType: null,
		priority: 'standard',
		lookbackDays: null,
		mayIntercept: false,
		sites: [],
		address: null,
		signup: null,
		parentId: null,
		createdAt: CREATED_AT,
		updatedAt: CREATED_AT,
		...overrides,
	};
}

export function aLink(overrides: Partial<Link> = {}): Link {
	return {
		linkId: 'lnk_anna_grinder',
		code: 'anna-grinder',
		programmeId: PROGRAMME_ID,
		affiliateId: AFFILIATE_ID,
		destination: 'https://shop.example.com/grinder',
		status: 'active',
		medium: 'web',
		utm: { source: 'anna' },
		createdAt: CREATED_AT,
		updatedAt: CREATED_AT,
		...overrides,
	};
}

export function aCoupon(overrides: Partial<Coupon> = {}): Coupon {
	return {
		couponId: 'cpn_anna10',
		code: 'ANNA10',
		programmeId: PROGRAMME_ID,
		affiliateId: AFFILIATE_ID,
		status: 'active',
		createdAt: CREATED_AT,
		updatedAt: CREATED_AT,
		...overrides,
	};
}

export function aClick(overrides: Partial<Click> = {}): Click {
	return {
		clickId: CLICK_ID,
		programmeId: PROGRAMME_ID,
		affiliateId: AFFILIATE_ID,
		linkId: 'lnk_anna_grinder',
		occurredAt: CLICKED_AT,
		destination: 'https://shop.example.com/grinder',
		category: 'human',
		isCounted: true,
		countReason: 'counted',
		consent: 'granted',
		source: 'blog.example',
		referrer: 'blog.example/review',
		utm: {},
		subIds: {},
		language: 'de',
		country: 'DE',
		device: 'desktop',
		os: 'Linux',
		browser: 'Firefox',
		ipHash: 'iphash-1',
		userAgentHash: 'uahash-1',
		visitorHash: 'visitor-1',
		addressHash: 'address-1',
		journeyId: null,
		medium: 'web',
		opening: 'page',
		networkKinds: [],
		...overrides,
	};
}

/** `percentage('12.5')`: 12.5 % of the base, without minimum and maximum. */
export function percentage(percent: string): FlatRate & { type: 'percentage' } {
	return { type: 'percentage', percent, minimum: null, maximum: null };
}

/** Pays 10 % of the goods and holds it for 30 days. */
export function aPlan(overrides: Partial<Plan> = {}): Plan {
	return {
		planId: 'pln_spring',
		programmeId: PROGRAMME_ID,
		name: 'Ten percent',
		version: 1,
		effectiveFrom: CREATED_AT,
		effectiveTo: null,
		rate: percentage('10'),
		affiliateRates: [],
		rules: [],
		ruleMode: 'priority',
		base: {
			includeTax: false,
			includeShipping: false,
			includeFees: false,
			excludedSkus: [],
			excludedCategories: [],
			includeStoreCredit: false,
		},
		isCappedAtBase: true,
		caps: [],
		levels: null,
		split: null,
		recurring: null,
		lifetimeDays: null,
		clicks: null,
		bonuses: [],
		manualApprovalAbove: null,
		rounding: 'half_up',
		holdDays: 30,
		createdAt: CREATED_AT,
		...overrides,
	};
}
