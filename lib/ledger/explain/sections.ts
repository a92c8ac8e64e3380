import { formatMoney, isZeroMoney } from '../../kernel';
import type { Touch } from '../../model/touch';
import type { CommissionView, ViewedTouch } from './commission-view';
import type { ExplainedSections } from './explanation';
import { asSentence, day, signed } from './words';

/** The parts of an explanation, each as sentences. */
export function sectionsOf(view: CommissionView): ExplainedSections {
	return {
		credit: view.touches.map(creditSentence),
		rule: ruleSentences(view),
		base: baseSentences(view),
		rounding: roundingSentences(view),
		hold: holdSentences(view),
		adjustments: view.adjustments.map(({ at, kind, amount, note }) =>
			asSentence(
				`${day(at)}: ${signed(amount)} ${ADJUSTMENT_CAUSES[kind]}${note === null ? '' : `: ${note}`}`,
			),
		),
		refunds: refundSentences(view),
		disputes: view.disputes.map(({ at, status, note }) =>
			asSentence(`${day(at)}: the dispute is ${status}${note === null ? '' : `, ${note}`}`),
		),
		payouts: view.payouts.map(({ at, status, statementNumber, note }) =>
			asSentence(
				`${day(at)}: payout ${status}` +
					`${statementNumber === null ? '' : `, statement ${statementNumber}`}` +
					`${note === null ? '' : `, ${note}`}`,
			),
		),
	};
}

const TOUCH_WORDS: Readonly<Record<Touch['kind'], string>> = {
	click: 'a click',
	coupon: 'a coupon',
	customer: 'a customer who is known',
	subscription: 'a subscription that is known',
	direct_link: 'a visit from a site of the affiliate',
};

function creditSentence({ kind, at, foundIn, ...touch }: ViewedTouch): string {
	const coupon = touch.couponCode === null ? '' : ` (${touch.couponCode})`;
	const why = touch.confidenceReason === null ? '' : `: ${touch.confidenceReason}`;
	return asSentence(
		`Credited for ${TOUCH_WORDS[kind]}${coupon} on ${day(at)}, found in the ${foundIn}; ` +
			`${touch.confidence} % sure${why}`,
	);
}

function ruleSentences(view: CommissionView): string[] {
	const rate = view.rate === null ? 'The rate of the plan applies.' : `The rate is ${view.rate}.`;
	const capped =
		view.uncapped === null
			? []
			: [`A limit cut it from ${formatMoney(view.uncapped)} to ${formatMoney(view.booked)}.`];
	const computed = view.computation === null ? [] : [asSentence(view.computation)];
	return [rate, view.planNote, ...computed, ...capped];
}

function baseSentences({ base, isShared, audience, baseLines }: CommissionView): string[] {
	if (base === null) return [];
	const whose = isShared && audience === 'affiliate' ? 'Your part of the base' : 'The base';
	return [`${whose} is ${formatMoney(base)}.`, ...baseLines];
}

function roundingSentences({ booked, isShared, lockedRate }: CommissionView): string[] {
	const { currency } = booked;
	const shared = isShared
		? ['Several affiliates share the order; their parts sum exactly to the whole.']
		: [];
	const converted =
		lockedRate === null
			? []
			: [
					`Converted at ${lockedRate.rate} ${lockedRate.to} per ${lockedRate.from} of ` +
						`${day(lockedRate.asOf)}; refunds use the same rate.`,
				];
	return [`Rounded once, to whole units of ${currency}.`, ...shared, ...converted];
}

function holdSentences({ holdUntil, checks }: CommissionView): string[] {
	const until = holdUntil === null ? [] : [`On hold until ${day(holdUntil)}.`];
	return [...until, ...checks.map(asSentence)];
}

const ADJUSTMENT_CAUSES = {
	edit: 'because the order was changed',
	re_rate: 'because other terms apply',
	manual: 'by a correction',
	re_attribution: 'because the order is credited otherwise',
} as const;

function refundSentences({ refunds, reversed, earned }: CommissionView): string[] {
	const told = refunds.map(({ at, kind, note }) =>
		asSentence(`${day(at)}: ${kind}${note === null ? '' : ` ${note}`}`),
	);
	if (isZeroMoney(reversed)) return told;
	return [...told, `${formatMoney(reversed)} of ${formatMoney(earned)} is taken back in all.`];
}
