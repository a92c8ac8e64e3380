import { deterministicId, money, negateMoney, sumMoney, type Money } from '../../../lib/kernel';
import type { CommissionStatus } from '../../../lib/model/commission';
import type { BatchStatus, Payout, PayoutBatch, PayoutStatus } from '../../../lib/model/payout';
import type { LedgerTransaction } from '../../../lib/model/posting';
import type { CommissionMove, Conversion } from '../../../lib/ports/ledger-store';
import type {
	BatchMove,
	BatchState,
	PayoutCandidate,
	PayoutMove,
	PayoutWithEntries,
	PayoutWrite,
} from '../../../lib/ports/payout-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { anAffiliate } from '../../support/builders';
import { aPayoutPolicy, aPayoutProfile } from '../../support/builders/payout';
import { approveWrite, keyOf, recordWrite, type Sale } from './ledger-writes';

/*
 * Writes as the payout decisions make them, small enough to say in a test what they hold.
 */

export const CLAIMED_AT = '2026-12-01T09:00:00.000Z';

export const request = (batchKey: string, currency = 'EUR') => ({
	batchKey,
	currency,
	method: 'sepa' as const,
});

export const batchIdOf = (batchKey: string, currency = 'EUR') =>
	deterministicId('bat', batchKey, currency, 'sepa');

export const payoutIdOf = (batchKey: string, affiliateId: string) =>
	deterministicId('pay', batchIdOf(batchKey), affiliateId);

/** An affiliate that can be paid. */
export async function registerAffiliate(store: AffiliateStore, affiliateId: string): Promise<void> {
	await store.registry.saveAffiliate(anAffiliate({ affiliateId, code: affiliateId }));
	await store.payouts.saveProfile(aPayoutProfile({ affiliateId }));
}

/** Books an order and approves its commission. */
export async function bookApproved(
	store: AffiliateStore,
	sale: Sale,
	overrides: Partial<Conversion> = {},
): Promise<void> {
	await store.ledger.decide(keyOf(sale), () => ({
		write: recordWrite(sale, overrides),
		result: null,
	}));
	await store.ledger.decide(keyOf(sale), () => ({ write: approveWrite(sale), result: null }));
}

/** Claims everything that is open of the given candidates, in a batch of its own. */
export function claimWrite(
	batchKey: string,
	candidates: readonly PayoutCandidate[],
	currency = 'EUR',
): PayoutWrite {
	const batchId = batchIdOf(batchKey, currency);
	const payouts = candidates.map((candidate) => ({
		payout: claimedPayout(batchId, candidate),
		entries: candidate.entries.map(({ commissionId, amount }) => ({ commissionId, amount })),
	}));
	return {
		batch: claimedBatch(
			batchKey,
			payouts.map(({ payout }) => payout),
			currency,
		),
		payouts,
		batchMoves: [aBatchMove(batchId, null, 'draft')],
		payoutMoves: payouts.map(({ payout }) => aPayoutMove(payout.payoutId, null, 'claimed')),
		commissionMoves: candidates.flatMap(({ entries, affiliate }) =>
			entries
				.filter(({ status }) => status === 'approved')
				.map(({ commissionId }) =>
					movedBy(batchId + affiliate.affiliateId, commissionId, 'approved', 'in_batch'),
				),
		),
		transactions: candidates.flatMap(({ entries, affiliate: { affiliateId } }) =>
			entries.map(({ commissionId, amount }) =>
				transfer(commissionId, 'batch', batchId, amount, [
					`approved:${affiliateId}`,
					`in_batch:${affiliateId}`,
				]),
			),
		),
		events: [
			{
				outboxId: deterministicId('out', batchId, 'payout.claimed'),
				aggregateId: batchId,
				type: 'payout.claimed',
				payload: { batchId },
				createdAt: CLAIMED_AT,
			},
		],
	};
}

/** The decision of a run: the batch it made before, or everybody who is owed something. */
export function claimAll(batchKey: string, currency = 'EUR') {
	return ({
		candidates,
		existing,
	}: {
		candidates: readonly PayoutCandidate[];
		existing: BatchState | null;
	}): { write: PayoutWrite; result: string | null } => {
		if (existing !== null) return { write: {}, result: existing.batch.batchId };
		const owed = candidates.filter(({ balance }) => balance.amountMinor > 0n);
		if (owed.length === 0) return { write: {}, result: null };
		return {
			write: claimWrite(batchKey, owed, currency),
			result: batchIdOf(batchKey, currency),
		};
	};
}

function claimedBatch(batchKey: string, payouts: readonly Payout[], currency: string): PayoutBatch {
	return {
		...request(batchKey, currency),
		batchId: batchIdOf(batchKey, currency),
		status: 'draft',
		total: sumMoney(
			payouts.map(({ payable }) => payable),
			currency,
		),
		payoutCount: payouts.length,
		approvalsNeeded: 1,
		approvals: [],
		policy: aPayoutPolicy(),
		createdAt: CLAIMED_AT,
		createdBy: 'otto',
	};
}

function claimedPayout(batchId: string, { affiliate, balance, profile }: PayoutCandidate): Payout {
	const none = money(0n, balance.currency);
	return {
		payoutId: deterministicId('pay', batchId, affiliate.affiliateId),
		batchId,
		affiliateId: affiliate.affiliateId,
		affiliateCode: affiliate.code,
		gross: balance,
		net: balance,
		vat: none,
		withheld: none,
		payable: balance,
		status: 'claimed',
		statusReason: 'became claimed',
		statementNumber: null,
		providerReference: null,
		profile: profile ?? aPayoutProfile({ affiliateId: affiliate.affiliateId }),
		createdAt: CLAIMED_AT,
	};
}

export function aBatchMove(
	batchId: string,
	from: BatchStatus | null,
	to: BatchStatus,
	overrides: Partial<BatchMove> = {},
): BatchMove {
	const actor = overrides.actor ?? 'otto';
	return {
		moveId: deterministicId('mov', batchId, from ?? 'none', to, actor),
		batchId,
		from,
		to,
		reason: `became ${to}`,
		actor,
		at: CLAIMED_AT,
		...overrides,
	};
}

export function aPayoutMove(
	payoutId: string,
	from: PayoutStatus | null,
	to: PayoutStatus,
	overrides: Partial<PayoutMove> = {},
): PayoutMove {
	return {
		moveId: deterministicId('mov', payoutId, from ?? 'none', to),
		payoutId,
		from,
		to,
		reason: `became ${to}`,
		providerReference: null,
		actor: 'otto',
		at: CLAIMED_AT,
		...overrides,
	};
}

export function movedBy(
	cause: string,
	commissionId: string,
	from: CommissionStatus,
	to: CommissionStatus,
): CommissionMove {
	return {
		moveId: deterministicId('mov', commissionId, from, to, cause),
		commissionId,
		from,
		to,
		reason: `became ${to}`,
		actor: 'otto',
		at: CLAIMED_AT,
	};
}

/** Debits one account and credits another; the other way round for less than nothing. */
export function transfer(
	commissionId: string,
	kind: LedgerTransaction['kind'],
	cause: string,
	amount: Money,
	[debit, credit]: readonly [string, string],
): LedgerTransaction {
	return {
		transactionId: deterministicId('txn', commissionId, kind, cause),
		kind,
		commissionId,
		cause,
		occurredAt: CLAIMED_AT,
		postings: [
			{ account: debit, amount },
			{ account: credit, amount: negateMoney(amount) },
		],
	};
}

/** Approves a draft and gives its payouts their numbers. */
export function approveBatchWrite({ batch, payouts }: BatchState, series = 'SB-'): PayoutWrite {
	return {
		batchMoves: [aBatchMove(batch.batchId, 'draft', 'approved', { actor: 'bea' })],
		statementNumbers: payouts.map(({ payout }) => ({ payoutId: payout.payoutId, series })),
	};
}

/** Sends an approved batch out. */
export function sendWrite({ batch, payouts }: BatchState): PayoutWrite {
	return {
		batchMoves: [aBatchMove(batch.batchId, 'approved', 'sent')],
		payoutMoves: payouts.map(({ payout }) => aPayoutMove(payout.payoutId, 'claimed', 'sent')),
	};
}

/** Settles payouts: paid for good, or back to what is open. */
export function settleWrite(
	payouts: readonly PayoutWithEntries[],
	to: 'paid' | 'failed',
): PayoutWrite {
	const [kind, status] =
		to === 'paid' ? (['pay', 'paid'] as const) : (['unbatch', 'approved'] as const);
	return {
		payoutMoves: payouts.map(({ payout }) => aPayoutMove(payout.payoutId, payout.status, to)),
		commissionMoves: payouts.flatMap(({ payout, commissionStatuses }) =>
			[...commissionStatuses]
				.filter(([, current]) => current === 'in_batch')
				.map(([commissionId]) => movedBy(payout.payoutId, commissionId, 'in_batch', status)),
		),
		transactions: payouts.flatMap(({ payout: { payoutId, affiliateId }, entries }) =>
			entries.map(({ commissionId, amount }) =>
				transfer(commissionId, kind, payoutId, amount, [
					`in_batch:${affiliateId}`,
					`${to === 'paid' ? 'paid' : 'approved'}:${affiliateId}`,
				]),
			),
		),
	};
}

/** Owed on an account now; zero where nothing was booked. */
export async function balanceOf(
	{ ledger }: AffiliateStore,
	account: string,
	currency = 'EUR',
): Promise<Money> {
	const balances = await ledger.balances(account);
	const own = balances.find(
		(entry) => entry.account === account && entry.balance.currency === currency,
	);
	return own?.balance ?? money(0n, currency);
}
