import {
	addMoney,
	formatMoney,
	isZeroMoney,
	money,
	roundQuotient,
	subtractMoney,
	zeroMoney,
	type Money,
} from '../kernel';
import type { RecordedCommission } from '../model/commission';
import { toJson } from '../model/json';
import type { LedgerTransaction } from '../model/posting';
import type {
	CommissionMove,
	Conversion,
	LedgerWrite,
	OutboxEvent,
	RecordedRefund,
} from '../ports/ledger-store';
import { expenseAccount, liabilityAccount } from './accounts';
import { event, move, transfer, type Act } from './entries';
import { refundedBase, refundedNet } from './refunded-base';

export interface AppliedRefunds {
	readonly write: LedgerWrite;
	/** The commissions as they stand afterwards. */
	readonly commissions: readonly RecordedCommission[];
	readonly refunds: readonly RecordedRefund[];
	readonly reversals: readonly Reversal[];
}

export interface Reversal {
	readonly commissionId: string;
	readonly refundId: string;
	readonly amount: Money;
	readonly sentence: string;
}

/**
 * Takes back each commission's share of refunds (C26, C27): what should be reversed in all, less
 * what already is. Follows every beneficiary; never more than the commission; a paid one is taken
 * back by a new entry that nets the next payout (C28).
 */
export function applyRefunds(
	conversion: Conversion,
	commissions: readonly RecordedCommission[],
	applied: readonly RecordedRefund[],
	incoming: readonly RecordedRefund[],
	act: Act,
): AppliedRefunds {
	let current = [...commissions];
	const done = [...applied];
	const refunds: RecordedRefund[] = [];
	const transactions: LedgerTransaction[] = [];
	const moves: CommissionMove[] = [];
	const events: OutboxEvent[] = [];
	const reversals: Reversal[] = [];
	for (const entry of incoming) {
		const before = done.map(({ refund }) => refund);
		const after = [...before, entry.refund];
		const cumulative = refundedBase(conversion, after);
		const recorded: RecordedRefund = {
			...entry,
			status: 'applied',
			base:
				conversion.base === null
					? null
					: subtractMoney(cumulative, refundedBase(conversion, before)),
			net: subtractMoney(refundedNet(conversion, after), refundedNet(conversion, before)),
		};
		done.push(recorded);
		refunds.push(recorded);
		current = current.map((commission) => {
			const step = reverse(commission, conversion, cumulative, entry.refundId, act);
			if (step === null) return commission;
			transactions.push(step.transaction);
			moves.push(...step.moves);
			events.push(...step.events);
			reversals.push(step.reversal);
			return step.commission;
		});
	}
	return {
		write: { refunds, transactions, moves, events },
		commissions: current,
		refunds,
		reversals,
	};
}

function reverse(
	commission: RecordedCommission,
	conversion: Conversion,
	cumulative: Money,
	refundId: string,
	act: Act,
) {
	const target = targetOf(commission.amount, cumulative, conversion.base);
	const delta = subtractMoney(target, commission.reversed);
	if (delta.amountMinor <= 0n || commission.status === 'declined') return null;
	const sentence =
		`Refunds returned ${formatMoney(cumulative)} of the base of ` +
		`${formatMoney(conversion.base ?? zeroMoney(cumulative.currency))}, so ` +
		`${formatMoney(target)} of ${formatMoney(commission.amount)} is taken back; ` +
		`${formatMoney(delta)} by this refund.`;
	const reversed = addMoney(commission.reversed, delta);
	const isFully = isZeroMoney(subtractMoney(commission.amount, reversed));
	return {
		transaction: transfer(
			commission,
			{
				kind: 'reverse',
				debit: liabilityAccount(commission.status, commission.affiliateId),
				credit: expenseAccount(commission.programmeId),
				amount: delta,
				cause: refundId,
			},
			act,
		),
		moves: isFully
			? [move(commission.commissionId, commission.status, 'reversed', 'refunded', refundId, act)]
			: [],
		events: [
			event(
				commission.conversionId,
				'commission.reversed',
				`${commission.commissionId}:${refundId}`,
				{
					commissionId: commission.commissionId,
					affiliateId: commission.affiliateId,
					refundId,
					amount: toJson(delta),
					isFully,
				},
				act,
			),
		],
		reversal: { commissionId: commission.commissionId, refundId, amount: delta, sentence },
		commission: {
			...commission,
			reversed,
			...(isFully ? { status: 'reversed' as const, statusReason: 'refunded' } : {}),
		},
	};
}

/** round(amount × refunded base / base); the whole amount once the whole base went back. */
function targetOf(amount: Money, refunded: Money, base: Money | null): Money {
	if (base === null || base.amountMinor <= 0n) return zeroMoney(amount.currency);
	if (refunded.amountMinor >= base.amountMinor) return amount;
	const target = roundQuotient(
		amount.amountMinor * refunded.amountMinor,
		base.amountMinor,
		'half_up',
	);
	return money(target, amount.currency);
}
