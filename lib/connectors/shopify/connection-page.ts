import { z } from 'zod/v4';

const pageInfoSchema = z.object({
	hasNextPage: z.boolean(),
	endCursor: z.string().nullish(),
});

/** One page of a list: what is on it, and from where the next one is. */
export function connectionPage<Node extends z.ZodType>(node: Node) {
	return z.object({ nodes: z.array(node), pageInfo: pageInfoSchema });
}

/** Any object; what is in it is read by whoever needs it. */
export const anyRecord = z.record(z.string(), z.unknown());

export type AnyRecord = z.output<typeof anyRecord>;

/** Where the next page begins; null when there is none. */
export function nextCursor(pageInfo: z.output<typeof pageInfoSchema>): string | null {
	return pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}
