import type { NoticeFields } from '../../lib/mapping/platform-notice';

/**
 * Names and values of a call, the query among them: of a JSON object, a form, or the query alone. What the
 * body says goes before the query. Undefined for a body that is neither.
 */
export function eventFields(
	query: Readonly<Record<string, unknown>>,
	body: string,
	contentType: string,
): NoticeFields | undefined {
	const { token: _token, ...told } = query;
	const text = body.trim();
	if (text === '') return told;
	if (/x-www-form-urlencoded/i.test(contentType)) {
		return { ...told, ...Object.fromEntries(new URLSearchParams(text)) };
	}
	const json = jsonOf(text);
	const [only, ...others] = Array.isArray(json) ? (json as unknown[]) : [json];
	if (typeof only !== 'object' || only === null || others.length > 0) return undefined;
	return { ...told, ...only };
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
