import { deterministicId, type Money } from '../../../lib/kernel';
import type { CapClaim } from '../../../lib/model/commission';
import type { Dispute } from '../../../lib/model/dispute';
import { withoutPerson, type Journal } from '../../../lib/model/journal';
import type {
	CommissionAdjustment,
	CustomerBinding,
	LedgerWrite,
	OrderState,
	RecordedDispute,
} from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import {
	aCommissionLine,
	AFFILIATE_ID,
	anAttribution,
	anOrder,
	eur,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';
import { aSale, aTransfer, commissionId, keyOf, type Sale } from './ledger-writes';

/*
 * What is added to orders after they were booked, small enough to say in a test what it holds.
 */

/** Writes and gives back the state that the decision saw. */
export const write = async (
	store: AffiliateStore,
	sale: Sale,
	content: LedgerWrite,
): Promise<OrderState> =>
	await store.ledger.decide(keyOf(sale), (state): { write: LedgerWrite; result: OrderState } => ({
		write: content,
		result: state,
	}));

/** Day of November 2026. */
export const day = (number: number): string => new Date(Date.UTC(2026, 10, number)).toISOString();

export function aJournal(overrides: Partial<Journal> = {}): Journal {
	return {
		order: withoutPerson(anOrder()),
		attribution: anAttribution(),
		context: null,
		...overrides,
	};
}

/** An adjustment of a sale's commission with the transaction that books it. */
export function adjustWrite(
	sale: Sale,
	amount: Money,
	overrides: Partial<CommissionAdjustment> = {},
): LedgerWrite {
	const cause = overrides.cause ?? 'edit:2';
	const adjustment: CommissionAdjustment = {
		adjustmentId: deterministicId('adj', commissionId(sale), cause),
		commissionId: commissionId(sale),
		kind: 'edit',
		amount,
		baseChange: null,
		cause,
		line: aCommissionLine({ affiliateId: sale.affiliateId, sentence: 'as it holds now' }),
		trace: [],
		actor: 'system',
		at: sale.at,
		...overrides,
	};
	const accounts = [`expense:${PROGRAMME_ID}`, `pending:${sale.affiliateId}`] as const;
	return {
		adjustments: [adjustment],
		transactions: [aTransfer(sale, 'adjust', accounts, amount, cause)],
	};
}

export function aRecordedDispute(
	sale: Sale = aSale(),
	overrides: Partial<Dispute> = {},
): RecordedDispute {
	const dispute: Dispute = {
		platform: 'shopify',
		storeKey: STORE_KEY,
		disputeId: 'dispute-1',
		orderId: sale.orderId,
		status: 'open',
		reason: 'fraudulent',
		currency: 'EUR',
		amount: eur('100.00'),
		openedAt: sale.at,
		updatedAt: sale.at,
		...overrides,
	};
	const contentHash = `${dispute.disputeId} ${dispute.status} ${dispute.updatedAt}`;
	return { dispute, contentHash, recordedAt: sale.at };
}

export function aBinding(overrides: Partial<CustomerBinding> = {}): CustomerBinding {
	return {
		programmeId: PROGRAMME_ID,
		customerKey: 'carla',
		affiliateId: AFFILIATE_ID,
		boundAt: day(1),
		expiresAt: null,
		reason: 'first_order',
		actor: 'system',
		at: day(1),
		...overrides,
	};
}

/** A cap of 1000.00 for the whole programme and all time. */
export function aCapNeed(
	overrides: Partial<CapClaim> = {},
	{
		programmeId = PROGRAMME_ID,
		customerKey = null,
	}: { programmeId?: string; customerKey?: string | null } = {},
) {
	const claim: CapClaim = {
		capId: 'cap',
		scope: 'programme',
		affiliateId: null,
		from: null,
		to: null,
		limit: eur('1000.00'),
		...overrides,
	};
	return { claim, programmeId, customerKey };
}
