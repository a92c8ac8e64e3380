import { formatMoney, isZeroMoney, subtractMoney } from '../../kernel';
import type { Payout } from '../../model/payout';
import type { CommissionStory } from '../../ports/ledger-store';
import type { CommissionView } from './commission-view';
import type { Audience, Explanation } from './explanation';
import { nextStepOf } from './next-step';
import { sectionsOf } from './sections';
import { timelineOf } from './timeline';
import { viewForAffiliate } from './view-for-affiliate';
import { viewForMerchant } from './view-for-merchant';
import { asSentence, signed, STATUS_WORDS } from './words';

/**
 * Explains a commission from the first click to the payout, in plain words (C23). For the affiliate
 * nothing is in it of the merchant's business: no products, customers, evidence, reasons or names,
 * nothing of other affiliates, and of the order only the last four characters of its number.
 */
export function explainCommission(
	story: CommissionStory,
	payouts: readonly Payout[],
	audience: Audience,
): Explanation {
	const view =
		audience === 'merchant' ? viewForMerchant(story, payouts) : viewForAffiliate(story, payouts);
	return {
		commissionId: view.commissionId,
		audience,
		summary: summaryOf(view),
		timeline: timelineOf(view),
		sections: sectionsOf(view),
		whatIsOwed: view.outstanding,
		nextStep: nextStepOf(view),
	};
}

function summaryOf(view: CommissionView): string {
	const { beneficiary, subject, earned, booked, reversed, status } = view;
	const change = subtractMoney(earned, booked);
	const adjusted = isZeroMoney(change)
		? ''
		: `, ${formatMoney(booked)} at first and ${signed(change)} since`;
	const taken = isZeroMoney(reversed) ? '' : ` ${formatMoney(reversed)} of it was taken back.`;
	return (
		asSentence(
			`${beneficiary} earned ${formatMoney(earned)} with ${subject}${computationOf(view)}${adjusted}`,
		) +
		taken +
		` It is ${STATUS_WORDS[status]}. ${nextStepOf(view)}`
	);
}

/** " (10 % of 100.00 EUR)" */
function computationOf({ rate, base }: CommissionView): string {
	if (rate === null || base === null || isZeroMoney(base)) return '';
	return rate.endsWith('%') ? ` (${rate} of ${formatMoney(base)})` : ` (${rate})`;
}
