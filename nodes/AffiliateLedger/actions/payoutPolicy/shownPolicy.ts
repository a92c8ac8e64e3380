import type { PayoutPolicy } from '../../../../lib/model/payout-profile';

/** A policy as it may stand in an n8n execution log: the payer's IBAN ends in its last four characters. */
export function shownPolicy(policy: PayoutPolicy): PayoutPolicy {
	const { payer } = policy;
	if (payer === null) return policy;
	const iban = payer.iban === null ? null : `…${payer.iban.slice(-4)}`;
	return { ...policy, payer: { ...payer, iban } };
}
