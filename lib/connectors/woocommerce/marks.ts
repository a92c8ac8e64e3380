import { AffiliateError } from '../../kernel';

/**
 * How what this package writes is told from what others write. Every change of an order or customer
 * makes WooCommerce send a webhook; without the marks our own writes would be read as news.
 */
export interface OwnMarks {
	/**
	 * Keys of meta begin with it. The underscore keeps them out of the "Custom Fields" of the admin and
	 * out of what orders are read for, so that our own value is never taken for where a buyer came from.
	 */
	readonly metaPrefix: string;
	/** Our order notes begin with it. */
	readonly notePrefix: string;
}

export const DEFAULT_OWN_MARKS: OwnMarks = {
	metaPrefix: '_affiliate_loop_',
	notePrefix: 'Affiliate Loop:',
};

/** Throws `foreign_field` unless every key begins with our mark, `invalid_input` for an odd one. */
export function requireOwnKeys(keys: readonly string[], { metaPrefix }: OwnMarks): void {
	if (metaPrefix === '') {
		throw new AffiliateError('The mark of our own meta is empty', {
			code: 'invalid_input',
			path: 'metaPrefix',
			hint: 'Without it, our own writes could not be told from those of others.',
		});
	}
	for (const key of keys) requireOwnKey(key, metaPrefix);
}

function requireOwnKey(key: string, metaPrefix: string): void {
	if (!key.startsWith(metaPrefix) || key === metaPrefix) {
		throw new AffiliateError(`The meta key '${key}' does not begin with '${metaPrefix}'`, {
			code: 'foreign_field',
			path: 'meta',
			hint: 'Only meta with our own mark is written and removed, so that that of others stays.',
		});
	}
	if (key.length > 255 || /\s/.test(key)) {
		throw new AffiliateError('A meta key is too long or has space in it', {
			code: 'invalid_input',
			path: 'meta',
			hint: 'Use up to 255 letters, digits, dashes and underscores.',
		});
	}
}
