import { z } from 'zod/v4';
import { formatMoney } from '../../kernel';
import {
	confirmedOutcome,
	lenientText,
	readMoney,
	rejectedOutcome,
	requireId,
	type PayoutMark,
	type PlatformOutcome,
	type PlatformPage,
	type PlatformPayout,
	type RecordFilter,
} from '../affiliate-platform';
import { refuseOtherCurrency } from './account-currency';
import type { PostAffiliateProClient } from './client';
import {
	readCursor,
	readExactly,
	readGrid,
	unreadable,
	type GridFilter,
	type GridQuery,
	type GridRow,
} from './grid';
import { fromServerTime } from './server-time';
import type { Account } from './settings';

const DUE: Omit<GridQuery, 'filters'> = {
	className: 'Pap_Merchants_Payout_PayAffiliatesGrid',
	columns: ['userid', 'amounttopay'],
	sortColumn: 'userid',
};

/**
 * What was paid. That the list exists is known, its columns are not: these are those of the table behind
 * it by the import of such accounts, and are to be confirmed on one. What is missing reads as unknown.
 */
const PAID: Omit<GridQuery, 'filters'> = {
	className: 'Pap_Merchants_Payout_PayoutsToAffiliatesGrid',
	columns: ['userid', 'amount', 'dateinserted', 'payouthistoryid'],
	sortColumn: 'dateinserted',
};

/** Only what is approved and not yet paid is due. */
const PAYABLE: readonly GridFilter[] = [
	['rstatus', '=', 'A'],
	['payoutstatus', '=', 'U'],
];

const rowSchema = z.object({
	id: lenientText,
	userid: lenientText,
	amounttopay: lenientText,
	amount: lenientText,
	dateinserted: lenientText,
});

const cursorSchema = z.object({
	list: z.enum(['due', 'paid']),
	offset: z.number().int().nonnegative(),
});

/** First what is due, one record for each affiliate, then what was paid. */
export async function listPayouts(
	client: PostAffiliateProClient,
	filter: RecordFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformPayout>> {
	const place =
		cursor === null ? { list: 'due' as const, offset: 0 } : readCursor(cursor, cursorSchema);
	const { affiliateId } = filter;
	const own: GridFilter[] = affiliateId === null ? [] : [['userid', 'E', affiliateId]];
	const isDue = place.list === 'due';
	const query = isDue ? { ...DUE, filters: [...PAYABLE, ...own] } : { ...PAID, filters: own };
	const { rows, next } = await readGrid(client, query, place.offset);
	const records = rows
		.map((row) => payoutOf(row, place.list, client.account))
		.filter((payout) => affiliateId === null || payout.affiliateId === affiliateId)
		.filter(({ paidAt }) => filter.from === null || paidAt === null || paidAt >= filter.from)
		.filter(({ paidAt }) => filter.to === null || paidAt === null || paidAt <= filter.to);
	const following = next === null ? null : { list: place.list, offset: next };
	const then = following ?? (isDue ? { list: 'paid', offset: 0 } : null);
	return { records, cursor: then === null ? null : JSON.stringify(then) };
}

/** What is due has no id of its own: it is named by its affiliate. */
function payoutOf(row: GridRow, list: 'due' | 'paid', account: Account): PlatformPayout {
	const parsed = rowSchema.safeParse(row);
	if (!parsed.success) throw unreadable();
	const { id, userid, amounttopay, amount, dateinserted } = parsed.data;
	const own = list === 'due' ? (userid ?? id) : id;
	if (own === null) throw unreadable();
	return {
		id: own,
		affiliateId: list === 'due' ? own : userid,
		amount: readMoney(list === 'due' ? amounttopay : amount, account.currency),
		status: list,
		paidAt: list === 'due' ? null : fromServerTime(dateinserted, account.timeZone),
		raw: row,
	};
}

/**
 * Pays all that is approved and unpaid of one affiliate. The amount must be exactly what is due, so that
 * nothing is marked that nobody paid. Asked twice where the first time did not finish, and looked up after:
 * only when nothing is due any more it is done.
 */
export async function markPaid(
	client: PostAffiliateProClient,
	{ affiliateId, payoutId, amount, note }: PayoutMark,
): Promise<PlatformOutcome> {
	const affiliate = affiliateId ?? payoutId;
	if (affiliate === null || amount === null) {
		return rejectedOutcome({
			reason: 'Post Affiliate Pro pays what is due to an affiliate',
			hint: 'Give the affiliate, and the amount that is due.',
			field: affiliate === null ? 'userid' : 'amounttopay',
		});
	}
	const id = requireId(affiliate, 'affiliateId');
	const foreign = refuseOtherCurrency(client.account, [amount]);
	if (foreign !== null) return foreign;
	const due = await dueOf(client, id);
	if (due?.amount?.amountMinor !== amount.amountMinor) {
		const words = due?.amount ? formatMoney(due.amount) : 'nothing';
		return rejectedOutcome({
			reason: `What is due to the affiliate is ${words}, which is not the amount that was paid`,
			hint: 'Post Affiliate Pro marks all that is approved and unpaid, or nothing. If it was marked before, all is well.',
			field: 'amounttopay',
		});
	}
	const failed = await pay(client, id, note);
	if (failed !== null) return failed;
	if ((await dueOf(client, id)) === null) return confirmedOutcome(id, null);
	const again = await pay(client, id, note);
	if (again !== null) return again;
	if ((await dueOf(client, id)) === null) return confirmedOutcome(id, null);
	return {
		...rejectedOutcome({
			reason: 'Post Affiliate Pro took the payment, but still shows an amount as due',
			hint: 'Look at it there before it is tried again.',
			field: 'amounttopay',
		}),
		outcome: 'failed',
		isUncertain: true,
	};
}

async function dueOf(
	client: PostAffiliateProClient,
	affiliateId: string,
): Promise<PlatformPayout | null> {
	const rows = await readExactly(client, DUE, 'userid', affiliateId, PAYABLE);
	const payouts = rows.map((row) => payoutOf(row, 'due', client.account));
	return payouts.find(({ amount }) => amount === null || amount.amountMinor !== 0n) ?? null;
}

/** Marks what belongs to the payment, then pays it. Null when both went well. */
async function pay(
	client: PostAffiliateProClient,
	affiliateId: string,
	note: string | null,
): Promise<PlatformOutcome | null> {
	const chosen = { ids: [affiliateId], filters: PAYABLE };
	const mark = {
		C: 'Pap_Merchants_Payout_PayAffiliatesFormExportGrid',
		M: 'markTransactionsAsPaymentPending',
		...chosen,
	};
	const marked = await client.run([mark], 'repeatable');
	if (!marked.ok) return client.outcomeOf(marked.failure);
	const request = {
		C: 'Pap_Merchants_Payout_PayAffiliatesForm',
		M: 'payAffiliates',
		...chosen,
		paymentNote: note ?? '',
		affiliateNote: '',
		send_payment_to_affiliate: 'N',
		send_generated_invoices_to_merchant: 'N',
		send_generated_invoices_to_affiliates: 'N',
	};
	const paid = await client.run([request], 'once');
	return paid.ok ? null : client.outcomeOf(paid.failure, [note ?? '']);
}
