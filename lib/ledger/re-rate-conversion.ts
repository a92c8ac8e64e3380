import { canonicalJson, formatMoney, sumMoney, type Money } from '../kernel';
import type { Commission, RecordedCommission } from '../model/commission';
import type { Journal } from '../model/journal';
import { toJson } from '../model/json';
import type {
	CommissionAdjustment,
	Conversion,
	LedgerWrite,
	OrderState,
} from '../ports/ledger-store';
import { adjustCommissions } from './adjust-commissions';
import { event, type Act } from './entries';
import { areUpToDate, earnedAfterReRating, type ReadAdjustments } from './kept-adjustments';
import { isPriced } from './priced-reasons';
import { recordedTerms } from './recorded-terms';
import { recoverWrittenOff } from './recover-written-off';
import { settleAdjusted } from './settle-adjusted';
import { mergeWrites } from './steps';

export interface ReRating {
	/** The order priced under other terms: another plan version, or a tier that was reached since. */
	readonly commission: Commission;
	/** What it was priced from; kept where the base is another one under these terms. */
	readonly journal?: Journal;
	/** Version of the order that was priced; it is refused when there is a newer one by now. */
	readonly version?: number;
	/** Names the terms, e.g. plan and version; the same order may be brought to them again. */
	readonly cause: string;
	/** For people. */
	readonly reason: string;
	/** Every adjustment of the order's commissions; see `recordConversion`. */
	readonly adjustments?: ReadAdjustments;
}

export interface ReRateResult {
	/** `unchanged`: it is so already. `refused`: it could not be priced; `message` says why. */
	readonly outcome: 're_rated' | 'unchanged' | 'refused';
	readonly conversionId: string | null;
	readonly commissions: readonly RecordedCommission[];
	readonly adjustments: readonly CommissionAdjustment[];
	/** Sum of the adjustments and of new commissions, before refunds; null when nothing changed. */
	readonly difference: Money | null;
	readonly message: string;
}

/**
 * Brings a recorded order's commissions to other terms (C10): the difference is an entry of its
 * own, whatever their status, and refunds already applied take their share of it. On what is in a
 * payout or paid it nets the next payout. The same terms again find nothing to do.
 */
export function reRateConversion(
	state: OrderState,
	reRating: ReRating,
	act: Act,
): { write: LedgerWrite; result: ReRateResult } {
	const { conversion: known } = state;
	const refusal = refusalOf(state, reRating);
	if (known === null || refusal !== null) {
		return nothing(state, 'refused', refusal ?? 'The order is not recorded.');
	}
	const conversion = underTerms(known, reRating.commission);
	const adjusted = adjustCommissions(
		state.commissions,
		{
			kind: 're_rate',
			cause: reRating.cause,
			before: known,
			now: conversion,
			commission: reRating.commission,
			verdict: known.verdict,
			earned: (recorded, priced) => earnedAfterReRating(recorded, priced, reRating.adjustments),
			adjustments: reRating.adjustments,
			note: { rule: 're_rate', text: reRating.reason },
		},
		act,
	);
	const { adjustments = [], commissions: added = [] } = adjusted.write;
	if (adjustments.length + added.length === 0) {
		return nothing(state, 'unchanged', 'The order is already rated so.');
	}
	const cause = `re_rate:${reRating.cause}@${act.at}`;
	const settled = settleAdjusted(state, conversion, adjusted, [], cause, act);
	const difference = differenceOf(adjustments, added);
	return {
		write: recoverWrittenOff(
			state,
			mergeWrites(
				conversion === known ? {} : versionOf(conversion, reRating),
				{ events: [reRatedEvent(conversion, reRating, difference, cause, act)] },
				settled.write,
			),
			act,
		),
		result: {
			outcome: 're_rated',
			conversionId: conversion.conversionId,
			commissions: settled.commissions,
			adjustments,
			difference,
			message: `Rated anew: ${formatMoney(difference)} in difference.`,
		},
	};
}

function refusalOf({ conversion, commissions }: OrderState, reRating: ReRating): string | null {
	const { commission, adjustments } = reRating;
	const first = recordedTerms(conversion, commissions);
	if (conversion === null) return 'The order is not recorded.';
	if (first === undefined) return 'The order has no commission that could be rated anew.';
	if (!isPriced(commission)) return `The order could not be priced: ${commission.reason}.`;
	if (commission.programmeId !== first.programmeId) return 'The order is of another programme.';
	if (commission.base !== null && commission.base.currency !== conversion.net.currency) {
		return `The order is in ${conversion.net.currency}, not in ${commission.base.currency}.`;
	}
	if (commission.lines.some(({ amount }) => amount.currency !== first.amount.currency)) {
		return `Its commissions are in ${first.amount.currency}, and stay so.`;
	}
	if (conversion.version !== (reRating.version ?? conversion.version)) {
		return 'The order was edited at the same moment; rate it once more.';
	}
	if (areUpToDate(commissions, adjustments)) return null;
	return 'Its commissions were adjusted at the same moment; rate it once more.';
}

/** The same version when the base is the same under these terms; else the next one. */
function underTerms(known: Conversion, { base, baseLines }: Commission): Conversion {
	const lines = baseLines.length > 0 ? baseLines : known.lines;
	const contentOf = (value: Pick<Conversion, 'base' | 'lines'>): string =>
		canonicalJson(toJson({ base: value.base, lines: value.lines }));
	if (base === null || contentOf({ base, lines }) === contentOf(known)) return known;
	return { ...known, version: known.version + 1, base, lines };
}

function versionOf(conversion: Conversion, { journal }: ReRating): LedgerWrite {
	return { conversion, ...(journal === undefined ? {} : { journal }) };
}

function differenceOf(
	adjustments: readonly CommissionAdjustment[],
	added: readonly RecordedCommission[],
): Money {
	const amounts = [...adjustments, ...added].map(({ amount }) => amount);
	return sumMoney(amounts, amounts[0]?.currency ?? '');
}

function reRatedEvent(
	{ conversionId }: Conversion,
	{ reason }: ReRating,
	difference: Money,
	cause: string,
	act: Act,
) {
	return event(
		conversionId,
		'conversion.re_rated',
		cause,
		{ conversionId, reason, difference: toJson(difference) },
		act,
	);
}

function nothing(
	state: OrderState,
	outcome: 'unchanged' | 'refused',
	message: string,
): { write: LedgerWrite; result: ReRateResult } {
	return {
		write: {},
		result: {
			outcome,
			conversionId: state.conversion?.conversionId ?? null,
			commissions: state.commissions,
			adjustments: [],
			difference: null,
			message,
		},
	};
}
