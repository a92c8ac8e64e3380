import { contentHash } from './content-hash';

/** Prefixes of all ids, one per noun. */
export type IdPrefix =
	| 'adj'
	| 'aff'
	| 'bat'
	| 'cas'
	| 'clk'
	| 'cnv'
	| 'com'
	| 'cpn'
	| 'clm'
	| 'cus'
	| 'evt'
	| 'lnk'
	| 'mov'
	| 'out'
	| 'pay'
	| 'pln'
	| 'prg'
	| 'ref'
	| 'txn';

/**
 * An id made from its cause: the same parts give the same id on every machine and every retry
 * (128 bits of SHA-256 in hex after the prefix).
 */
export function deterministicId(prefix: IdPrefix, ...parts: readonly string[]): string {
	return `${prefix}_${contentHash([prefix, ...parts]).slice(0, 32)}`;
}
