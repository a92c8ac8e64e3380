import { formatAmount, type Instant, type Money } from '../../kernel';
import type { PlatformConversion, PlatformStatus } from '../../model/platform-records';
import { affiliateCodes } from './affiliate-codes';
import {
	cell,
	type ExportedRows,
	type ImportRow,
	type PlatformProgrammeRecords,
} from './platform-programme';

const HEADINGS = [
	'External ID',
	'Affiliate Code',
	'Order ID',
	'Ordered At',
	'Amount',
	'Commission',
	'Currency',
	'Status',
] as const;

/** What an affiliate got, or is to get, for one conversion. */
interface Earning {
	readonly id: string;
	readonly affiliateId: string | null;
	readonly orderId: string | null;
	readonly occurredAt: Instant | null;
	readonly amount: Money | null;
	readonly commission: Money | null;
	readonly status: PlatformStatus;
}

/**
 * A row for each commission; for each conversion where the platform knows no others. What was paid there is
 * history here and never payable again. Pure.
 */
export function conversionRows(records: PlatformProgrammeRecords): ExportedRows {
	const codes = affiliateCodes(records.affiliates);
	const rows: ImportRow[] = [];
	const leftOut: Array<{ id: string; reason: string }> = [];
	for (const earning of earningsOf(records)) {
		const code = earning.affiliateId === null ? undefined : codes.get(earning.affiliateId);
		const row = rowOf(records.platform, earning, code);
		if (typeof row === 'string') leftOut.push({ id: earning.id, reason: row });
		else rows.push(row);
	}
	return { headings: HEADINGS, rows, leftOut };
}

function earningsOf({ commissions, conversions }: PlatformProgrammeRecords): Earning[] {
	if (commissions.length === 0) {
		return conversions.map((conversion) => ({ ...conversion }));
	}
	const byId = new Map(conversions.map((conversion) => [conversion.id, conversion]));
	const byOrder = new Map(
		conversions.flatMap((conversion): Array<[string, PlatformConversion]> =>
			conversion.orderId === null ? [] : [[conversion.orderId, conversion]],
		),
	);
	return commissions.map(({ amount: commission, conversionId, ...rest }) => {
		const conversion = byId.get(conversionId ?? '') ?? byOrder.get(rest.orderId ?? '') ?? undefined;
		return {
			...rest,
			orderId: rest.orderId ?? conversion?.orderId ?? null,
			affiliateId: rest.affiliateId ?? conversion?.affiliateId ?? null,
			occurredAt: rest.occurredAt ?? conversion?.occurredAt ?? null,
			amount: conversion?.amount ?? null,
			commission,
		};
	});
}

/** The row, or why there is none. */
function rowOf(
	platform: string,
	{ id, orderId, occurredAt, amount, commission, status }: Earning,
	code: string | undefined,
): ImportRow | string {
	if (code === undefined) return 'Its affiliate is not among those that are brought over';
	if (commission === null) return 'The platform tells no commission in a currency';
	if (occurredAt === null) return 'The platform tells no date';
	const word = wordOf(status, commission);
	if (word === null) return 'The platform calls its status by a word that is not known';
	const isOneCurrency = amount?.currency === commission.currency;
	return {
		// Two platforms number their records alike.
		'External ID': `${platform}:${id}`,
		'Affiliate Code': code,
		'Order ID': cell(orderId),
		'Ordered At': occurredAt,
		Amount: isOneCurrency ? formatAmount(amount) : '',
		Commission: formatAmount(commission),
		Currency: commission.currency,
		Status: word,
	};
}

/** Below zero: a record that takes back what another one gave, and therefore stands. */
function wordOf(status: PlatformStatus, { amountMinor }: Money): string | null {
	switch (status) {
		case 'pending':
		case 'approved':
		case 'paid':
		case 'declined':
			return status;
		case 'reversed':
			return amountMinor < 0n ? 'approved' : 'declined';
		case 'unknown':
			return null;
	}
}
