import { optionalText, textList, type Collection } from '../../fields';
import { entriesOf, entryOf, idFromName } from './formEntries';
import { moneyOf } from './readRate';

/** Everything of the optional fields but rates and dates, as the JSON that plans hold. */
export function termsOf(extra: Collection, currency: string): Record<string, unknown> {
	const above = optionalText(extra, 'manualApprovalAbove');
	return {
		base: {
			includeTax: extra.includeTax === true,
			includeShipping: extra.includeShipping === true,
			includeFees: extra.includeFees === true,
			excludedSkus: textList(extra.excludedSkus),
			excludedCategories: textList(extra.excludedCategories),
			includeStoreCredit: extra.includeStoreCredit === true,
		},
		ruleMode: optionalText(extra, 'ruleMode') ?? 'priority',
		isCappedAtBase: extra.isCappedAtBase !== false,
		caps: capsOf(extra, currency),
		levels: levelsOf(extra),
		split: splitOf(extra, currency),
		recurring: recurringOf(extra),
		lifetimeDays: aboveZero(extra.lifetimeDays),
		clicks: clicksOf(extra, currency),
		bonuses: bonusesOf(extra, currency),
		manualApprovalAbove: above === null ? null : moneyOf(above, currency),
		rounding: optionalText(extra, 'rounding') ?? 'half_up',
		holdDays: extra.holdDays ?? 30,
	};
}

function aboveZero(value: unknown): unknown {
	return value === undefined || value === 0 || value === '' ? null : value;
}

function capsOf(extra: Collection, currency: string) {
	return entriesOf(extra.caps, 'cap').map((cap, index) => ({
		capId: `cap-${index + 1}`,
		scope: cap.scope ?? 'order',
		window: cap.window ?? 'month',
		limit: moneyOf(cap.limit, currency),
	}));
}

function levelsOf(extra: Collection) {
	const terms = entryOf(extra.levels, 'terms');
	if (terms === null) return null;
	return {
		basis: terms.basis ?? 'commission',
		percents: textList(terms.percents ?? '10'),
		inactive: terms.inactive ?? 'drop',
	};
}

function splitOf(extra: Collection, currency: string) {
	const terms = entryOf(extra.split, 'terms');
	if (terms === null) return null;
	const minimum = optionalText(terms, 'minimumShare');
	return {
		mode: terms.mode ?? 'bonuses',
		firstPercent: optionalText(terms, 'firstPercent') ?? '0',
		lastPercent: optionalText(terms, 'lastPercent') ?? '0',
		minimumShare: minimum === null ? null : moneyOf(minimum, currency),
		belowMinimum: terms.belowMinimum ?? 'house',
	};
}

function recurringOf(extra: Collection) {
	const maximumPayments = aboveZero(extra.recurringPayments);
	const maximumMonths = aboveZero(extra.recurringMonths);
	if (maximumPayments === null && maximumMonths === null) return null;
	return { maximumPayments, maximumMonths };
}

function clicksOf(extra: Collection, currency: string) {
	const terms = entryOf(extra.clicks, 'terms');
	if (terms === null) return null;
	return { type: terms.type ?? 'per_click', amount: moneyOf(terms.amount, currency) };
}

function bonusesOf(extra: Collection, currency: string) {
	return entriesOf(extra.bonuses, 'bonus').map((bonus, index) => ({
		bonusId: optionalText(bonus, 'bonusId') ?? idFromName(bonus.name, `bonus-${index + 1}`),
		name: String(bonus.name ?? '').trim() || `Bonus ${index + 1}`,
		metric: bonus.metric ?? 'sales',
		from: String(bonus.from ?? '').trim(),
		window: bonus.window ?? 'month',
		timeZone: optionalText(bonus, 'timeZone') ?? 'UTC',
		affiliateGroups: textList(bonus.affiliateGroups),
		reward:
			bonus.rewardType === 'percentage'
				? { type: 'percentage', percent: String(bonus.reward ?? '').trim() }
				: { type: 'fixed', amount: moneyOf(bonus.reward, currency) },
		isClawedBack: bonus.isClawedBack !== false,
	}));
}
