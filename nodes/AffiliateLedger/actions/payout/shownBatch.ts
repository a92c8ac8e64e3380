import type { IDataObject } from 'n8n-workflow';
import { formatMoney } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import type { Payout, PayoutBatch } from '../../../../lib/model/payout';

/** A payout as it may stand in an n8n execution log: without profile and bank data. */
export function shownPayout({ profile, ...payout }: Payout): IDataObject {
	return { ...(toJson(payout) as unknown as IDataObject), method: profile.account.method };
}

/** A batch with its payouts; the policy behind it is left out. */
export function shownBatch(
	{ policy: _policy, ...batch }: PayoutBatch,
	payouts: readonly Payout[],
): IDataObject {
	return {
		...(toJson(batch) as unknown as IDataObject),
		summary: `${batch.payoutCount} payouts, ${formatMoney(batch.total)} by ${batch.method}`,
		payouts: payouts.map(shownPayout),
	};
}
