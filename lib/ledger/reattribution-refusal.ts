import type { RecordedCommission } from '../model/commission';
import type { OrderState } from '../ports/ledger-store';
import { areUpToDate } from './kept-adjustments';
import { isPriced } from './priced-reasons';
import type { Reattribution } from './reattribute-conversion';
import { recordedTerms } from './recorded-terms';
import { isFinal } from './status-reasons';

/** Why an order is not attributed anew, in one sentence; null when it is. */
export function reattributionRefusal(
	{ conversion, commissions }: OrderState,
	reattribution: Reattribution,
): string | null {
	const { attribution, recorded, version, adjustments } = reattribution;
	if (conversion === null) return 'The order is not recorded.';
	if (conversion.kind !== 'order' && conversion.kind !== 'action') {
		return 'Only an order or an action is attributed; this is none.';
	}
	if (conversion.version !== version) {
		return 'The order was edited at the same moment; attribute it once more.';
	}
	if (!areUpToDate(commissions, adjustments)) {
		return 'Its commissions were adjusted at the same moment; attribute it once more.';
	}
	if (attribution.decidedBy === null && recorded.decidedBy !== null) {
		return (
			`${recorded.decidedBy} attributed the order by hand, which rules leave as it is; ` +
			'attribute it by hand to change it.'
		);
	}
	if (attribution.decidedBy === null && commissions.length > 0 && commissions.every(isFinal)) {
		return (
			'A person took back everything the order earned; attribute it by hand if somebody else ' +
			'is to earn.'
		);
	}
	return refusalOfPrice(recordedTerms(attribution, commissions), reattribution);
}

function refusalOfPrice(
	first: RecordedCommission | undefined,
	{ commission, attribution }: Reattribution,
): string | null {
	if (commission === null) {
		return 'The plan version that the order was recorded with is not there any more.';
	}
	const { reason, planId, planVersion, programmeId } = commission;
	if (reason === 'order_not_paid') return 'The order is not paid; attribute it once it is.';
	if (first === undefined) return null;
	if (attribution.credits.length > 0 && !isPriced(commission)) {
		return `The order could not be priced for the new credits: ${reason}.`;
	}
	if (commission.lines.some(({ amount }) => amount.currency !== first.amount.currency)) {
		return (
			`Its commissions are in ${first.amount.currency}; the programme of the new credits pays ` +
			'in another currency.'
		);
	}
	const isOtherProgramme = programmeId !== first.programmeId;
	const isSamePlan = planId === first.planId && planVersion === first.planVersion;
	if (attribution.credits.length === 0 || isOtherProgramme || isSamePlan) return null;
	return (
		`It was priced by plan ${planId ?? '(none)'} v${planVersion ?? '–'}, but it is recorded ` +
		`under ${first.planId} v${first.planVersion}; a re-attribution keeps its terms.`
	);
}
