import { deterministicId, money, negateMoney, zeroMoney, type Money } from '../../../lib/kernel';
import type { CommissionStatus, RecordedCommission } from '../../../lib/model/commission';
import type { LedgerTransaction } from '../../../lib/model/posting';
import type {
	CommissionMove,
	Conversion,
	LedgerWrite,
	OutboxEvent,
	RecordedRefund,
} from '../../../lib/ports/ledger-store';
import {
	aCommissionLine,
	AFFILIATE_ID,
	anOrder,
	aRecordedCommission,
	aRefund,
	aTouch,
	eur,
	ORDERED_AT,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';

/*
 * Writes as the ledger's decisions make them, small enough to say in a test what they hold.
 */

export interface Sale {
	readonly orderId: string;
	readonly affiliateId: string;
	readonly amount: Money;
	readonly at: string;
}

export function aSale(overrides: Partial<Sale> = {}): Sale {
	return {
		orderId: 'order-1',
		affiliateId: AFFILIATE_ID,
		amount: eur('10.00'),
		at: ORDERED_AT,
		...overrides,
	};
}

export const keyOf = ({ orderId }: Pick<Sale, 'orderId'>) => ({ storeKey: STORE_KEY, orderId });

export function conversionId({ orderId }: Pick<Sale, 'orderId'>): string {
	return deterministicId('cnv', STORE_KEY, orderId);
}

export function commissionId(sale: Pick<Sale, 'orderId' | 'affiliateId'>): string {
	return deterministicId('com', conversionId(sale), sale.affiliateId);
}

/** An order of 100.00 with one credited click, unless told otherwise. */
export function aConversion(sale: Sale = aSale(), overrides: Partial<Conversion> = {}): Conversion {
	const hundred = money(10_000n, sale.amount.currency);
	return {
		conversionId: conversionId(sale),
		kind: 'order',
		version: 1,
		orderUpdatedAt: null,
		subscriptionId: null,
		storeKey: STORE_KEY,
		orderId: sale.orderId,
		orderNumber: `#${sale.orderId}`,
		contentHash: `content of ${sale.orderId}`,
		programmeId: PROGRAMME_ID,
		customerKey: null,
		orderedAt: sale.at,
		recordedAt: sale.at,
		outcome: 'commissioned',
		reason: 'priced',
		base: hundred,
		net: hundred,
		lines: [{ lineId: 'line-1', base: hundred, net: hundred }],
		touches: [aTouch({ affiliateId: sale.affiliateId })],
		verdict: null,
		orderTotals: anOrder().totals,
		...overrides,
	};
}

export function aBookedCommission(
	sale: Sale = aSale(),
	overrides: Partial<RecordedCommission> = {},
): RecordedCommission {
	const { amount, affiliateId } = sale;
	return aRecordedCommission({
		commissionId: commissionId(sale),
		conversionId: conversionId(sale),
		affiliateId,
		amount,
		reversed: zeroMoney(amount.currency),
		statusReason: 'recorded',
		createdAt: sale.at,
		line: aCommissionLine({
			affiliateId,
			amount,
			orderAmount: amount,
			base: money(10_000n, amount.currency),
		}),
		...overrides,
	});
}

export function aMove(
	sale: Sale,
	from: CommissionStatus | null,
	to: CommissionStatus,
	overrides: Partial<CommissionMove> = {},
): CommissionMove {
	return {
		moveId: deterministicId('mov', commissionId(sale), from ?? 'none', to),
		commissionId: commissionId(sale),
		from,
		to,
		reason: from === null ? 'recorded' : `became ${to}`,
		actor: 'system',
		at: sale.at,
		...overrides,
	};
}

/** Debits one account and credits another. */
export function aTransfer(
	sale: Sale,
	kind: LedgerTransaction['kind'],
	[debit, credit]: readonly [string, string],
	amount: Money,
	cause: string,
): LedgerTransaction {
	return {
		transactionId: deterministicId('txn', commissionId(sale), kind, cause),
		kind,
		commissionId: commissionId(sale),
		cause,
		occurredAt: sale.at,
		postings: [
			{ account: debit, amount },
			{ account: credit, amount: negateMoney(amount) },
		],
	};
}

export function anEvent(sale: Sale, type: string): OutboxEvent {
	return {
		outboxId: deterministicId('out', conversionId(sale), type),
		aggregateId: conversionId(sale),
		type,
		payload: { orderId: sale.orderId },
		createdAt: sale.at,
	};
}

const EXPENSE = `expense:${PROGRAMME_ID}`;

/** Books an order and its pending commission. */
export function recordWrite(sale: Sale, overrides: Partial<Conversion> = {}): LedgerWrite {
	const accounts = [EXPENSE, `pending:${sale.affiliateId}`] as const;
	return {
		conversion: aConversion(sale, overrides),
		commissions: [aBookedCommission(sale)],
		moves: [aMove(sale, null, 'pending')],
		transactions: [aTransfer(sale, 'accrue', accounts, sale.amount, 'recorded')],
		events: [anEvent(sale, 'conversion.recorded')],
	};
}

/** Approves what is left of a pending commission. */
export function approveWrite(sale: Sale, left: Money = sale.amount): LedgerWrite {
	const accounts = [`pending:${sale.affiliateId}`, `approved:${sale.affiliateId}`] as const;
	return {
		moves: [aMove(sale, 'pending', 'approved')],
		transactions: [aTransfer(sale, 'approve', accounts, left, 'approved')],
		events: [anEvent(sale, 'commission.approved')],
	};
}

/** Takes a part of a commission back from where it stands. */
export function reverseWrite(
	sale: Sale,
	from: 'pending' | 'approved',
	part: Money,
	cause: string,
): LedgerWrite {
	const accounts = [`${from}:${sale.affiliateId}`, EXPENSE] as const;
	return { transactions: [aTransfer(sale, 'reverse', accounts, part, cause)] };
}

export function aRecordedRefund(
	sale: Sale,
	overrides: Partial<RecordedRefund> = {},
): RecordedRefund {
	const refundId = overrides.refundId ?? 'refund-1';
	return {
		refundId,
		storeKey: STORE_KEY,
		orderId: sale.orderId,
		contentHash: `content of ${refundId}`,
		status: 'waiting',
		base: null,
		net: null,
		refund: aRefund({ storeKey: STORE_KEY, orderId: sale.orderId, refundId }),
		recordedAt: sale.at,
		...overrides,
	};
}
