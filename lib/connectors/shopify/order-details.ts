import { z } from 'zod/v4';
import type { ShopifyClient } from './client';
import { ORDER_DETAILS, UPDATE_ORDER } from './documents';
import { notFoundFailure, unreadableFailure } from './failure';
import { globalId } from './global-id';
import { DEFAULT_OWN_MARKS, requireOwn, type OwnMarks } from './marks';
import { mutate } from './mutate';
import { LONGEST_NOTE, withOwnLine } from './order-note';
import {
	doneOutcome,
	failedOutcome,
	payload,
	rejectedOutcome,
	type WriteOutcome,
} from './write-outcome';

export interface OrderDetailsWrite {
	/** Number or global id. */
	readonly orderId: string;
	/** Our line of the note; null takes it away; left out, the note stays as it is. */
	readonly note?: string | null;
	/** Our attributes; null takes one away. */
	readonly attributes?: Readonly<Record<string, string | null>>;
}

const detailsSchema = z.object({
	id: z.string(),
	note: z.string().nullable(),
	customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
});

type Details = z.output<typeof detailsSchema>;

const payloadSchema = payload({ order: detailsSchema.nullable() });

/**
 * Writes our line of an order's note and our attributes. `orderUpdate` replaces both as a whole, so
 * they are read first and those of others sent along; what somebody else writes between the two
 * requests is lost, because Shopify has no condition for it. Nothing is sent that is there already.
 * Throws `foreign_field` for an attribute without our mark.
 */
export async function writeOrderDetails(
	client: ShopifyClient,
	write: OrderDetailsWrite,
	marks: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<WriteOutcome> {
	requireOwn('attribute', Object.keys(write.attributes ?? {}), marks.attributePrefix);
	const id = globalId('Order', write.orderId);
	const before = await client.ask(ORDER_DETAILS, { id });
	if (!before.ok) return failedOutcome(before.failure, id);
	const found = z.object({ order: detailsSchema.nullable() }).safeParse(before.data);
	if (!found.success) return failedOutcome(unreadableFailure(), id);
	if (found.data.order === null) return failedOutcome(notFoundFailure('The order'), id);
	const changes = changesOf(found.data.order, write, marks);
	if (Object.keys(changes).length === 0) return doneOutcome('unchanged', id);
	if ((changes.note?.length ?? 0) > LONGEST_NOTE) {
		return rejectedOutcome(id, {
			reason: `The note would have more than ${LONGEST_NOTE} characters`,
			hint: 'Shorten the note of the order in the shop.',
			field: 'note',
		});
	}
	const result = await mutate(
		client,
		UPDATE_ORDER,
		{ input: { id, ...changes } },
		'orderUpdate',
		payloadSchema,
	);
	if (!result.ok)
		return failedOutcome(
			result.failure,
			id,
			Object.values(write.attributes ?? {}).flatMap((value) => value ?? []),
		);
	return doneOutcome('updated', id);
}

/** Only what differs from what is there. */
function changesOf(
	order: Details,
	{ note, attributes }: OrderDetailsWrite,
	marks: OwnMarks,
): { note?: string; customAttributes?: Array<{ key: string; value: string }> } {
	const noteWanted = note === undefined ? null : withOwnLine(order.note ?? '', note, marks);
	const isNoteNew = noteWanted !== null && noteWanted !== (order.note ?? '');
	const wanted = mergedAttributes(order.customAttributes, attributes ?? {});
	const isListNew = !isSameList(order.customAttributes, wanted);
	return {
		...(isNoteNew ? { note: noteWanted } : {}),
		...(isListNew ? { customAttributes: wanted } : {}),
	};
}

/** Attributes of others in their order, ours changed in place or added at the end. */
function mergedAttributes(
	present: Details['customAttributes'],
	own: Readonly<Record<string, string | null>>,
): Array<{ key: string; value: string }> {
	const written = new Set<string>();
	const kept = present.flatMap(({ key, value }) => {
		if (!Object.hasOwn(own, key)) return [{ key, value: value ?? '' }];
		const wanted = written.has(key) ? null : (own[key] ?? null);
		written.add(key);
		return wanted === null ? [] : [{ key, value: wanted }];
	});
	const added = Object.entries(own).flatMap(([key, value]) =>
		value === null || written.has(key) ? [] : [{ key, value }],
	);
	return [...kept, ...added];
}

function isSameList(
	present: Details['customAttributes'],
	wanted: ReadonlyArray<{ key: string; value: string }>,
): boolean {
	return (
		present.length === wanted.length &&
		wanted.every(({ key, value }, index) => {
			const entry = present[index];
			return entry?.key === key && (entry.value ?? '') === value;
		})
	);
}
