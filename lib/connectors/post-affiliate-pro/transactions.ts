import { z } from 'zod/v4';
import type { Money } from '../../kernel';
import {
	lenientText,
	readMoney,
	requireId,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformStatus,
	type RecordFilter,
} from '../affiliate-platform';
import type { PostAffiliateProClient } from './client';
import {
	readExactly,
	readGrid,
	unreadable,
	type GridFilter,
	type GridQuery,
	type GridRow,
} from './grid';
import { fromServerTime, serverDay } from './server-time';
import type { Account } from './settings';

export const TRANSACTION_FORM = 'Pap_Merchants_Transaction_TransactionsForm';

const QUERY: Omit<GridQuery, 'filters'> = {
	className: 'Pap_Merchants_Transaction_TransactionsGrid',
	columns: [
		...['id', 'transid', 'rtype', 'rstatus', 'userid', 'campaignid', 'bannerid', 'orderid'],
		...['productid', 'totalcost', 'commission', 'dateinserted', 'dateapproved', 'payoutstatus'],
		...['payouthistoryid', 'commtypeid', 'merchantnote', 'parenttransid', 'tier', 'channel'],
		...['originalcurrencyid', 'data1', 'data2', 'data3', 'data4', 'data5'],
	],
	sortColumn: 'dateinserted',
};

const rowSchema = z.object({
	id: lenientText,
	transid: lenientText,
	rtype: lenientText,
	rstatus: lenientText,
	userid: lenientText,
	campaignid: lenientText,
	orderid: lenientText,
	totalcost: lenientText,
	commission: lenientText,
	dateinserted: lenientText,
	dateapproved: lenientText,
	payoutstatus: lenientText,
	payouthistoryid: lenientText,
	parenttransid: lenientText,
	tier: lenientText,
});

/** A commission of one affiliate: of the order's own, or of a tier above. */
export interface Transaction {
	readonly id: string;
	readonly orderId: string | null;
	readonly affiliateId: string | null;
	readonly campaignId: string | null;
	/** S sale, A action, U recurring, R refund, H chargeback, and others. */
	readonly type: string | null;
	/** A approved, P pending, D declined. */
	readonly rstatus: string | null;
	readonly isPaid: boolean;
	/** 1 for the order's own affiliate. */
	readonly tier: number;
	readonly parentId: string | null;
	readonly amount: Money | null;
	readonly commission: Money | null;
	readonly insertedAt: string | null;
	readonly approvedAt: string | null;
	readonly payoutId: string | null;
	readonly raw: unknown;
}

/** Refund and chargeback: rows that take back what another row gave. */
export const REVERSALS: ReadonlySet<string> = new Set(['R', 'H']);

/** What an order brings; clicks, sign-ups, views and bonuses are no conversions. */
const CONVERSIONS: ReadonlySet<string> = new Set(['S', 'A', 'U', ...REVERSALS]);

export function isConversion({ type, tier }: Transaction): boolean {
	return tier <= 1 && (type === null || CONVERSIONS.has(type));
}

/** All that belongs to exactly this order, of all tiers. */
export async function transactionsOfOrder(
	client: PostAffiliateProClient,
	orderId: string,
): Promise<readonly Transaction[]> {
	const id = requireId(orderId, 'orderId');
	const rows = await readExactly(client, QUERY, 'orderid', id);
	return rows.map((row) => transactionOf(row, client.account));
}

/** By its id; null for an unknown one. */
export async function transactionById(
	client: PostAffiliateProClient,
	transactionId: string,
): Promise<Transaction | null> {
	const id = requireId(transactionId, 'conversionId');
	const [row] = await readExactly(client, QUERY, 'transid', id);
	return row === undefined ? null : transactionOf(row, client.account);
}

/**
 * A page by the filters of the platform; what it does not filter is left out by the caller. Days are
 * asked for with one more on either side, since what a day is on the server is not the caller's day.
 */
export async function readTransactions(
	client: PostAffiliateProClient,
	{ orderId, affiliateId, programmeId, from, to }: RecordFilter,
	offset: number,
): Promise<{ readonly transactions: readonly Transaction[]; readonly next: number | null }> {
	const { timeZone } = client.account;
	const filters: GridFilter[] = [
		...(orderId === null ? [] : [['orderid', 'E', orderId] as const]),
		...(affiliateId === null ? [] : [['userid', 'E', affiliateId] as const]),
		...(programmeId === null ? [] : [['campaignid', 'E', programmeId] as const]),
		...(from === null ? [] : [['dateinserted', 'D>=', serverDay(from, timeZone, -1)] as const]),
		...(to === null ? [] : [['dateinserted', 'D<=', serverDay(to, timeZone, 1)] as const]),
	];
	const { rows, next } = await readGrid(client, { ...QUERY, filters }, offset);
	return { transactions: rows.map((row) => transactionOf(row, client.account)), next };
}

/** Whether a record is among those asked for; one without a time is given, not hidden. */
export function isWanted(
	transaction: Transaction,
	{ orderId, affiliateId, programmeId, from, to }: RecordFilter,
): boolean {
	const { insertedAt } = transaction;
	return (
		(orderId === null || transaction.orderId === orderId) &&
		(affiliateId === null || transaction.affiliateId === affiliateId) &&
		(programmeId === null || transaction.campaignId === programmeId) &&
		(from === null || insertedAt === null || insertedAt >= from) &&
		(to === null || insertedAt === null || insertedAt <= to)
	);
}

/** Throws `vendor_refused` for a row without an id: nothing could be done with it, nor may it vanish. */
export function transactionOf(row: GridRow, account: Account): Transaction {
	const { currency, timeZone } = account;
	const parsed = rowSchema.safeParse(row);
	const id = parsed.success ? (parsed.data.id ?? parsed.data.transid) : null;
	if (!parsed.success || id === null) throw unreadable();
	const source = parsed.data;
	const tier = Number(source.tier ?? '1');
	return {
		id,
		orderId: source.orderid,
		affiliateId: source.userid,
		campaignId: source.campaignid,
		type: source.rtype,
		rstatus: source.rstatus,
		isPaid: source.payoutstatus === 'P',
		tier: Number.isInteger(tier) && tier > 0 ? tier : 1,
		parentId: source.parenttransid,
		// Commissions may have more digits than the currency: half a unit is rounded away from zero.
		amount: readMoney(source.totalcost, currency),
		commission: readMoney(source.commission, currency),
		insertedAt: fromServerTime(source.dateinserted, timeZone),
		approvedAt: fromServerTime(source.dateapproved, timeZone),
		payoutId: source.payouthistoryid,
		raw: row,
	};
}

export function statusOf({ type, rstatus, isPaid }: Transaction): PlatformStatus {
	if (type !== null && REVERSALS.has(type)) return 'reversed';
	if (rstatus === 'D') return 'declined';
	if (isPaid) return 'paid';
	if (rstatus === 'A') return 'approved';
	return rstatus === 'P' ? 'pending' : 'unknown';
}

export function conversionOf(transaction: Transaction): PlatformConversion {
	return {
		id: transaction.id,
		orderId: transaction.orderId,
		affiliateId: transaction.affiliateId,
		programmeId: transaction.campaignId,
		clickId: null,
		customerId: null,
		coupon: null,
		amount: transaction.amount,
		commission: transaction.commission,
		status: statusOf(transaction),
		occurredAt: transaction.insertedAt,
		updatedAt: transaction.approvedAt,
		raw: transaction.raw,
	};
}

/** Tiers above the order's affiliate name the transaction that they come from. */
export function commissionOf(transaction: Transaction): PlatformCommission {
	return {
		id: transaction.id,
		conversionId: transaction.parentId ?? transaction.id,
		orderId: transaction.orderId,
		affiliateId: transaction.affiliateId,
		programmeId: transaction.campaignId,
		amount: transaction.commission,
		status: statusOf(transaction),
		payoutId: transaction.payoutId,
		occurredAt: transaction.insertedAt,
		updatedAt: transaction.approvedAt,
		raw: transaction.raw,
	};
}
