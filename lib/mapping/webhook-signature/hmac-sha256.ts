import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `signature` is the base64 HMAC-SHA-256 of the raw body under one of the keys. Every key
 * is tried in constant time; an empty or blank key never matches: a missing secret refuses.
 */
export function matchesHmacSha256(
	rawBody: Uint8Array,
	signature: string | null,
	keys: readonly string[],
): boolean {
	if (signature === null || signature === '') return false;
	const given = Buffer.from(signature.trim(), 'utf8');
	let isMatch = false;
	for (const key of keys) {
		if (key.trim() === '') continue;
		const expected = Buffer.from(
			createHmac('sha256', key).update(rawBody).digest('base64'),
			'utf8',
		);
		if (given.length === expected.length && timingSafeEqual(given, expected)) isMatch = true;
	}
	return isMatch;
}
