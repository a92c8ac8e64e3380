/** A value as text, null for none, or why it is none; never the value itself in the reason. */
export type Reading =
	| { readonly ok: true; readonly value: string | null }
	| { readonly ok: false; readonly why: string };

export function readingOf(value: string | null): Reading {
	return { ok: true, value };
}

/** Steps of a path: "attribution.credits[0].code" is attribution, credits, 0, code. */
export function stepsOf(path: string): string[] {
	return path
		.replaceAll(/\[(\d+)\]/g, '.$1')
		.split('.')
		.map((step) => step.trim())
		.filter((step) => step !== '');
}

/**
 * What stands at a place of the item, as text: numbers without exponent as JSON has them, several
 * plain values joined by semicolons. Empty text counts as none.
 */
export function valueAt(json: unknown, path: string): Reading {
	let value = json;
	for (const step of stepsOf(path)) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
			return readingOf(null);
		}
		value = (value as Record<string, unknown>)[step];
	}
	return textOf(value);
}

function textOf(value: unknown): Reading {
	if (value === null || value === undefined) return readingOf(null);
	if (typeof value === 'string') return readingOf(value.trim() === '' ? null : value);
	if (typeof value === 'number' || typeof value === 'boolean') return readingOf(String(value));
	if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) {
		return readingOf(value.length === 0 ? null : value.map(String).join(';'));
	}
	return { ok: false, why: 'it is an object, not a value' };
}
