/** Money in a description is in minor units of the shop's currency. */
export interface DescribedLine {
	readonly id?: number;
	/** Unit price, with tax when the order's prices include it. */
	readonly price: number;
	readonly quantity?: number;
	/** What each discount of the order takes off the whole line, by its place in the list. */
	readonly discounts?: ReadonlyArray<{ readonly application: number; readonly amount: number }>;
	/** On the whole line. */
	readonly tax?: number;
	/** As Shopify writes it: 0.19. */
	readonly rate?: number;
	readonly isGiftCard?: boolean;
	readonly isTip?: boolean;
	readonly title?: string;
	/** Units that an edit took off. */
	readonly removed?: number;
}

export interface DescribedDiscount {
	readonly type: 'discount_code' | 'manual' | 'automatic' | 'script';
	/** The code, or the title of a discount without one. */
	readonly name: string;
}

export interface DescribedRefund {
	readonly id: number;
	readonly createdAt: string;
	readonly note?: string | null;
	readonly lines: ReadonlyArray<{
		readonly lineId: number;
		readonly quantity: number;
		readonly subtotal: number;
		readonly tax?: number;
	}>;
	readonly shipping?: { readonly amount: number; readonly tax: number };
	/** Money given back; null when none moved, as for units taken off by an edit. */
	readonly moved: number | null;
	readonly isTest?: boolean;
}

export interface DescribedDispute {
	readonly id: number;
	readonly amount: number;
	readonly status: string;
	readonly reason: string;
	readonly initiatedAt: string;
	readonly finalizedOn: string | null;
}

export interface DescribedCustomer {
	readonly id: number;
	readonly email: string | null;
	readonly firstName?: string | null;
	readonly lastName?: string | null;
	readonly phone?: string | null;
	/** State of consent as webhooks write it; none told when left out. */
	readonly consent?: string;
	readonly tags?: readonly string[];
	/** Which order of the customer this is. */
	readonly orderIndex?: number;
}

/** The last visit before the order. */
export interface DescribedVisit {
	readonly landingPath: string;
	readonly referrer: string | null;
	readonly code: string | null;
	readonly at: string;
	/** Whether Shopify has worked the journey out. */
	readonly isReady: boolean;
}

/** One order, from which both shapes of Shopify are made. */
export interface DescribedOrder {
	readonly id: number;
	readonly name?: string;
	readonly createdAt?: string;
	readonly updatedAt?: string;
	readonly currency?: string;
	/** Digits after the point of the currency. */
	readonly exponent?: number;
	readonly taxesIncluded?: boolean;
	readonly lines?: readonly DescribedLine[];
	readonly shipping?: { readonly price: number; readonly discount?: number; readonly tax?: number };
	/** Received beside the lines. */
	readonly tip?: number;
	readonly duties?: number;
	/** What the buyer saw: the currency, and how many of its units one of the shop's buys. */
	readonly presentment?: { readonly currency: string; readonly rate: number };
	readonly discounts?: readonly DescribedDiscount[];
	/** Financial status as webhooks write it. */
	readonly status?: string;
	readonly cancelled?: { readonly at: string; readonly reason: string };
	readonly isTest?: boolean;
	readonly email?: string | null;
	readonly customer?: DescribedCustomer | null;
	readonly country?: string | null;
	readonly attributes?: Readonly<Record<string, string>>;
	readonly visit?: DescribedVisit | null;
	readonly source?: string;
	readonly note?: string | null;
	readonly tags?: readonly string[];
	readonly refunds?: readonly DescribedRefund[];
	readonly disputes?: readonly DescribedDispute[];
}

export const DEFAULT_LINES: readonly DescribedLine[] = [{ price: 5_000, quantity: 2 }];

export const CREATED_AT = '2026-11-02T09:00:00Z';

/** Id of a line: its own, or one made from its order and place. */
export function lineIdOf(order: DescribedOrder, index: number): number {
	return order.lines?.[index]?.id ?? order.id * 100 + index;
}

/** Totals as Shopify computes them; they follow from lines, shipping and tips. */
export function totalsOf(order: DescribedOrder): { tax: number; total: number; tip: number } {
	const lines = order.lines ?? DEFAULT_LINES;
	const sum = (of: (line: DescribedLine) => number) =>
		lines.reduce((total, line) => total + of(line), 0);
	const goods = sum((line) => line.price * (line.quantity ?? 1) - discountOf(line));
	const { price = 0, discount = 0, tax: shippingTax = 0 } = order.shipping ?? {};
	const tax = sum((line) => line.tax ?? 0) + shippingTax;
	const beside = order.tip ?? 0;
	const charged = goods + price - discount + beside + (order.duties ?? 0);
	const inLines = sum((line) => (line.isTip === true ? line.price * (line.quantity ?? 1) : 0));
	return {
		tax,
		total: order.taxesIncluded === true ? charged : charged + tax,
		tip: beside + inLines,
	};
}

export function discountOf(line: DescribedLine): number {
	return (line.discounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
}

/** Minor units as decimal text: "12.50", and "23600" for a currency without decimals. */
export function amountText(minor: number, exponent: number): string {
	const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
	const sign = minor < 0 ? '-' : '';
	if (exponent === 0) return `${sign}${digits}`;
	return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** What the buyer saw of an amount. */
export function shownOf(order: DescribedOrder, minor: number): { currency: string; minor: number } {
	const { presentment, currency = 'EUR' } = order;
	if (presentment === undefined) return { currency, minor };
	return { currency: presentment.currency, minor: Math.round(minor * presentment.rate) };
}
