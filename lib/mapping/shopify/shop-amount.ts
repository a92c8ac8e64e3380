import { sumMoney, zeroMoney, type Money } from '../../kernel';
import { storeAmount } from '../store-amount';
import type { ShopifyMoneySet } from './schema';

/** An amount that Shopify gives twice: as a set of two currencies and as plain text. */
export interface TwofoldAmount {
	readonly set?: ShopifyMoneySet;
	readonly plain?: string | number | null | undefined;
}

/**
 * The amount in the shop's own currency: the set's shop money, else the plain text, which is in
 * shop currency too. Null when the store gives neither. What the buyer saw in another currency
 * (presentment money) is never read.
 */
export function shopAmount({ set, plain }: TwofoldAmount, currency: string): Money | null {
	const shopMoney = set?.shop_money;
	if (shopMoney?.currency_code === currency) return storeAmount(shopMoney.amount, currency);
	return plain === null || plain === undefined ? null : storeAmount(plain, currency);
}

export function shopAmountOrZero(amount: TwofoldAmount, currency: string): Money {
	return shopAmount(amount, currency) ?? zeroMoney(currency);
}

export function sumShopAmounts(amounts: readonly TwofoldAmount[], currency: string): Money {
	return sumMoney(
		amounts.map((amount) => shopAmountOrZero(amount, currency)),
		currency,
	);
}
