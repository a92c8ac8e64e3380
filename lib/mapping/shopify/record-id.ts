/**
 * The id of a record. JSON numbers above 2^53 lose digits when they are parsed, so the global id
 * ("gid://shopify/Order/820982911946154508") is preferred where the two agree up to that loss.
 */
export function shopifyRecordId(id: string, globalId: string | null): string {
	const tail = /\/(\d+)(?:\?.*)?$/.exec(globalId ?? '')?.[1];
	return tail !== undefined && Number(tail) === Number(id) ? tail : id;
}
