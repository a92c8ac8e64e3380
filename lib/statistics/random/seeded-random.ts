import { invalidInput } from '../invalid-input';
import { xoshiro128, type XoshiroState } from './xoshiro';

/** 32-bit FNV-1a's offset basis and prime. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * Uniform numbers in [0, 1) with 53 random bits, the same for the same seed on every machine. A
 * number and its text are one seed. Not for secrets. Throws `invalid_input` for a seed that is no
 * finite number.
 */
export function seededRandom(seed: string | number): () => number {
	if (typeof seed === 'number' && !Number.isFinite(seed)) {
		throw invalidInput('seed is not a finite number', 'seed', 'Give a finite number or a text.');
	}
	const next = xoshiro128(stateOf(String(seed)));
	return () => {
		const high = next() >>> 5;
		const low = next() >>> 6;
		return (high * 0x4000000 + low) / 0x20000000000000;
	};
}

function stateOf(text: string): XoshiroState {
	// The last word is odd: an all-zero state would stay zero for ever.
	return [word(text, 1), word(text, 2), word(text, 3), word(text, 4) | 1];
}

/** FNV-1a over the text's UTF-16 code units, finished so that every bit depends on every other. */
function word(text: string, salt: number): number {
	let hash = Math.imul(BASIS ^ salt, PRIME);
	for (let index = 0; index < text.length; index += 1) {
		const unit = text.charCodeAt(index);
		hash = Math.imul(hash ^ (unit & 0xff), PRIME);
		hash = Math.imul(hash ^ (unit >>> 8), PRIME);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}
