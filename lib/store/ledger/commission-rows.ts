import type { Insertable } from 'kysely';
import {
	applyRate,
	contentHash,
	convertMoney,
	money,
	rateFromDecimal,
	type Money,
} from '../../kernel';
import { recordedCommissionSchema, type RecordedCommission } from '../../model/commission';
import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import type { Conversion } from '../../ports/ledger-store';
import type { CommissionsTable } from '../tables';

/** What moves and postings tell about a commission. */
export interface CommissionHead {
	readonly status: string;
	readonly reason: string;
	readonly adjustedMinor: bigint;
	readonly reversedMinor: bigint;
}

export function commissionRow(
	commission: RecordedCommission,
	conversion: Conversion,
): Insertable<CommissionsTable> {
	const {
		status: _status,
		statusReason: _reason,
		adjusted: _adjusted,
		reversed: _reversed,
		...booked
	} = commission;
	const json = toJson(booked);
	return {
		commission_id: commission.commissionId,
		conversion_id: commission.conversionId,
		programme_id: commission.programmeId,
		affiliate_id: commission.affiliateId,
		ordered_at: conversion.orderedAt,
		created_at: commission.createdAt,
		amount_minor: commission.amount.amountMinor,
		currency: commission.amount.currency,
		kind: commission.kind,
		credited_base_minor: creditedBase(commission)?.amountMinor ?? null,
		record_hash: contentHash(json),
		record: JSON.stringify(json),
	};
}

export function commissionOfRow(
	row: Pick<CommissionsTable, 'record' | 'currency'>,
	head: CommissionHead,
): RecordedCommission {
	const booked = JSON.parse(row.record) as Record<string, unknown>;
	const inCurrency = (amountMinor: bigint) => toJson<Money>(money(amountMinor, row.currency));
	return parseModel(
		recordedCommissionSchema,
		{
			...booked,
			status: head.status,
			statusReason: head.reason,
			adjusted: inCurrency(head.adjustedMinor),
			reversed: inCurrency(head.reversedMinor),
		},
		'commission',
	);
}

/**
 * This beneficiary's part of the order's base in the currency of the commission, at the locked
 * rate. Null where the currencies differ and no rate was locked.
 */
function creditedBase({ amount, line }: RecordedCommission): Money | null {
	const share = { numerator: BigInt(line.weight), denominator: BigInt(line.weightTotal) };
	const part = applyRate(line.base, share, 'half_up');
	if (part.currency === amount.currency) return part;
	if (line.lockedRate?.from !== part.currency || line.lockedRate.to !== amount.currency)
		return null;
	return convertMoney(part, rateFromDecimal(line.lockedRate.rate), amount.currency, 'half_up');
}
