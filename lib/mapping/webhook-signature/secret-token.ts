import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a text that came with a call is one of the secrets: for senders that sign nothing and are given
 * a secret address. Every secret is compared in constant time; an empty or blank one never matches.
 */
export function matchesSecretToken(given: string | null, secrets: readonly string[]): boolean {
	if (given === null || given === '') return false;
	const hash = sha256(given);
	let isMatch = false;
	for (const secret of secrets) {
		if (secret.trim() === '') continue;
		if (timingSafeEqual(hash, sha256(secret))) isMatch = true;
	}
	return isMatch;
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
