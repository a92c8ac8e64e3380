import type { Behaviour } from './actions';
import { simulatedAffiliate, type AffiliateProfile, type SimulatedAffiliate } from './affiliates';
import type { Draws } from './draws';
import { CheckoutPartner } from './honest/checkout-partner';
import { Influencer } from './honest/influencer';
import { LeadPartner } from './honest/lead-partner';
import { TrafficPartner } from './honest/traffic-partner';
import type { Population } from './people';
import type { HonestKind } from './truth';

/** How many of each kind there are: 60 in all. */
const COUNTS: Readonly<Record<HonestKind, number>> = {
	blog: 24,
	'coupon site': 6,
	'cashback site': 3,
	'e-mail partner': 6,
	influencer: 8,
	tiny: 10,
	'lead partner': 3,
};

export interface Scene {
	readonly population: Population;
	readonly draws: Draws;
	/** Days that are simulated. */
	readonly days: number;
	/** How much traffic partners have: 1 is the full programme. */
	readonly size: number;
}

export interface Member {
	readonly affiliate: SimulatedAffiliate;
	readonly behaviour: Behaviour;
}

/** Everybody who earns honestly. */
export function honestMembers(scene: Scene): Member[] {
	return (Object.keys(COUNTS) as HonestKind[]).flatMap((kind) =>
		Array.from({ length: COUNTS[kind] }, (_, index) => honestMember(kind, index, scene)),
	);
}

function honestMember(kind: HonestKind, index: number, scene: Scene): Member {
	const code = `${kind.replace(/[^a-z]/g, '')}-${index}`;
	const draws = scene.draws.branch(code);
	const { profile, behaviour } = MAKERS[kind](code, { ...scene, draws });
	const truth = { isFraud: false as const, kind };
	return { affiliate: simulatedAffiliate(code, truth, { ...scene, draws }, profile), behaviour };
}

type Maker = (
	code: string,
	scene: Scene,
) => { readonly profile: AffiliateProfile; readonly behaviour: Behaviour };

const MAKERS: Readonly<Record<HonestKind, Maker>> = {
	blog(code, { population, draws, size }) {
		const host = `${code}.example`;
		const settings = {
			code,
			clicksPerDay: size * (5 + draws.exponential(9)),
			conversionRate: draws.between(0.015, 0.035),
			referrer: `https://${host}/review`,
		};
		const profile = { partnerType: 'content' as const, sites: [host] };
		return { profile, behaviour: new TrafficPartner(settings, population, draws) };
	},
	'coupon site'(code, { population, draws, size }) {
		const host = `${code}.example`;
		const couponCode = `${code}-save`.toUpperCase();
		const settings = {
			code,
			clicksPerDay: size * draws.between(12, 30),
			conversionRate: draws.between(0.05, 0.09),
			referrer: `https://${host}/shop`,
			coupon: { code: couponCode, use: 0.6 },
			reach: 0.012,
			secondsBefore: [25, 300] as const,
		};
		const profile = { partnerType: 'coupon' as const, sites: [host], couponCode };
		return { profile, behaviour: new CheckoutPartner(settings, population, draws) };
	},
	'cashback site'(code, { population, draws, size }) {
		const host = `${code}.example`;
		const settings = {
			code,
			clicksPerDay: size * draws.between(10, 25),
			conversionRate: draws.between(0.08, 0.12),
			referrer: `https://${host}/go`,
			reach: 0.02,
			secondsBefore: [60, 600] as const,
		};
		const profile = { partnerType: 'cashback' as const, sites: [host], mayIntercept: true };
		return { profile, behaviour: new CheckoutPartner(settings, population, draws) };
	},
	'e-mail partner'(code, { population, draws, size }) {
		const sendDay = draws.whole(0, 6);
		const settings = {
			code,
			clicksPerDay: size * 1.5,
			conversionRate: draws.between(0.04, 0.07),
			referrer: null,
			rhythm: (day: number) => (day % 7 === sendDay ? 50 : day % 7 === (sendDay + 1) % 7 ? 10 : 1),
		};
		const profile = { partnerType: 'email' as const };
		return { profile, behaviour: new TrafficPartner(settings, population, draws) };
	},
	influencer(code, { population, draws, days, size }) {
		const couponCode = `${code}-10`.toUpperCase();
		const viralDays = [draws.whole(5, days - 1), draws.whole(5, days - 1)];
		const settings = {
			code,
			clicksPerDay: size * draws.between(6, 16),
			conversionRate: draws.between(0.015, 0.03),
			referrer: 'https://l.instagram.com/',
			coupon: { code: couponCode, use: 0.4 },
			spokenOrders: draws.between(0.05, 0.3),
			rhythm: (day: number) => (viralDays.includes(day) ? 12 : viralDays.includes(day - 1) ? 4 : 1),
		};
		const profile = { partnerType: 'influencer' as const, couponCode };
		return { profile, behaviour: new Influencer(settings, population, draws) };
	},
	tiny(code, { population, draws }) {
		const settings = {
			code,
			clicksPerDay: draws.between(0.1, 1.5),
			conversionRate: draws.between(0.01, 0.05),
			referrer: null,
		};
		return { profile: {}, behaviour: new TrafficPartner(settings, population, draws) };
	},
	'lead partner'(code, { population, draws }) {
		const host = `${code}.example`;
		const settings = {
			code,
			clicksPerDay: draws.between(6, 14),
			referrer: `https://${host}/offer`,
		};
		return {
			profile: { sites: [host] },
			behaviour: new LeadPartner(settings, population, draws),
		};
	},
};
