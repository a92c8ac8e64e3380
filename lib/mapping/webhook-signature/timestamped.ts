import { createHmac, timingSafeEqual } from 'node:crypto';
import { toMilliseconds, type Instant } from '../../kernel';

/** How far the time of a signature may be from ours, either way (F35). */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/** Why a timestamped signature is refused; null would be "it is right". */
export type SignatureFault = 'missing' | 'malformed' | 'mismatch' | 'too_old' | 'in_the_future';

interface SignatureHeader {
	/** As written, because these characters are signed. */
	readonly timestamp: string;
	readonly signatures: readonly Buffer[];
}

/**
 * What is wrong with a signature of the form `t=<unix seconds>,v1=<hex>`, where v1 is the
 * HMAC-SHA-256 of `<t>.<raw body>`; null when nothing is. Several v1 are allowed, as during a change
 * of secrets; other schemes (v0) are passed over. All keys and signatures are compared in constant
 * time, and an empty key never matches: a missing secret refuses. The signature is judged before
 * the time, so that only who knows the secret learns about clocks.
 *
 * A delivery that is repeated within the tolerance is a duplicate to the inbox, by its content.
 */
export function timestampedSignatureFault(
	rawBody: Uint8Array,
	header: string | null,
	secrets: readonly string[],
	now: Instant,
): SignatureFault | null {
	if (header === null || header.trim() === '') return 'missing';
	const parsed = parseHeader(header);
	if (parsed === null) return 'malformed';
	if (!isSigned(rawBody, parsed, secrets)) return 'mismatch';
	const age = Math.floor(toMilliseconds(now) / 1_000) - Number(parsed.timestamp);
	if (age > SIGNATURE_TOLERANCE_SECONDS) return 'too_old';
	return age < -SIGNATURE_TOLERANCE_SECONDS ? 'in_the_future' : null;
}

function parseHeader(header: string): SignatureHeader | null {
	const times: string[] = [];
	const signatures: Buffer[] = [];
	for (const part of header.split(',')) {
		const [, name, value = ''] = /^\s*([a-z0-9]+)=(\S*)\s*$/.exec(part) ?? [];
		if (name === 't') times.push(value);
		if (name === 'v1' && /^[0-9a-f]{64}$/i.test(value)) signatures.push(Buffer.from(value, 'hex'));
	}
	const [timestamp] = times;
	if (times.length !== 1 || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return null;
	return signatures.length === 0 ? null : { timestamp, signatures };
}

function isSigned(
	rawBody: Uint8Array,
	{ timestamp, signatures }: SignatureHeader,
	secrets: readonly string[],
): boolean {
	let isMatch = false;
	for (const secret of secrets) {
		if (secret.trim() === '') continue;
		const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
		for (const signature of signatures) {
			if (timingSafeEqual(signature, expected)) isMatch = true;
		}
	}
	return isMatch;
}
