import { AffiliateError } from '../../kernel';

export type ShopifyRecordType =
	'Order' | 'Customer' | 'ProductVariant' | 'Refund' | 'ShopifyPaymentsDispute';

/**
 * The global id of a record: of its number ("1001") or of itself. Throws `invalid_input` for the id
 * of another type and for what is no id.
 */
export function globalId(type: ShopifyRecordType, id: string): string {
	const prefix = `gid://shopify/${type}/`;
	const number = id.startsWith(prefix) ? id.slice(prefix.length) : id.trim();
	if (/^\d{1,20}$/.test(number)) return `${prefix}${number}`;
	throw new AffiliateError(`'${id.slice(0, 60)}' is not the id of a Shopify ${type}`, {
		code: 'invalid_input',
		path: 'id',
		hint: `Give the number of the record, or its global id, such as ${prefix}1001.`,
	});
}

/** The number at the end of a global id; the text itself when it has none. */
export function idNumber(globalIdText: string): string {
	return /\/(\d+)(?:\?.*)?$/.exec(globalIdText)?.[1] ?? globalIdText;
}
