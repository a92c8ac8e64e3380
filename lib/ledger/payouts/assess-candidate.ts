import { isZeroMoney, sumMoney, type Instant } from '../../kernel';
import type { PayoutMethod, PayoutPolicy } from '../../model/payout-profile';
import type { OpenEntry, PayoutCandidate } from '../../ports/payout-store';
import { NO_TAX, payoutAmounts, type PayoutAmounts } from './payout-amounts';
import { REASON_RULES, type PayoutReason } from './reasons';
import { requirePolicy } from './require-policy';

export interface Assessment {
	readonly isEligible: boolean;
	readonly reasons: readonly PayoutReason[];
	/** What would be claimed: every open entry but those of commissions that are in another batch. */
	readonly entries: readonly OpenEntry[];
	readonly amounts: PayoutAmounts;
}

/**
 * Whether an affiliate is paid now, every reason why not, and what it would come to (C35, C37, C39,
 * F34). Throws `no_payout_policy` when there is no policy yet.
 */
export function assessCandidate(
	candidate: PayoutCandidate,
	policy: PayoutPolicy | null,
	request: {
		readonly now: Instant;
		readonly method: PayoutMethod;
		readonly batchCurrency: string;
	},
): Assessment {
	const entries = candidate.entries.filter(isClaimable);
	const gross = sumMoney(
		entries.map(({ amount }) => amount),
		candidate.balance.currency,
	);
	const amounts = payoutAmounts(gross, candidate.profile ?? NO_TAX);
	const facts = { candidate, policy: requirePolicy(policy), gross, amounts, ...request };
	const reasons = REASON_RULES.flatMap((rule) => rule(facts) ?? []);
	return { isEligible: reasons.length === 0, reasons, entries, amounts };
}

/**
 * What changed of a commission while a batch pays it waits until that batch is done: were the
 * payment to fail, it would otherwise have been netted against money that never went out.
 */
function isClaimable({ status, amount }: OpenEntry): boolean {
	return status !== 'in_batch' && !isZeroMoney(amount);
}
