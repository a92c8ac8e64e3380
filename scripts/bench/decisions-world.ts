import type { Affiliate } from '../../lib/model/affiliate.ts';
import type { Click } from '../../lib/model/click.ts';
import type { Order } from '../../lib/model/order.ts';
import {
	AGENTS,
	below,
	COUNTRIES,
	fingerprint,
	instant,
	networkOf,
	part,
	SKUS,
} from './decisions-draw.ts';
import { orderAt } from './decisions-order.ts';
import { ORDERED_AT, PROGRAMME } from './sample-orders.ts';

/** How much a store holds; spread evenly over the days before `NOW`. */
export interface WorldSize {
	readonly affiliates: number;
	readonly clicks: number;
	readonly orders: number;
	readonly days: number;
}

export const NOW = ORDERED_AT;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const NOW_MILLISECONDS = Date.parse(NOW);

/** A browser clicks about this often. */
const CLICKS_PER_BROWSER = 2.5;
const SEARCHED_CLICKS = 50;

/** One order with the click it came through; null: nobody sent the customer. */
export interface WorldOrder {
	readonly order: Order;
	readonly click: Click | null;
	/** Whether the affiliate's coupon brought it instead of the click. */
	readonly isByCoupon: boolean;
}

/** Few affiliates send most of the visitors. */
function affiliateNumber(at: number, { affiliates }: WorldSize): number {
	return Math.floor(affiliates * part(at, 1) ** 2);
}

export function affiliateOf(number: number): Affiliate {
	return {
		affiliateId: `aff_${number}`,
		code: `partner-${number}`,
		name: `Partner ${number}`,
		status: 'active',
		email: `partner-${number}@partner-${number}.example`,
		payoutEmail: null,
		phone: `+4930${String(number).padStart(7, '0')}`,
		groupCode: null,
		partnerType: 'content',
		priority: 'standard',
		lookbackDays: null,
		mayIntercept: false,
		sites: [`partner-${number}.example`],
		address: {
			line: `Street ${number}`,
			postcode: String(10_000 + number),
			city: 'Berlin',
			country: 'DE',
			lastName: `Partner${number}`,
		},
		signup: null,
		parentId: null,
		createdAt: PROGRAMME.createdAt,
		updatedAt: PROGRAMME.createdAt,
	};
}

interface ClickPlace {
	readonly clickId: string;
	readonly at: number;
	readonly affiliate: number;
	readonly browser: number;
	/** Number that everything else of the click is drawn by. */
	readonly draw: number;
}

/** A click as the tracker writes it: most by people, some by machines, some again and again. */
function clickAt({ clickId, at, affiliate, browser, draw }: ClickPlace): Click {
	const dice = part(draw, 2);
	const category = dice < 0.06 ? 'bot' : dice < 0.08 ? 'prefetch' : 'human';
	const countReason = category !== 'human' ? category : dice < 0.12 ? 'repeat' : 'counted';
	const network = fingerprint(`network ${networkOf(browser)}`);
	const agent = fingerprint(`agent ${browser % AGENTS}`);
	const day = instant(at).slice(0, 10);
	return {
		clickId,
		programmeId: PROGRAMME.programmeId,
		affiliateId: `aff_${affiliate}`,
		linkId: `lnk_${affiliate}`,
		occurredAt: instant(at),
		destination: `https://shop.example.com/products/${below(draw, 3, SKUS)}?colour=red`,
		category,
		isCounted: countReason === 'counted',
		countReason,
		consent: browser % 10 < 7 ? 'granted' : 'not_asked',
		source: `partner-${affiliate}.example`,
		referrer: draw % 5 === 0 ? null : `partner-${affiliate}.example/review/${draw % 40}`,
		utm: { source: `partner-${affiliate}`, medium: 'affiliate' },
		subIds: { sub1: `place-${draw % 12}` },
		language: 'de',
		country: COUNTRIES[browser % COUNTRIES.length] ?? null,
		device: browser % 3 === 0 ? 'mobile' : 'desktop',
		os: 'Android',
		browser: 'Firefox',
		ipHash: network,
		userAgentHash: agent,
		visitorHash: fingerprint(`visitor ${browser} ${day}`),
		addressHash: fingerprint(`address ${networkOf(browser)} ${day}`),
		journeyId: browser % 10 < 7 ? journeyOf(browser) : null,
		medium: 'web',
		opening: 'page',
		networkKinds: [],
	};
}

export function journeyOf(browser: number): string {
	return fingerprint(`journey ${browser}`).slice(0, 32);
}

/** The n-th click of the world, from the oldest; the same one whenever it is asked for. */
export function clickOf(world: WorldSize, number: number): Click {
	const start = NOW_MILLISECONDS - world.days * DAY;
	return clickAt({
		clickId: clickIdOf(number),
		at: start + Math.floor(((number + part(number, 4)) * world.days * DAY) / world.clicks),
		affiliate: affiliateNumber(number, world),
		browser: below(number, 5, browsersOf(world)),
		draw: number,
	});
}

/** 26 characters as of a ULID, in order of time. */
function clickIdOf(number: number): string {
	return `clk_${number.toString().padStart(10, '0')}${fingerprint(`click ${number}`).slice(0, 16)}`;
}

/** The n-th order: nine of ten through a click of a person shortly before. */
export function orderOf(world: WorldSize, number: number): WorldOrder {
	const first = Math.floor((number * world.clicks) / world.orders);
	const isSent = number % 10 !== 9;
	for (let step = 0; step < SEARCHED_CLICKS; step += 1) {
		const click = clickOf(world, (first + step) % world.clicks);
		if (!click.isCounted) continue;
		const browser = below((first + step) % world.clicks, 5, browsersOf(world));
		const wait = 20_000 + below(number, 6, 4 * HOUR);
		return {
			order: orderAt({
				orderId: String(number + 1),
				at: Math.min(Date.parse(click.occurredAt) + wait, NOW_MILLISECONDS - 1),
				customer: browser,
				clickId: isSent ? click.clickId : null,
				draw: number,
			}),
			click: isSent ? click : null,
			isByCoupon: isSent && number % 8 === 3,
		};
	}
	throw new Error(`No counted click near order ${number}`);
}

const browsersOf = (world: WorldSize): number => Math.ceil(world.clicks / CLICKS_PER_BROWSER);

/** The clicks of one browser, evenly before `NOW`, the newest first. */
export function clicksOfBrowser(
	browser: number,
	count: number,
	{ affiliates, hours }: { readonly affiliates: number; readonly hours: number },
): Click[] {
	return Array.from({ length: count }, (_, at) => ({
		...clickAt({
			clickId: clickIdOf(4_000_000_000 + browser * 1_000 + at),
			at: NOW_MILLISECONDS - 30 * 60_000 - Math.floor((at * hours * HOUR) / count),
			affiliate: at % affiliates,
			browser,
			draw: at,
		}),
		category: 'human' as const,
		isCounted: true,
		countReason: 'counted' as const,
		consent: 'granted' as const,
		journeyId: journeyOf(browser),
	}));
}
