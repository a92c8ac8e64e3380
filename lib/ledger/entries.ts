import { deterministicId, negateMoney, type Instant, type Money } from '../kernel';
import type { CommissionStatus, RecordedCommission } from '../model/commission';
import type { LedgerTransaction } from '../model/posting';
import type { CommissionMove, OutboxEvent } from '../ports/ledger-store';
import { liabilityAccount } from './accounts';

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

/** Moves what is left of a commission from one liability account to another. */
export function liabilityTransfer(
	commission: RecordedCommission,
	to: CommissionStatus,
	kind: LedgerTransaction['kind'],
	amount: Money,
	cause: string,
	act: Act,
): LedgerTransaction {
	return transfer(
		commission,
		{
			kind,
			debit: liabilityAccount(commission.status, commission.affiliateId),
			credit: liabilityAccount(to, commission.affiliateId),
			amount,
			cause,
		},
		act,
	);
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
