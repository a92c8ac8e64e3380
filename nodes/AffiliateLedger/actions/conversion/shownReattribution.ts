import type { IDataObject } from 'n8n-workflow';
import { reattributionOf } from '../../../../lib/attribution';
import type { ReattributionResult } from '../../../../lib/ledger';
import type { Attribution } from '../../../../lib/model/credit';
import { toJson } from '../../../../lib/model/json';
import type { ReRated } from '../reRateEarlierOrders';

/** What a re-attribution did or would do, for the item's key 'ledger'. */
export function shownReattribution(
	{ result, reRated }: { result: ReattributionResult; reRated: readonly ReRated[] },
	credits: { readonly recorded: Attribution; readonly now: Attribution },
	isApplied: boolean,
): IDataObject {
	const { differences, programmeChange } = reattributionOf(credits.recorded, credits.now);
	const isProposed = !isApplied && result.outcome === 'reattributed';
	const { commissions: _commissions, ...shown } = result;
	const changes = [...differences.map(({ text }) => text), programmeChange].filter(
		(text) => text !== null,
	);
	return {
		...(toJson(shown) as unknown as IDataObject),
		outcome: isProposed ? 'proposed' : result.outcome,
		changes,
		...(isProposed ? { adjustments: [] } : {}),
		...(reRated.length === 0 ? {} : { reRated: toJson(reRated) as unknown as IDataObject[] }),
	};
}
