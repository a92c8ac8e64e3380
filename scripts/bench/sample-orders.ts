import type { CommissionFacts } from '../../lib/commission/index.ts';
import type { Money } from '../../lib/kernel/index.ts';
import type { PricedAffiliate, PricingContext } from '../../lib/model/commission.ts';
import type { Attribution, Credit } from '../../lib/model/credit.ts';
import type { Order, OrderLine } from '../../lib/model/order.ts';
import type { Plan } from '../../lib/model/plan.ts';
import type { Programme } from '../../lib/model/programme.ts';
import type { BuiltLib } from './built-lib.ts';
import {
	AFFILIATES,
	CAMPAIGNS,
	CATEGORIES,
	COUNTRIES,
	COUPONS,
	GROUPS,
	PLAN_FROM,
	PROGRAMME_ID,
	SKUS,
} from './sample-plan.ts';

export const STORE_KEY = 'bench.example.com';
export const ORDERED_AT = '2026-06-15T10:00:00.000Z';

/** The same numbers in every run. */
class Dice {
	#state = 20_260_615;

	below(limit: number): number {
		this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((this.#state / 2 ** 32) * limit);
	}

	of<Entry>(entries: readonly Entry[]): Entry {
		return entries[this.below(entries.length)] as Entry;
	}
}

const eur = (minor: number): Money => ({ amountMinor: BigInt(minor), currency: 'EUR' });

export const PROGRAMME: Programme = {
	programmeId: PROGRAMME_ID,
	code: 'bench',
	name: 'Bench',
	status: 'active',
	currency: 'EUR',
	allowedHosts: ['shop.example.com'],
	fallbackUrl: 'https://shop.example.com/',
	lookbackDays: 30,
	attributionModel: 'linear',
	couponPolicy: 'always',
	attributionSettings: {
		halfLifeDays: 7,
		firstPercent: 40,
		lastPercent: 40,
		interceptionSeconds: 120,
		interceptionLookbackDays: 30,
		weightsMaximumAgeDays: 30,
		fallbackModel: 'position_based',
	},
	createdAt: PLAN_FROM,
	updatedAt: PLAN_FROM,
};

function affiliate(affiliateId: string, parentId: string | null, at: number): PricedAffiliate {
	const groupCode = GROUPS[at % 10] ?? null;
	return {
		affiliateId,
		code: affiliateId.replace('_', '-'),
		status: 'active',
		groupCode,
		parentId,
	};
}

/** The credited affiliates with the two levels above each. */
function upline(ids: readonly number[]): PricedAffiliate[] {
	return ids.flatMap((id) => [
		affiliate(`aff_${id}`, `aff_${id}_up`, id),
		affiliate(`aff_${id}_up`, `aff_${id}_top`, 9),
		affiliate(`aff_${id}_top`, null, 9),
	]);
}

function credit(id: number, order: Pick<Order, 'createdAt'>, place: number): Credit {
	const affiliateId = `aff_${id}`;
	return {
		affiliateId,
		affiliateCode: `aff-${id}`,
		weight: 1,
		confidence: 0.95,
		confidenceReason: 'Click id found in the landing page',
		touch: {
			kind: 'click',
			affiliateId,
			affiliateCode: `aff-${id}`,
			programmeId: PROGRAMME_ID,
			occurredAt: order.createdAt.replace('06-15', `06-1${place}`),
			clickId: null,
			couponCode: null,
			medium: 'web',
			subIds: {},
			foundIn: 'landing page',
		},
	};
}

function orderLine(dice: Dice, at: number): OrderLine {
	const quantity = 1 + dice.below(5);
	const gross = quantity * (500 + dice.below(9_000));
	const discount = dice.below(3) === 0 ? Math.floor(gross / (5 + dice.below(15))) : 0;
	const sku = dice.below(SKUS);
	return {
		lineId: `line-${at + 1}`,
		productId: `product-${sku}`,
		variantId: null,
		sku: `SKU-${sku}`,
		title: sku === 7 ? 'Descaler, 500 ml' : `Product ${sku}`,
		categories: [dice.of(CATEGORIES)],
		quantity,
		gross: eur(gross),
		discount: eur(discount),
		net: eur(gross - discount),
		tax: eur(Math.round((gross - discount) * 0.19)),
		isGiftCard: false,
		isTip: false,
	};
}

function sampleOrder(dice: Dice, orderId: string, lineCount: number): Order {
	const lines = Array.from({ length: lineCount }, (_, at) => orderLine(dice, at));
	const sum = (pick: (line: OrderLine) => Money): Money =>
		eur(lines.reduce((total, line) => total + Number(pick(line).amountMinor), 0));
	const [items, discount, tax] = [sum((l) => l.gross), sum((l) => l.discount), sum((l) => l.tax)];
	const shipping = eur(490);
	const coupon = dice.below(COUPONS * 2);
	return {
		platform: 'shopify',
		storeKey: STORE_KEY,
		orderId,
		orderNumber: `#${orderId}`,
		status: 'paid',
		isTest: false,
		createdAt: ORDERED_AT,
		paidAt: ORDERED_AT,
		updatedAt: ORDERED_AT,
		cancelledAt: null,
		cancelReason: null,
		currency: 'EUR',
		lines,
		totals: {
			items,
			discount,
			shipping,
			tax,
			fees: eur(0),
			tip: eur(0),
			total: eur(Number(items.amountMinor - discount.amountMinor + tax.amountMinor) + 490),
		},
		coupons: coupon < COUPONS ? [{ code: `Save${coupon}`, amount: eur(100) }] : [],
		customer: {
			customerId: `customer-${orderId}`,
			email: `customer-${orderId}@example.com`,
			phone: null,
			firstName: 'Carla',
			lastName: 'Customer',
			country: dice.of(COUNTRIES),
			ordersBefore: null,
			acceptsMarketing: null,
		},
		tracking: {
			landingUrl: null,
			visits: [],
			referrer: null,
			attributes: {},
			utm: { campaign: dice.of(CAMPAIGNS), medium: dice.of(['mobile', 'social', 'mail']) },
			clientIp: '203.0.113.0',
			userAgent: 'Mozilla/5.0 (X11; Linux x64) Firefox/140.0',
			channel: 'web',
		},
		action: null,
		subscription: null,
		storeCredit: null,
		billingAddress: null,
		shippingAddress: null,
		payment: null,
		checkoutStartedAt: null,
	};
}

function attribution(credits: Credit[]): Attribution {
	return {
		outcome: 'attributed',
		programmeId: PROGRAMME_ID,
		programmeCode: 'bench',
		model: 'linear',
		couponPolicy: 'always',
		lookbackDays: 30,
		credits,
		touches: credits.map(({ touch }) => touch),
		fallbackModel: null,
		interceptions: [],
		journeyIds: [],
		decidedBy: null,
		trace: [],
	};
}

/** Orders of 1 to 8 lines, every fourth of them shared by two affiliates, with what they need to know. */
export function sampleFacts(lib: BuiltLib, plan: Plan, count: number): CommissionFacts[] {
	const dice = new Dice();
	const { metricsNeeded, neededCaps, capClaimKey } = lib.commission;
	return Array.from({ length: count }, (_, at): CommissionFacts => {
		const order = sampleOrder(dice, String(at + 1), 1 + (at % 8));
		const first = dice.below(AFFILIATES);
		const ids = at % 4 === 0 ? [first, (first + 1) % AFFILIATES] : [first];
		const credited = attribution(ids.map((id, place) => credit(id, order, place)));
		const affiliates = upline(ids);
		const context: PricingContext = {
			affiliates,
			customerType: dice.of(['new', 'returning', 'unknown'] as const),
			paymentNumber: null,
			firstPaymentAt: null,
			metrics: metricsNeeded(plan, order, credited, affiliates).map((needed) => {
				const revenue = eur(dice.below(3_000_000));
				const sales = dice.below(150);
				const commission = eur(dice.below(200_000));
				return {
					...needed,
					revenue,
					sales,
					commission,
					grossRevenue: revenue,
					grossSales: sales,
					grossCommission: commission,
				};
			}),
			exchangeRate: null,
		};
		const capUsage = new Map(
			neededCaps(plan, order, credited, affiliates).map((claim) => [
				capClaimKey(claim),
				eur(dice.below(520_000)),
			]),
		);
		return {
			order,
			attribution: credited,
			verdict: null,
			programme: PROGRAMME,
			plan,
			context,
			capUsage,
		};
	});
}
