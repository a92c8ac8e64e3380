import { formatMoney } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import { sourceName } from '../import-kinds';
import type { BalanceRecord } from '../records/import-record';
import type { BookingIntent, ImportContext } from './import-intent';
import { importedCommission } from './imported-commission';
import { importedAttribution, importedOrder } from './imported-order';

/** What identifies the balance that an affiliate brings along: one per currency. */
export function openingOrderId({ affiliateId }: Affiliate, currency: string): string {
	return `opening:${affiliateId}:${currency}`;
}

/**
 * A balance as an opening commission that is approved at once, so that the next payout takes it
 * along; a negative one nets it. Throws `currency_differs`.
 */
export function balanceIntent(
	{ amount, asOf }: BalanceRecord,
	affiliate: Affiliate,
	context: ImportContext,
): BookingIntent {
	const { currency } = amount;
	const at = asOf ?? context.at;
	const orderId = openingOrderId(affiliate, currency);
	const name = sourceName(context.source);
	return {
		kind: 'balance',
		conversionKind: 'opening',
		order: importedOrder(
			{ orderId, orderNumber: 'Opening balance', orderedAt: at, currency, amount: null },
			context,
		),
		attribution: importedAttribution(affiliate, at, context),
		commission: importedCommission(
			{
				affiliate,
				amount,
				base: null,
				kind: 'opening',
				level: 0,
				holdUntil: null,
				sentence: `Balance brought over from ${name}: ${formatMoney(amount)}.`,
			},
			context,
		),
		then: 'approve',
	};
}
