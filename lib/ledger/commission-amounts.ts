import { addMoney, subtractMoney, type Money } from '../kernel';
import type { RecordedCommission } from '../model/commission';

type Amounts = Pick<RecordedCommission, 'amount' | 'adjusted' | 'reversed'>;

/** What a commission comes to before refunds: as booked, and what was added or taken off since. */
export function earnedOf({ amount, adjusted }: Pick<Amounts, 'amount' | 'adjusted'>): Money {
	return addMoney(amount, adjusted);
}

/** What is left of a commission for the affiliate: earned less what was taken back. */
export function owedOf(commission: Amounts): Money {
	return subtractMoney(earnedOf(commission), commission.reversed);
}
