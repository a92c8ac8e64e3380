import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { WooClient } from './client';
import { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';
import { requireId } from './require-id';
import { idField } from './schema';
import { doneOutcome, failedOutcome, type WriteOutcome } from './write-outcome';

const noteSchema = z.object({ id: idField, note: z.string() });

/**
 * Adds a note to an order, for the shop's staff only, unless the same one is there: with our mark in
 * front, so that it is known for ours. `id` of the outcome is the note's. Throws `invalid_input` for an
 * empty or too long text and for one with angle brackets, which WordPress takes for markup.
 *
 * A note that customers see would send them an e-mail, so none is made.
 */
export async function addOrderNote(
	client: WooClient,
	orderId: string,
	text: string,
	{ notePrefix }: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<WriteOutcome> {
	const note = noteText(text, notePrefix);
	const path = `/orders/${requireId(orderId)}/notes`;
	const present = await client.call(
		{ method: 'GET', path, query: { type: 'internal' }, safety: 'repeatable' },
		z.array(noteSchema),
	);
	if (!present.ok) return failedOutcome(present.failure, null, [text]);
	const same = present.value.find((entry) => plain(entry.note) === plain(note));
	if (same !== undefined) return doneOutcome('unchanged', same.id);
	const added = await client.call(
		{
			method: 'POST',
			path,
			body: { note, customer_note: false },
			// Nothing keeps a second one out; the next run sees whether the first arrived.
			safety: 'once',
		},
		noteSchema,
	);
	return added.ok
		? doneOutcome('created', added.value.id)
		: failedOutcome(added.failure, null, [text]);
}

function noteText(text: string, prefix: string): string {
	const trimmed = text.trim();
	if (trimmed === '' || trimmed.length > 2_000 || /[<>]/.test(trimmed)) {
		throw new AffiliateError('The note is empty, too long or has angle brackets', {
			code: 'invalid_input',
			path: 'note',
			hint: 'Write 1 to 2,000 characters of plain text without < and >.',
		});
	}
	return trimmed.startsWith(prefix) ? trimmed : `${prefix} ${trimmed}`;
}

/** Texts are compared as people see them: WordPress may write entities, and line ends its own way. */
function plain(text: string): string {
	return text
		.replace(/&#0?39;|&#8217;/g, "'")
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ')
		.trim();
}
