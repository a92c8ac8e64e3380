import { formatMoney, type Instant } from '../../kernel';
import { pseudoSale, type PseudoSale } from '../pseudo-order';
import { bonusConversionKey } from './bonus-conversion-key';
import type { BonusDecision, BonusFacts } from './evaluate-bonus';

/**
 * The bonus as a conversion for the ledger (C11). It waits for no hold: what it was reached with
 * has been counted less refunds.
 */
export function bonusCommission(
	facts: BonusFacts,
	decision: BonusDecision,
	at: Instant,
): PseudoSale {
	const { bonus, plan, programme, affiliate, windowFrom } = facts;
	const { orderId } = bonusConversionKey(
		programme.programmeId,
		bonus.bonusId,
		affiliate.affiliateId,
		windowFrom,
	);
	return pseudoSale({
		programme,
		affiliate,
		kind: 'bonus',
		orderId,
		amount: decision.amount,
		at,
		holdUntil: at,
		rateWords: rateWordsOf(facts),
		sentence: decision.sentence,
		planId: plan.planId,
		planVersion: plan.version,
		trace: [
			{
				rule: 'bonus',
				text: `The bonus ‘${bonus.name}’ counts ${bonus.metric} and begins at ${bonus.from}; reached: ${decision.level}.`,
				inputs: {
					bonusId: bonus.bonusId,
					window: bonus.window,
					timeZone: bonus.timeZone,
					from: windowFrom ?? '',
					to: facts.windowTo,
				},
			},
		],
	});
}

function rateWordsOf({ bonus }: BonusFacts): string {
	return bonus.reward.type === 'fixed'
		? `${formatMoney(bonus.reward.amount)} bonus`
		: `${bonus.reward.percent} % of the commission earned`;
}
