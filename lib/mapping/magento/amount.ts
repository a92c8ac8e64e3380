import { money, zeroMoney, type Money } from '../../kernel';
import { storeAmount } from '../store-amount';
import type { MagentoAmount } from './schema';

/** An amount that may be absent; absent means none. */
export function amountOrZero(amount: MagentoAmount | undefined, currency: string): Money {
	return amount === null || amount === undefined
		? zeroMoney(currency)
		: storeAmount(amount, currency);
}

/** The same without its sign: Magento writes discounts of a whole order below zero, of a row above. */
export function absoluteAmount(amount: MagentoAmount | undefined, currency: string): Money {
	const { amountMinor } = amountOrZero(amount, currency);
	return money(amountMinor < 0n ? -amountMinor : amountMinor, currency);
}
