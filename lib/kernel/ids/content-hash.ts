import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** SHA-256 of the canonical JSON, in hex: the same content always has the same hash. */
export function contentHash(value: unknown): string {
	return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
