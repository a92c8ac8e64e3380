import type { RetrySafety } from '../retry';

/** A GraphQL document that holds one named operation. */
export interface ShopifyOperation {
	/** The operation's own name, by which Shopify and its logs call it. */
	readonly name: string;
	readonly document: string;
	readonly safety: RetrySafety;
	/**
	 * Fields that may be denied without spoiling the answer, such as `customer` without the scope
	 * for customers. They come back as null, and the denial is told beside the data.
	 */
	readonly optionalFields: readonly string[];
}

/** Reads, and writes that leave the same when they are sent twice. */
export function operation(
	name: string,
	document: string,
	optionalFields: readonly string[] = [],
): ShopifyOperation {
	return { name, document, safety: 'repeatable', optionalFields };
}
