export {
	addMoney,
	compareMoney,
	maxMoney,
	minMoney,
	negateMoney,
	subtractMoney,
	sumMoney,
} from './arithmetic';
export { allocateMoney } from './allocate';
export { currencyCodes, isCurrencyCode, minorUnitExponent } from './currencies';
export { formatAmount, formatMoney, parseAmount } from './decimal';
export {
	addExact,
	compareExact,
	convertExact,
	exactMoney,
	multiplyExact,
	proportionsOf,
	roundExact,
	sumExact,
	type ExactMoney,
} from './exact';
export { isZeroMoney, money, requireSameCurrency, zeroMoney, type Money } from './money';
export { applyRate, convertMoney, rateFromDecimal, rateFromPercent, type Rate } from './rate';
