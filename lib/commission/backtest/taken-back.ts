import {
	addMoney,
	money,
	roundQuotient,
	subtractMoney,
	zeroMoney,
	type Instant,
	type Money,
} from '../../kernel';
import type { CommissionLine, RecordedCommission } from '../../model/commission';
import type { RecordedRefund, ReplayEntry } from '../../ports/ledger-store';

/** How much of an order had gone back by a moment. */
interface RefundStep {
	readonly at: Instant;
	/** All refunds so far, in the same unit as `whole`. */
	readonly refunded: bigint;
}

/** What happened to an order after it was booked, for whoever earns on it under another plan. */
export interface OrderFate {
	/** Base of the order, or the value of its goods where it has no base; 0 when neither is known. */
	readonly whole: bigint;
	/** Oldest first. */
	readonly refunds: readonly RefundStep[];
	/** By `beneficiaryKey`. */
	readonly booked: ReadonlyMap<string, RecordedCommission>;
}

type Beneficiary = Pick<CommissionLine, 'affiliateId' | 'level' | 'sourceAffiliateId'>;

export function fateOf({ conversion, commissions, refunds }: ReplayEntry): OrderFate {
	const isByBase = conversion.base !== null && conversion.base.amountMinor > 0n;
	const whole = isByBase ? (conversion.base?.amountMinor ?? 0n) : conversion.net.amountMinor;
	const returned = ({ base, net }: RecordedRefund) =>
		(isByBase ? base?.amountMinor : net?.amountMinor) ?? 0n;
	let refunded = 0n;
	const steps = refunds
		.filter(({ status }) => status === 'applied')
		.sort((a, b) => (a.refund.createdAt < b.refund.createdAt ? -1 : 1))
		.map((entry): RefundStep => {
			refunded += returned(entry);
			return { at: entry.refund.createdAt, refunded };
		});
	return {
		whole,
		refunds: steps,
		booked: new Map(commissions.map((entry) => [beneficiaryKey(entry.line), entry])),
	};
}

/** Part of the order's base that went back, in all or by a moment. */
export function refundedShare(
	{ whole, refunds }: OrderFate,
	until: Instant | null,
): { readonly refunded: bigint; readonly whole: bigint } {
	const step = refunds.findLast(({ at }) => until === null || at <= until);
	return { refunded: step?.refunded ?? 0n, whole };
}

/** Whether a person declined what this beneficiary had earned, which another plan would not change. */
export function isDeclined({ booked }: OrderFate, line: Beneficiary): boolean {
	return booked.get(beneficiaryKey(line))?.status === 'declined';
}

/**
 * What of an amount under another plan has been taken back by a moment (null: in all). Refunds take
 * their share as in the ledger (C26). Where more or less was taken back from the same beneficiary
 * than refunds explain (by a person, or a dispute that was won) it is that part instead.
 */
export function takenBack(
	amount: Money,
	line: Beneficiary,
	fate: OrderFate,
	until: Instant | null,
): Money {
	const booked = fate.booked.get(beneficiaryKey(line));
	if (booked !== undefined) {
		const earned = addMoney(booked.amount, booked.adjusted);
		const explained = shareOf(earned, refundedShare(fate, null));
		if (earned.amountMinor > 0n && explained.amountMinor !== booked.reversed.amountMinor) {
			return shareOf(amount, {
				refunded: booked.reversed.amountMinor,
				whole: earned.amountMinor,
			});
		}
	}
	return shareOf(amount, refundedShare(fate, until));
}

/** What stays of an amount. */
export function keptOf(
	amount: Money,
	line: Beneficiary,
	fate: OrderFate,
	until: Instant | null,
): Money {
	return subtractMoney(amount, takenBack(amount, line, fate, until));
}

/** round(amount × refunded / whole); the whole amount once everything went back. */
export function shareOf(
	amount: Money,
	{ refunded, whole }: { readonly refunded: bigint; readonly whole: bigint },
): Money {
	if (whole <= 0n) return zeroMoney(amount.currency);
	if (refunded >= whole) return amount;
	return money(roundQuotient(amount.amountMinor * refunded, whole, 'half_up'), amount.currency);
}

function beneficiaryKey({ affiliateId, level, sourceAffiliateId }: Beneficiary): string {
	return `${level}:${affiliateId}:${sourceAffiliateId ?? ''}`;
}
