import { parseAmount, rateFromDecimal, zeroMoney, type Instant, type Money } from '../../kernel';
import type { ReachedMetrics } from '../../model/commission';
import type { TieredRate } from '../../model/plan/rate';
import { metricsKey, tierWindow } from './tier-window';

/** An affiliate when the order comes. */
export interface Standing {
	readonly affiliateId: string;
	readonly orderedAt: Instant;
	/** The affiliate's part of the order's base, in the currency of the programme. */
	readonly creditedBase: Money;
	readonly metrics: readonly ReachedMetrics[];
	/** "order", or the name of the action */
	readonly event: string;
}

/** How far an affiliate is without and with this order, in minor units or orders. */
export interface TierLevels {
	readonly before: bigint;
	readonly after: bigint;
}

/**
 * What the affiliate reached in the window (C9). This order counts, but for the metric
 * "commission", which is not known before the order has its price. Nothing loaded is nothing
 * reached; refunds never take a metric below zero.
 */
export function tierLevels(rate: TieredRate, standing: Standing): TierLevels {
	const reached = reachedIn(rate, standing);
	const before = atLeastZero(reached);
	switch (rate.metric) {
		case 'revenue':
			return { before, after: before + standing.creditedBase.amountMinor };
		case 'sales':
			return { before, after: before + 1n };
		case 'commission':
			return { before, after: before };
	}
}

function reachedIn(rate: TieredRate, { affiliateId, orderedAt, metrics }: Standing): bigint {
	const key = metricsKey(affiliateId, tierWindow(rate, orderedAt).from);
	const found = metrics.find((entry) => entry.key === key);
	if (found === undefined) return 0n;
	switch (rate.metric) {
		case 'revenue':
			return (rate.mayFallBack ? found.revenue : found.grossRevenue).amountMinor;
		case 'sales':
			return BigInt(rate.mayFallBack ? found.sales : found.grossSales);
		case 'commission':
			return (rate.mayFallBack ? found.commission : found.grossCommission).amountMinor;
	}
}

/** Where each tier begins, lowest first, in the same unit as the levels. */
export interface TierBound {
	readonly tier: TieredRate['tiers'][number];
	readonly from: bigint;
}

/** A plan's tiers never change, so their decimals are read once. */
const boundsOfRates = new WeakMap<TieredRate, { currency: string; bounds: readonly TierBound[] }>();

export function tierBounds(rate: TieredRate, currency: string): readonly TierBound[] {
	const known = boundsOfRates.get(rate);
	if (known?.currency === currency) return known.bounds;
	const bounds = readBounds(rate, currency);
	boundsOfRates.set(rate, { currency, bounds });
	return bounds;
}

function readBounds(rate: TieredRate, currency: string): TierBound[] {
	return rate.tiers
		.map((tier) => ({
			tier,
			from: rate.metric === 'sales' ? wholeOrders(tier.from) : inMinorUnits(tier.from, currency),
		}))
		.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** Index of the highest tier reached at a level; −1 below the lowest. */
export function tierAt(bounds: readonly TierBound[], level: bigint): number {
	return bounds.findLastIndex(({ from }) => from <= level);
}

export function levelMoney(level: bigint, currency: string): Money {
	return { ...zeroMoney(currency), amountMinor: level };
}

function inMinorUnits(from: string, currency: string): bigint {
	return parseAmount(from, currency, 'half_up').amountMinor;
}

/** "2.5" is reached with the third order. */
function wholeOrders(from: string): bigint {
	const { numerator, denominator } = rateFromDecimal(from);
	return (numerator + denominator - 1n) / denominator;
}

function atLeastZero(level: bigint): bigint {
	return level < 0n ? 0n : level;
}
