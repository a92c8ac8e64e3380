import {
	addMoney,
	contentHash,
	formatMoney,
	money,
	roundQuotient,
	subtractMoney,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../kernel';

import type { ConversionWrite } from '../../model/platform-writes';
import type { PurchaseFacts } from '../crm';
import {
	conversionWrite,
	leadingCredit,
	ownCommissions,
	type ConversionChoices,
} from './conversion-write';

/** What a platform should hold of an order, as the ledger has it now. */
export interface MirroredOrder {
	/** With the amount that is left. */
	readonly conversion: ConversionWrite;
	/** What it was worth before refunds. */
	readonly whole: Money;
	/** What is left of it; zero: it should not be there, or be cancelled. */
	readonly left: Money;
	/** Why nothing is left, or nobody is credited. */
	readonly nothingBecause: 'refunded' | 'declined' | 'no_affiliate' | 'test_order' | null;
	/** Changes with every change that the platform has to hear of. */
	readonly revision: string;
}

/**
 * The order as a platform should hold it now: refunds, reversals and declined commissions taken off.
 * What is left is the share of the commission that our ledger still owes; where it booked none, the
 * share of the total that was not refunded. Rounded half to even. Pure.
 */
export function mirroredOrder(facts: PurchaseFacts, choices: ConversionChoices): MirroredOrder {
	const conversion = conversionWrite(facts, choices);
	const whole = conversion.amount;
	const nothingBecause = reasonForNothing(facts, choices);
	const share = nothingBecause === null ? shareLeft(facts) : { part: 0n, of: 1n };
	const minor = roundQuotient(whole.amountMinor * share.part, share.of, 'half_even');
	const left = money(minor, whole.currency);
	const isGone = left.amountMinor === 0n && whole.amountMinor !== 0n;
	const { affiliate, programmeId, actionType, status } = conversion;
	const commission = leftCommission(conversion.commission, share);
	return {
		conversion: { ...conversion, amount: left, commission },
		whole,
		left,
		nothingBecause: nothingBecause ?? (isGone ? 'refunded' : null),
		revision: contentHash({
			left: formatMoney(left),
			commission: commission === null ? null : formatMoney(commission),
			affiliate,
			programmeId,
			actionType,
			status,
			changed: facts.order.updatedAt,
			refunds: (facts.ledger?.refunds ?? []).map(({ refundId }) => refundId).sort(),
		}),
	};
}

function reasonForNothing(
	facts: PurchaseFacts,
	{ affiliate, clickId, coupon }: ConversionChoices,
): MirroredOrder['nothingBecause'] {
	if (facts.order.isTest) return 'test_order';
	if (facts.order.status === 'cancelled' || facts.order.status === 'voided') return 'refunded';
	const commissions = ownCommissions(facts);
	const isDeclined =
		commissions.length > 0 && commissions.every(({ status }) => status === 'declined');
	if (isDeclined) return 'declined';
	const isNamed = affiliate !== null || clickId !== null || coupon !== null;
	return leadingCredit(facts) === null && !isNamed ? 'no_affiliate' : null;
}

interface Share {
	readonly part: bigint;
	readonly of: bigint;
}

function shareLeft(facts: PurchaseFacts): Share {
	const { order, ledger } = facts;
	const commissions = ownCommissions(facts).filter(({ status }) => status !== 'declined');
	const [first] = commissions;
	if (first !== undefined) {
		const { currency } = first.amount;
		const booked = sumMoney(
			commissions.map(({ amount, adjusted }) => addMoney(amount, adjusted)),
			currency,
		);
		const reversed = sumMoney(
			commissions.map((commission) => commission.reversed),
			currency,
		);
		if (booked.amountMinor > 0n) return between(subtractMoney(booked, reversed), booked);
	}
	const { total } = order.totals;
	const refunded = (ledger?.refunds ?? [])
		.filter((refund) => refund.total.currency === total.currency)
		.reduce((sum, refund) => addMoney(sum, refund.total), zeroMoney(total.currency));
	if (total.amountMinor <= 0n) return { part: 1n, of: 1n };
	return between(subtractMoney(total, refunded), total);
}

/** Never less than nothing nor more than all. */
function between(left: Money, whole: Money): Share {
	const part = left.amountMinor < 0n ? 0n : left.amountMinor;
	return {
		part: part > whole.amountMinor ? whole.amountMinor : part,
		of: whole.amountMinor,
	};
}

function leftCommission(commission: Money | null, { part, of }: Share): Money | null {
	if (commission === null) return null;
	return money(roundQuotient(commission.amountMinor * part, of, 'half_even'), commission.currency);
}
