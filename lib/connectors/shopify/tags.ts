import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { ShopifyClient } from './client';
import { ADD_TAGS, REMOVE_TAGS, TAGS_OF } from './documents';
import { notFoundFailure, unreadableFailure } from './failure';
import { globalId } from './global-id';
import { DEFAULT_OWN_MARKS, requireOwn, type OwnMarks } from './marks';
import { mutate } from './mutate';
import {
	doneOutcome,
	failedOutcome,
	payload,
	rejectedOutcome,
	type WriteOutcome,
} from './write-outcome';

export interface TagsWrite {
	readonly type: 'Order' | 'Customer';
	/** Number or global id. */
	readonly id: string;
	readonly add: readonly string[];
	readonly remove: readonly string[];
}

const taggedSchema = z.object({ id: z.string(), tags: z.array(z.string()).optional() });

const payloadSchema = payload({ node: taggedSchema.nullable() });

/**
 * Adds and removes our own tags of an order or customer; those of others stay, because neither
 * mutation replaces the list. Tags that are there already are not sent. Shopify leaves tags out
 * without saying so (a record holds 250), so what it answers is compared. Throws `foreign_field`
 * for a tag without our mark, and `invalid_input` for what is no id.
 */
export async function writeTags(
	client: ShopifyClient,
	{ type, id: idText, add, remove }: TagsWrite,
	marks: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<WriteOutcome> {
	requireOwn('tag', [...add, ...remove], marks.tagPrefix);
	requireSingle(add);
	const id = globalId(type, idText);
	const before = await client.ask(TAGS_OF, { id });
	if (!before.ok) return failedOutcome(before.failure, id);
	const found = z.object({ node: taggedSchema.nullable() }).safeParse(before.data);
	if (!found.success) return failedOutcome(unreadableFailure(), id);
	if (found.data.node === null) return failedOutcome(notFoundFailure(`The ${type}`), id);
	const known = lowerCased(found.data.node.tags ?? []);
	const missing = [...new Set(add)].filter((tag) => !known.has(tag.trim().toLowerCase()));
	const surplus = [...new Set(remove)].filter((tag) => known.has(tag.trim().toLowerCase()));
	if (missing.length === 0 && surplus.length === 0) return doneOutcome('unchanged', id);
	if (surplus.length > 0) {
		const failed = await send(client, id, { operation: REMOVE_TAGS, field: 'tagsRemove' }, surplus);
		if (failed !== null) return failed;
	}
	if (missing.length > 0) {
		const failed = await send(client, id, { operation: ADD_TAGS, field: 'tagsAdd' }, missing);
		if (failed !== null) return failed;
	}
	return doneOutcome('updated', id);
}

/** Shopify takes a comma for the end of a tag; what follows would be a tag without our mark. */
function requireSingle(tags: readonly string[]): void {
	const list = tags.find((tag) => tag.includes(','));
	if (list === undefined) return;
	throw new AffiliateError(`The tag '${list}' holds a comma`, {
		code: 'invalid_input',
		path: 'tag',
		hint: 'Give tags one by one, without commas.',
	});
}

/** Null when all went well. */
async function send(
	client: ShopifyClient,
	id: string,
	{ operation, field }: { operation: typeof ADD_TAGS; field: 'tagsAdd' | 'tagsRemove' },
	tags: readonly string[],
): Promise<WriteOutcome | null> {
	const result = await mutate(client, operation, { id, tags }, field, payloadSchema);
	if (!result.ok) return failedOutcome(result.failure, id);
	const after = result.payload.node?.tags;
	if (field === 'tagsRemove' || after === undefined) return null;
	const kept = lowerCased(after);
	const lost = tags.filter((tag) => !kept.has(tag.trim().toLowerCase()));
	if (lost.length === 0) return null;
	return rejectedOutcome(id, {
		reason: `Shopify left tags out: ${lost.join(', ')}`,
		hint: 'A record holds 250 tags of at most 255 characters each; remove some in the shop.',
		field: 'tags',
	});
}

function lowerCased(tags: readonly string[]): Set<string> {
	return new Set(tags.map((tag) => tag.trim().toLowerCase()));
}
