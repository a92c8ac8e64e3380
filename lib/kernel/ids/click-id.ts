import { AffiliateError } from '../errors/affiliate-error';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const CLICK_ID = /^clk_[0-9a-hjkmnp-tv-z]{26}$/;

/**
 * A click id that sorts by time: 48 bits of Unix milliseconds and 80 random bits in Crockford
 * base 32 (the ULID layout, lower case). Time and randomness are arguments.
 */
export function clickId(atMilliseconds: number, random: Uint8Array): string {
	if (random.length !== 10) {
		throw new AffiliateError('A click id takes ten random bytes', { code: 'invalid_random' });
	}
	let value = BigInt(atMilliseconds);
	for (const byte of random) value = (value << 8n) | BigInt(byte);
	let text = '';
	for (let index = 0; index < 26; index += 1) {
		text = CROCKFORD.charAt(Number(value & 31n)) + text;
		value >>= 5n;
	}
	return `clk_${text}`;
}

/** Whether a text has the form of a click id; anything else never reaches a look-up. */
export function isClickId(text: string): boolean {
	return CLICK_ID.test(text);
}
