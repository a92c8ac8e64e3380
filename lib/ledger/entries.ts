import { deterministicId, negateMoney, type Instant, type Money } from '../kernel';
import type { CommissionStatus, RecordedCommission } from '../model/commission';
import type { LedgerTransaction } from '../model/posting';
import type { CommissionMove, OutboxEvent } from '../ports/ledger-store';
import { liabilityAccount } from './accounts';
import { restorationOf } from './status-reasons';

/** Who did it and when: the same for everything one decision writes. */
export interface Act {
	readonly at: Instant;
	/** "system", or the name of the person or workflow. */
	readonly actor: string;
}

/** Money from one account to another; a debit is positive. The cause makes the id. */
export function transfer(
	commission: Pick<RecordedCommission, 'commissionId'>,
	entry: {
		readonly kind: LedgerTransaction['kind'];
		readonly debit: string;
		readonly credit: string;
		readonly amount: Money;
		readonly cause: string;
	},
	act: Act,
): LedgerTransaction {
	return {
		transactionId: deterministicId('txn', commission.commissionId, entry.kind, entry.cause),
		kind: entry.kind,
		commissionId: commission.commissionId,
		cause: entry.cause,
		occurredAt: act.at,
		postings: [
			{ account: entry.debit, amount: entry.amount },
			{ account: entry.credit, amount: negateMoney(entry.amount) },
		],
	};
}

/** Moves what is left of a commission from where it stands to the account of another status. */
export function liabilityTransfer(
	commission: RecordedCommission,
	to: CommissionStatus,
	kind: LedgerTransaction['kind'],
	amount: Money,
	cause: string,
	act: Act,
): LedgerTransaction {
	const debit = standingAccount(commission);
	const credit = liabilityAccount(to, commission.affiliateId);
	return transfer(commission, { kind, debit, credit, amount, cause }, act);
}

/**
 * Account that a commission's next entry is booked on. One that refunds reversed is booked where it
 * stood before, so that what is restored is never payable without an approval.
 */
export function standingAccount(commission: RecordedCommission): string {
	const status = restorationOf(commission)?.to ?? commission.status;
	return liabilityAccount(status, commission.affiliateId);
}

export function move(
	commissionId: string,
	from: CommissionStatus | null,
	to: CommissionStatus,
	reason: string,
	cause: string,
	act: Act,
): CommissionMove {
	return {
		moveId: deterministicId('mov', commissionId, from ?? 'none', to, cause),
		commissionId,
		from,
		to,
		reason,
		actor: act.actor,
		at: act.at,
	};
}

/** An event for the outbox, delivered in order per aggregate. */
export function event(
	aggregateId: string,
	type: string,
	cause: string,
	payload: Record<string, unknown>,
	act: Act,
): OutboxEvent {
	return {
		outboxId: deterministicId('out', aggregateId, type, cause),
		aggregateId,
		type,
		payload,
		createdAt: act.at,
	};
}

/** An event about one commission, in the order of its conversion's events. */
export function commissionEvent(
	commission: Pick<RecordedCommission, 'commissionId' | 'conversionId' | 'affiliateId'>,
	type: string,
	cause: string,
	payload: Record<string, unknown>,
	act: Act,
): OutboxEvent {
	const { commissionId, conversionId, affiliateId } = commission;
	return event(
		conversionId,
		type,
		`${commissionId}:${cause}`,
		{ commissionId, affiliateId, ...payload },
		act,
	);
}
