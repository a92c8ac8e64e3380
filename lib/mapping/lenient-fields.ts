import { z } from 'zod/v4';

const MAX_TEXT = 2_000;

/**
 * Text that helps but must never cost an order: trimmed and cut; null when it is absent, empty or
 * of another type.
 */
export const lenientText = z.unknown().transform((value): string | null => {
	const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
	if (typeof text !== 'string') return null;
	const trimmed = text.trim().slice(0, MAX_TEXT);
	return trimmed === '' ? null : trimmed;
});

/** True or false; null when absent or of another type. */
export const lenientBoolean = z
	.unknown()
	.transform((value): boolean | null => (typeof value === 'boolean' ? value : null));

/** A whole number of zero or more; null when absent or of another type. */
export const lenientCount = z.unknown().transform((value): number | null => {
	const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
	return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
});

/** A list of which unreadable entries are left out; empty when it is absent or no list. */
export function lenientList<Entry extends z.ZodType>(entry: Entry) {
	return z.unknown().transform((value): Array<z.output<Entry>> => {
		if (!Array.isArray(value)) return [];
		return value.flatMap((candidate) => {
			const result = entry.safeParse(candidate);
			return result.success ? [result.data] : [];
		});
	});
}

/** A list that may be absent; its entries count for money, so each must be readable. */
export function optionalList<Entry extends z.ZodType>(entry: Entry) {
	return z
		.array(entry)
		.nullish()
		.transform((list): Array<z.output<Entry>> => list ?? []);
}

/** An object whose readable fields are kept; `empty` when it is absent or no object. */
export function lenientObject<Shape extends z.ZodType>(shape: Shape) {
	return z.unknown().transform((value): z.output<Shape> | null => {
		const result = shape.safeParse(value);
		return result.success ? result.data : null;
	});
}

/** An amount as stores write it: decimal text or a number. */
export const amountField = z.union([z.string(), z.number()]);

/** An id of the store: a number or text; null for 0, "0", "" and anything else. */
export const lenientId = z.unknown().transform(idText);

export const requiredId = z.union([z.string(), z.number()]).transform((value, context): string => {
	const id = idText(value);
	if (id !== null) return id;
	context.addIssue({ code: 'custom', message: 'the id is empty' });
	return z.NEVER;
});

function idText(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const text = String(value).trim();
	return text === '' || text === '0' ? null : text.slice(0, 200);
}
