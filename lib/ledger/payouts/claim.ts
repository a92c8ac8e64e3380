import type { Payout, PayoutEntry } from '../../model/payout';
import type { OpenEntry, PayoutCandidate } from '../../ports/payout-store';
import type { Act } from '../entries';
import type { Assessment } from './assess-candidate';
import { payoutIdOf } from './ids';

/** A payout with what it is made of. */
export interface Claim {
	readonly payout: Payout;
	readonly entries: readonly PayoutEntry[];
	/** The same with the status that each commission had. */
	readonly openEntries: readonly OpenEntry[];
}

/** Makes an eligible candidate a payout, by the profile as it is now. */
export function claim(
	batchId: string,
	{ affiliate, profile }: PayoutCandidate,
	{ amounts, entries }: Assessment,
	act: Act,
): Claim {
	if (profile === null) throw new Error(`No profile for ${affiliate.affiliateId}`);
	const { gross, net, vat, withheld, payable } = amounts;
	return {
		payout: {
			payoutId: payoutIdOf(batchId, affiliate.affiliateId),
			batchId,
			affiliateId: affiliate.affiliateId,
			affiliateCode: affiliate.code,
			gross,
			net,
			vat,
			withheld,
			payable,
			status: 'claimed',
			statusReason: 'drafted',
			statementNumber: null,
			providerReference: null,
			profile,
			createdAt: act.at,
		},
		entries: entries.map(({ commissionId, amount }) => ({ commissionId, amount })),
		openEntries: entries,
	};
}
