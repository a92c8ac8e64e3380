export { bonusCommission } from './bonus-commission';
export { bonusConversionKey } from './bonus-conversion-key';
export { evaluateBonus, type BonusDecision, type BonusFacts } from './evaluate-bonus';
