import { contentHash } from '../../../kernel';

/** Ids in ISO 20022 messages have at most 35 characters. */
const LONGEST_ID = 35;

/**
 * An id as SEPA takes it, always the same for the same id, so that a bank recognises a file that is
 * handed in twice. Ours only lose their underscore; longer ones keep their beginning and a hash.
 */
export function sepaId(id: string): string {
	const plain = id.replace(/[^A-Za-z0-9-]/g, '');
	if (plain.length <= LONGEST_ID && plain.length > 0) return plain;
	return `${plain.slice(0, 3)}${contentHash(id).slice(0, LONGEST_ID - 3)}`;
}
