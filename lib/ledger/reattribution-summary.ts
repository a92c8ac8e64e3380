import { formatMoney } from '../kernel';
import type { RecordedCommission } from '../model/commission';
import type { Attribution } from '../model/credit';
import type { Conversion } from '../ports/ledger-store';
import { creditedParts } from './credited-parts';
import { isFinal } from './status-reasons';

/** Who had what of an order and who has it now, and what nobody looked at or a person took back. */
export function reattributionSummary(
	before: readonly RecordedCommission[],
	after: readonly RecordedCommission[],
	{ credits }: Attribution,
	{ verdict, reason }: Conversion,
): string {
	const codesOf = (affiliateIds: ReadonlySet<string>): string =>
		credits
			.filter(({ affiliateId }) => affiliateIds.has(affiliateId))
			.map(({ affiliateCode }) => affiliateCode)
			.join(', ');
	const checked = new Set(verdict?.affiliateIds);
	const ids = credits.map(({ affiliateId }) => affiliateId);
	const unchecked = new Set(verdict === null ? [] : ids.filter((id) => !checked.has(id)));
	const closed = new Set(after.filter(isFinal).map(({ affiliateId }) => affiliateId));
	return [
		`The order is credited otherwise: ${inWords(before)} becomes ${inWords(after)}.`,
		...(credits.length > 0 && after.length === 0 ? [`It earns no commission: ${reason}.`] : []),
		...note('No fraud check looked at', codesOf(unchecked)),
		...note('What a person took back stays taken back from', codesOf(closed)),
	].join(' ');
}

function note(text: string, codes: string): string[] {
	return codes === '' ? [] : [`${text}: ${codes}.`];
}

function inWords(commissions: readonly RecordedCommission[]): string {
	const parts = creditedParts(commissions);
	if (parts.length === 0) return 'nothing';
	return parts
		.map(({ affiliateCode, earned }) => `${formatMoney(earned)} for ${affiliateCode}`)
		.join(' and ');
}
