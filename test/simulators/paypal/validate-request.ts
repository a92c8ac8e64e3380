import { validationError, type PayPalErrorDetail } from './paypal-error.ts';

/** A request to create payouts whose fields are as PayPal wants them. */
export interface ValidRequest {
	readonly senderBatchId: string | null;
	readonly emailSubject: string | null;
	readonly items: readonly ValidItem[];
}

export interface ValidItem {
	readonly recipientType: string;
	readonly receiver: string;
	readonly value: string;
	readonly currency: string;
	readonly note: string;
	readonly senderItemId: string;
}

const RECIPIENT_TYPES: ReadonlySet<string> = new Set(['EMAIL', 'PHONE', 'PAYPAL_ID']);
const WITHOUT_DECIMALS: ReadonlySet<string> = new Set(['HUF', 'JPY', 'TWD']);
const CURRENCIES: ReadonlySet<string> = new Set(
	'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD'.split(
		' ',
	),
);

type Fields = Record<string, unknown>;

/**
 * The rules of the Payouts API 1.9: required fields, lengths, 1 to 15,000 items, one currency,
 * decimals of the currency. Throws VALIDATION_ERROR with every complaint, as PayPal does.
 */
export function validateRequest(body: unknown): ValidRequest {
	const request = fieldsOf(body);
	const header = fieldsOf(request['sender_batch_header']);
	const items = request['items'];
	const details: PayPalErrorDetail[] = [];
	const complain = (field: string, issue: string): void => {
		details.push({ field, issue, location: 'body' });
	};
	if (request['sender_batch_header'] === undefined) {
		complain('sender_batch_header', 'Required field is missing');
	}
	checkLength(header, 'sender_batch_id', 256, 'sender_batch_header.', complain);
	checkLength(header, 'email_subject', 255, 'sender_batch_header.', complain);
	checkLength(header, 'email_message', 1_000, 'sender_batch_header.', complain);
	if (!Array.isArray(items) || items.length === 0) {
		complain('items', 'Required field is missing');
		throw validationError(details);
	}
	if (items.length > 15_000) {
		complain('items', 'The number of items exceeds the maximum of 15000');
		throw validationError(details);
	}
	const currency = fieldsOf(fieldsOf(items[0])['amount'])['currency'];
	items.forEach((entry, index) =>
		checkItem(fieldsOf(entry), header, currency, `items[${index}].`, complain),
	);
	if (details.length > 0) throw validationError(details);
	return {
		senderBatchId: textOf(header['sender_batch_id']),
		emailSubject: textOf(header['email_subject']),
		items: items.map((entry) => itemOf(fieldsOf(entry), header)),
	};
}

function checkItem(
	item: Fields,
	header: Fields,
	batchCurrency: unknown,
	place: string,
	complain: (field: string, issue: string) => void,
): void {
	const { value, currency } = fieldsOf(item['amount']);
	const type = item['recipient_type'] ?? header['recipient_type'];
	const receiver = item['receiver'];
	if (typeof type !== 'string' || !RECIPIENT_TYPES.has(type)) {
		complain(`${place}recipient_type`, 'Value is invalid (must be EMAIL or PAYPAL_ID or PHONE)');
	}
	if (typeof receiver !== 'string' || receiver === '') {
		complain(`${place}receiver`, 'Required field is missing');
	} else if (type === 'EMAIL' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(receiver)) {
		complain(`${place}receiver`, `Receiver ${receiver} is invalid or does not match with type`);
	}
	checkLength(item, 'receiver', 127, place, complain);
	checkLength(item, 'sender_item_id', 63, place, complain);
	checkLength(item, 'note', 4_000, place, complain);
	if (typeof currency !== 'string' || !CURRENCIES.has(currency)) {
		complain(`${place}amount.currency`, 'Currency is not supported');
	} else if (currency !== batchCurrency) {
		complain(`${place}amount.currency`, 'All items must have the same currency');
	}
	if (!isAmount(value, currency)) complain(`${place}amount.value`, 'Amount is invalid');
}

/** Decimal text above zero, with no more decimals than PayPal takes of the currency. */
function isAmount(value: unknown, currency: unknown): boolean {
	if (typeof value !== 'string' || Number(value) <= 0) return false;
	const isWhole = typeof currency === 'string' && WITHOUT_DECIMALS.has(currency);
	return (isWhole ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,2})?$/).test(value);
}

function checkLength(
	fields: Fields,
	name: string,
	longest: number,
	place: string,
	complain: (field: string, issue: string) => void,
): void {
	const text = fields[name];
	if (text === undefined) return;
	if (typeof text !== 'string') complain(`${place}${name}`, 'Value must be a string');
	else if (text.length > longest) {
		complain(`${place}${name}`, `Value exceeds max length of ${longest}`);
	}
}

function itemOf(item: Fields, header: Fields): ValidItem {
	const amount = fieldsOf(item['amount']);
	return {
		recipientType: String(item['recipient_type'] ?? header['recipient_type']),
		receiver: String(item['receiver']),
		value: String(amount['value']),
		currency: String(amount['currency']),
		note: textOf(item['note']) ?? '',
		senderItemId: textOf(item['sender_item_id']) ?? '',
	};
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

function fieldsOf(value: unknown): Fields {
	return value !== null && typeof value === 'object' ? (value as Fields) : {};
}
