import { AffiliateError, zeroMoney, type Instant, type Money } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { Commission, CommissionKind } from '../../model/commission';
import type { ImportContext } from './import-intent';
import { IMPORTED_LINE_ID } from './imported-order';

export interface ImportedCommission {
	readonly affiliate: Affiliate;
	readonly amount: Money;
	/** Total of the order; null for none, or one that is not known. */
	readonly base: Money | null;
	readonly kind: CommissionKind;
	readonly level: number;
	/** Null for one that is approved, paid or declined at once. */
	readonly holdUntil: Instant | null;
	readonly sentence: string;
}

/**
 * The answer of the old platform in the form of our own: one line with its amount, which no plan
 * computed. Throws `currency_differs` unless it is in the currency of the programme.
 */
export function importedCommission(
	facts: ImportedCommission,
	{ programme, source }: ImportContext,
): Commission {
	const { affiliate, amount, base, kind, level, holdUntil, sentence } = facts;
	if (amount.currency !== programme.currency) throw otherCurrency(amount, programme.currency);
	return {
		outcome: 'commissioned',
		reason: 'imported',
		programmeId: programme.programmeId,
		planId: 'imported',
		planVersion: 1,
		base,
		baseLines: base === null ? [] : [{ lineId: IMPORTED_LINE_ID, base, net: base }],
		lines: [
			{
				affiliateId: affiliate.affiliateId,
				affiliateCode: affiliate.code,
				kind,
				level,
				sourceAffiliateId: null,
				amount,
				uncappedAmount: null,
				countsTowardsTier: false,
				orderAmount: amount,
				base: base ?? zeroMoney(amount.currency),
				weight: 1,
				weightTotal: 1,
				rate: 'imported',
				ruleIds: [],
				parts: base === null ? [] : [{ lineId: IMPORTED_LINE_ID, amount }],
				lockedRate: null,
				sentence,
			},
		],
		total: amount,
		holdUntil,
		lifetimeDays: null,
		caps: [],
		retroactive: [],
		context: null,
		trace: [{ rule: 'import', text: sentence, inputs: { source } }],
	};
}

function otherCurrency({ currency }: Money, expected: string): AffiliateError {
	return new AffiliateError(`The row is in ${currency}, but the programme books in ${expected}`, {
		code: 'currency_differs',
		hint: `Import it into a programme in ${currency}, or convert the amounts in the file first.`,
	});
}
