import { addDays, contentHash, formatMoney } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import { toJson } from '../../model/json';
import { sourceName, type ImportSource } from '../import-kinds';
import type { ConversionRecord } from '../records/import-record';
import type { ImportedStatus } from '../values/read-status';
import type { BookingIntent, ImportContext, ImportedEnd } from './import-intent';
import { importedCommission } from './imported-commission';
import { importedAttribution, importedOrder } from './imported-order';

const ENDS: Readonly<Record<ImportedStatus, ImportedEnd>> = {
	pending: 'none',
	approved: 'approve',
	paid: 'paid',
	declined: 'decline',
};

/**
 * A conversion of the old platform as an order of its own shop. One that takes commission back is
 * booked below zero as part of what is brought over. Throws `currency_differs`.
 */
export function conversionIntent(
	record: ConversionRecord,
	affiliate: Affiliate,
	context: ImportContext,
): BookingIntent {
	const { amount, commission, orderedAt, status, commissionKind } = record;
	const orderId = importedOrderId(record, affiliate);
	const takesBack = commission.amountMinor < 0n;
	return {
		kind: 'conversion',
		conversionKind: takesBack ? 'opening' : 'order',
		order: importedOrder(
			{
				orderId,
				orderNumber: record.orderId ?? orderId,
				orderedAt,
				currency: commission.currency,
				amount,
			},
			context,
		),
		attribution: importedAttribution(affiliate, orderedAt, context),
		commission: importedCommission(
			{
				affiliate,
				amount: commission,
				base: amount,
				kind: takesBack ? 'opening' : commissionKind,
				level: takesBack ? 0 : record.level,
				holdUntil: status === 'pending' ? addDays(context.at, context.holdDays) : null,
				sentence: sentenceOf(record, context.source),
			},
			context,
		),
		then: ENDS[status],
	};
}

/**
 * What identifies a conversion for ever: its id in the old platform; else order and affiliate;
 * else its content, so that two equal rows without any id count once.
 */
export function importedOrderId(record: ConversionRecord, { affiliateId }: Affiliate): string {
	const { externalId, orderId, orderedAt, amount, commission, commissionKind } = record;
	if (externalId !== null) return externalId;
	if (orderId !== null) return `${orderId}:${affiliateId}`;
	const content = toJson({ affiliateId, orderedAt, amount, commission, commissionKind });
	return `row:${contentHash(content).slice(0, 32)}`;
}

function sentenceOf(
	{ orderId, amount, commission, status }: ConversionRecord,
	source: ImportSource,
): string {
	const order = orderId === null ? '' : ` for order ${orderId}`;
	const total = amount === null ? '' : ` of ${formatMoney(amount)}`;
	return `Imported from ${sourceName(source)}: ${formatMoney(commission)}${order}${total}, ${status} there.`;
}
