import { z } from 'zod/v4';
import type { DeniedField, ShopifyClient } from './client';
import { anyRecord, type AnyRecord } from './connection-page';
import { failureError } from './describe-failure';
import { unreadableFailure } from './failure';
import type { ShopifyOperation } from './operation';

const nodesSchema = z.object({ nodes: z.array(anyRecord.nullable()).nullable() });

export interface NodesRead {
	/** Those that are there and of the asked type. */
	readonly records: ReadonlyArray<AnyRecord & { readonly id: string }>;
	readonly denied: readonly DeniedField[];
}

/**
 * Records by their global ids, `size` at a time; a request that costs too much is halved. Throws like
 * `readAnswer`.
 */
export async function readNodes(
	client: ShopifyClient,
	operation: ShopifyOperation,
	ids: readonly string[],
	size: number,
): Promise<NodesRead> {
	const records: Array<AnyRecord & { readonly id: string }> = [];
	const denied: DeniedField[] = [];
	let width = size;
	for (let start = 0; start < ids.length;) {
		const answer = await client.ask(operation, { ids: ids.slice(start, start + width) });
		if (!answer.ok) {
			if (answer.failure.code !== 'MAX_COST_EXCEEDED' || width === 1) {
				throw failureError(answer.failure);
			}
			width = Math.ceil(width / 2);
			continue;
		}
		const parsed = nodesSchema.safeParse(answer.data);
		if (!parsed.success) throw failureError(unreadableFailure());
		for (const node of parsed.data.nodes ?? []) {
			const id = node?.['id'];
			if (node !== null && typeof id === 'string') records.push({ ...node, id });
		}
		denied.push(...answer.denied);
		start += width;
	}
	return { records, denied };
}
