import { createHash } from 'node:crypto';
import { formatAmount } from '../../kernel';
import {
	rejectedOutcome,
	requireId,
	type ConversionWrite,
	type PlatformOutcome,
} from '../affiliate-platform';

const TRACKER_ID = /^\d+$/;

/** Number of an action tracker, or the code of an event type. */
export function actionTypeForm(actionType: string): Record<string, string> {
	return TRACKER_ID.test(actionType)
		? { ActionTrackerId: actionType }
		: { EventTypeCode: actionType };
}

/** The form of an order; an outcome where Impact would not know what to do with it. */
export function conversionForm(
	conversion: ConversionWrite,
): { readonly form: Record<string, string> } | { readonly outcome: PlatformOutcome } {
	const { programmeId, actionType, amount, occurredAt, tax, shipping, discount, more } = conversion;
	const orderId = requireId(conversion.orderId, 'orderId');
	if (programmeId === null) return lacking('a programme', 'Choose the programme.', 'CampaignId');
	if (actionType === null) {
		return lacking(
			'an action tracker',
			"Give its number, or the code of an event type, as 'Action Type'.",
			'ActionTrackerId',
		);
	}
	const credit = creditForm(conversion);
	if (credit === null) {
		return lacking(
			'whom the order is credited to',
			'Give the click, the partner, the customer or a promo code.',
			'ClickId',
		);
	}
	const items = itemForm(conversion);
	return {
		form: {
			CampaignId: programmeId,
			...actionTypeForm(actionType),
			OrderId: orderId,
			EventDate: occurredAt,
			CurrencyCode: amount.currency,
			...credit,
			...(Object.keys(items).length > 0 ? items : { Amount: formatAmount(amount) }),
			...(tax?.currency === amount.currency ? { OrderTax: formatAmount(tax) } : {}),
			...(shipping?.currency === amount.currency ? { OrderShipping: formatAmount(shipping) } : {}),
			...(discount?.currency === amount.currency ? { OrderDiscount: formatAmount(discount) } : {}),
			...customerForm(conversion),
			...more,
		},
	};
}

/** The first that is known decides; naming a partner forces the credit. */
function creditForm({
	clickId,
	affiliate,
	customer,
	coupon,
}: ConversionWrite): Record<string, string> | null {
	const promo: Record<string, string> = coupon === null ? {} : { OrderPromoCode: coupon };
	if (clickId !== null) return { ClickId: clickId, ...promo };
	if (affiliate !== null) return { MediaPartnerId: affiliate, ...promo };
	if (coupon !== null) return promo;
	return customer.id === null ? null : { CustomerId: customer.id };
}

/** Only where the lines make the whole of the order: Impact adds them up. */
function itemForm({ lines, amount }: ConversionWrite): Record<string, string> {
	const sum = lines.reduce((total, line) => total + line.amount.amountMinor, 0n);
	const isWhole = lines.every((line) => line.amount.currency === amount.currency);
	if (lines.length === 0 || !isWhole || sum !== amount.amountMinor) return {};
	return Object.fromEntries(
		lines.flatMap(({ sku, name, quantity, amount: line, category }, index) => {
			const number = index + 1;
			return [
				[`ItemSku${number}`, sku],
				[`ItemName${number}`, name],
				[`ItemQuantity${number}`, String(quantity)],
				[`ItemSubTotal${number}`, formatAmount(line)],
				...(category === null ? [] : [[`ItemCategory${number}`, category]]),
			] as Array<[string, string]>;
		}),
	);
}

/** An e-mail address goes as its SHA-1 only, as Impact asks. */
function customerForm({ customer, affiliate, clickId }: ConversionWrite): Record<string, string> {
	const { id, email, isNew, ip, userAgent } = customer;
	const address = email?.trim().toLowerCase() ?? '';
	const isNamed = affiliate !== null || clickId !== null;
	return {
		...(isNamed && id !== null ? { CustomerId: id } : {}),
		...(address === '' ? {} : { CustomerEmail: createHash('sha1').update(address).digest('hex') }),
		...(isNew === null ? {} : { CustomerStatus: isNew ? 'NEW' : 'RETURNING' }),
		...(ip === null ? {} : { IpAddress: ip }),
		...(userAgent === null ? {} : { UserAgent: userAgent }),
	};
}

function lacking(what: string, hint: string, field: string): { readonly outcome: PlatformOutcome } {
	return {
		outcome: rejectedOutcome({ reason: `A conversion in Impact needs ${what}`, hint, field }),
	};
}
