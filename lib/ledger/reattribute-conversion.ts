import { sumMoney, type Money } from '../kernel';
import type { Commission, RecordedCommission } from '../model/commission';
import type { Attribution } from '../model/credit';
import type { Journal } from '../model/journal';
import { toJson } from '../model/json';
import type { Verdict } from '../model/verdict';
import type {
	CommissionAdjustment,
	Conversion,
	LedgerWrite,
	OrderState,
} from '../ports/ledger-store';
import { adjustCommissions } from './adjust-commissions';
import { creditedParts, type CreditedPart } from './credited-parts';
import { event, type Act } from './entries';
import { earnedAfterReAttribution, type ReadAdjustments } from './kept-adjustments';
import { reattributionRefusal } from './reattribution-refusal';
import { reattributionSummary } from './reattribution-summary';
import { rebindCustomer } from './rebind-customer';
import { recoverWrittenOff } from './recover-written-off';
import { isSameCredit } from './same-credits';
import { refundsWithoutBase, settleAdjusted } from './settle-adjusted';
import { mergeWrites, type Step } from './steps';

export interface Reattribution {
	readonly attribution: Attribution;
	/** The attribution that is recorded, as it was read with `version`. */
	readonly recorded: Attribution;
	/**
	 * The order priced for the new credits under the plan version it was recorded with, or for
	 * another programme under the one then in effect; null when that is not there any more.
	 */
	readonly commission: Commission | null;
	/** What it was priced from, with the new attribution. */
	readonly journal: Journal;
	/** Version of the order that was read; it is refused when there is a newer one by now. */
	readonly version: number;
	/** For people, with every entry. */
	readonly reason: string;
	/** Every adjustment of the order's commissions; see `recordConversion`. */
	readonly adjustments: ReadAdjustments;
	/** Names the occasion, e.g. "late facts" or "by hand"; the same one may come again. */
	readonly cause: string;
	/** What a fraud check says of the new credits; left out, the recorded verdict stands. */
	readonly verdict?: Verdict | null;
}

export interface ReattributionResult {
	/** `unchanged`: it is credited so already. `refused`: `message` says why. */
	readonly outcome: 'reattributed' | 'unchanged' | 'refused';
	readonly conversionId: string | null;
	readonly before: readonly CreditedPart[];
	readonly after: readonly CreditedPart[];
	readonly commissions: readonly RecordedCommission[];
	readonly adjustments: readonly CommissionAdjustment[];
	/** By how much the order earns more or less in all, before refunds; null when nothing changed. */
	readonly difference: Money | null;
	readonly message: string;
}

/**
 * Credits a recorded order otherwise: late facts found another way to the customer, or a person
 * decided (`attribution.decidedBy`). Nothing is edited: a further version of the conversion, what
 * the affiliates lose or gain as adjustments whatever the status (what was paid nets the next
 * payout, C28), commissions of new beneficiaries, the share of refunds, the hold of open disputes
 * and of a review, and the binding that came with the order (C13). The same credits again write
 * nothing. What rules find never goes before what a person decided.
 */
export function reattributeConversion(
	state: OrderState,
	reattribution: Reattribution,
	act: Act,
): { write: LedgerWrite; result: ReattributionResult } {
	const { conversion: known } = state;
	const { commission, attribution, recorded } = reattribution;
	if (known?.version === reattribution.version && isSameCredit(recorded, attribution)) {
		return nothing(state, 'unchanged', 'The order is already credited so.');
	}
	const refusal = reattributionRefusal(state, reattribution);
	if (known === null || commission === null || refusal !== null) {
		return nothing(state, 'refused', refusal ?? 'The order is not recorded.');
	}
	const conversion = nextVersion(known, commission, reattribution);
	const step = credited(state, known, conversion, commission, reattribution, act);
	const input = { ...reattribution, order: reattribution.journal.order, commission };
	const binding = rebindCustomer(
		state.binding,
		recorded,
		{ ...input, verdict: conversion.verdict, customerKey: known.customerKey },
		act,
	);
	const { adjustments = [], commissions: added = [] } = step.write;
	const difference = differenceOf(adjustments, added);
	const write = mergeWrites(
		{
			conversion,
			journal: reattribution.journal,
			bindings: binding === null ? [] : [binding],
			events: [reattributedEvent(conversion, reattribution, difference, act)],
		},
		step.write,
	);
	return {
		write: recoverWrittenOff(state, write, act),
		result: {
			outcome: 'reattributed',
			conversionId: conversion.conversionId,
			before: creditedParts(state.commissions),
			after: creditedParts(step.commissions),
			commissions: step.commissions,
			adjustments,
			difference,
			message: reattributionSummary(state.commissions, step.commissions, attribution, conversion),
		},
	};
}

/** Brings the commissions to the new credits, and to everything else known of the order. */
function credited(
	state: OrderState,
	known: Conversion,
	conversion: Conversion,
	commission: Commission,
	{ cause: occasion, reason, adjustments, attribution }: Reattribution,
	act: Act,
): Step {
	const adjusted = adjustCommissions(
		state.commissions,
		{
			kind: 're_attribution',
			cause: `${occasion}:${conversion.version}`,
			before: known,
			now: conversion,
			commission,
			verdict: conversion.verdict,
			earned: (entry, priced, hasPart) =>
				earnedAfterReAttribution(entry, priced, adjustments, hasPart),
			adjustments,
			opensClosed: attribution.decidedBy !== null,
			note: { rule: 're_attribution', text: reason },
		},
		act,
	);
	const cause = `re_attribution:${conversion.version}`;
	return settleAdjusted(state, conversion, adjusted, refundsWithoutBase(state), cause, act);
}

/** What the order is, whose it is and when it was recorded stay; its base is known once priced. */
function nextVersion(
	known: Conversion,
	{ base, baseLines, outcome, reason }: Commission,
	{ attribution, verdict }: Reattribution,
): Conversion {
	return {
		...known,
		version: known.version + 1,
		programmeId: attribution.programmeId ?? known.programmeId,
		outcome,
		reason,
		base: base ?? known.base,
		lines: baseLines.length > 0 ? baseLines : known.lines,
		touches: attribution.credits.map(({ touch }) => touch),
		verdict: verdict ?? known.verdict,
	};
}

function differenceOf(
	adjustments: readonly CommissionAdjustment[],
	added: readonly RecordedCommission[],
): Money | null {
	const amounts = [...adjustments, ...added].map(({ amount }) => amount);
	const [first] = amounts;
	return first === undefined ? null : sumMoney(amounts, first.currency);
}

function reattributedEvent(
	{ conversionId, version }: Conversion,
	{ attribution, reason }: Reattribution,
	difference: Money | null,
	act: Act,
) {
	return event(
		conversionId,
		'conversion.reattributed',
		String(version),
		{
			conversionId,
			version,
			reason,
			decidedBy: attribution.decidedBy,
			affiliateIds: attribution.credits.map(({ affiliateId }) => affiliateId),
			difference: difference === null ? null : toJson(difference),
		},
		act,
	);
}

function nothing(
	{ conversion, commissions }: OrderState,
	outcome: 'unchanged' | 'refused',
	message: string,
): { write: LedgerWrite; result: ReattributionResult } {
	const parts = creditedParts(commissions);
	return {
		write: {},
		result: {
			outcome,
			conversionId: conversion?.conversionId ?? null,
			before: parts,
			after: parts,
			commissions,
			adjustments: [],
			difference: null,
			message,
		},
	};
}
