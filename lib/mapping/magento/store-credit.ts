import { sumMoney, type Money } from '../../kernel';
import { absoluteAmount } from './amount';
import type { MagentoAmount } from './schema';

interface CreditFields {
	readonly base_gift_cards_amount: MagentoAmount;
	readonly base_customer_balance_amount: MagentoAmount;
	readonly base_reward_currency_amount: MagentoAmount;
}

/**
 * What was paid with gift cards, store credit and reward points of Adobe Commerce. Its grand total
 * is what is left to pay after them; REST writes them as extension attributes, events beside the rest.
 */
export function magentoStoreCredit(
	direct: CreditFields,
	extension: CreditFields | null,
	currency: string,
): Money {
	const names = [
		'base_gift_cards_amount',
		'base_customer_balance_amount',
		'base_reward_currency_amount',
	] as const;
	return sumMoney(
		names.map((name) => absoluteAmount(direct[name] ?? extension?.[name], currency)),
		currency,
	);
}
