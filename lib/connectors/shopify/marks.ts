import { AffiliateError } from '../../kernel';

/**
 * How what this package writes is told from what others write. Every change of an order or customer
 * makes Shopify send a webhook; without the marks our own writes would be read as news.
 */
export interface OwnMarks {
	/** Namespace of metafields. */
	readonly namespace: string;
	/** Tags begin with it. */
	readonly tagPrefix: string;
	/**
	 * Keys of order attributes begin with it. It must not be a prefix of the attributes that a
	 * storefront puts into the cart, such as `affiliate_click_id`: those are news.
	 */
	readonly attributePrefix: string;
	/** Begins our line in an order's note. */
	readonly noteMarker: string;
}

export const DEFAULT_OWN_MARKS: OwnMarks = {
	namespace: 'affiliate',
	tagPrefix: 'affiliate:',
	attributePrefix: 'affiliate:',
	noteMarker: '[affiliate]',
};

/** Throws `foreign_field` unless the name of a tag or attribute begins with our mark. */
export function requireOwn(
	kind: 'tag' | 'attribute',
	names: readonly string[],
	prefix: string,
): void {
	if (prefix === '') {
		throw new AffiliateError(`The mark of our own ${kind}s is empty`, {
			code: 'invalid_input',
			path: `${kind}Prefix`,
			hint: 'Without it, our own writes could not be told from those of others.',
		});
	}
	const foreign = names.find((name) => !name.toLowerCase().startsWith(prefix.toLowerCase()));
	if (foreign === undefined) return;
	throw new AffiliateError(`The ${kind} '${foreign}' does not begin with '${prefix}'`, {
		code: 'foreign_field',
		path: kind,
		hint: `Only ${kind}s with our own mark are written and removed, so that those of others stay.`,
	});
}
