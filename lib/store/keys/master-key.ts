import { scrypt } from 'node:crypto';
import { AffiliateError } from '../../kernel';

const KEY_BYTES = 32;
const MINIMUM_PASSPHRASE_LENGTH = 16;

/**
 * The salt is fixed so that one passphrase gives one key on every engine and machine: keyed
 * hashes must stay comparable when a workspace moves from a file to PostgreSQL.
 */
const PASSPHRASE_SALT = 'affiliate-loop/workspace-key/v1';
const SCRYPT_OPTIONS = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/**
 * Reads a workspace key: 32 bytes as hex or base64, else a passphrase of at least 16 characters
 * (stretched with scrypt). Throws `invalid_store_key`.
 */
export async function masterKey(text: string): Promise<Uint8Array> {
	const trimmed = text.trim();
	const bytes = rawKey(trimmed);
	if (bytes !== null) return bytes;
	if (trimmed.length < MINIMUM_PASSPHRASE_LENGTH) {
		throw new AffiliateError('The data key of the store is too short', {
			code: 'invalid_store_key',
			hint:
				`Use 32 random bytes as hex or base64, or a passphrase of at least ` +
				`${MINIMUM_PASSPHRASE_LENGTH} characters.`,
		});
	}
	return await stretched(trimmed);
}

/** 32 bytes written as hex, base64 or base64url; null for anything else. */
export function rawKey(text: string): Uint8Array | null {
	if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
	if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
	const bytes = Buffer.from(text.replaceAll('-', '+').replaceAll('_', '/'), 'base64');
	return bytes.length === KEY_BYTES ? bytes : null;
}

function stretched(passphrase: string): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		scrypt(
			passphrase.normalize('NFKC'),
			PASSPHRASE_SALT,
			KEY_BYTES,
			SCRYPT_OPTIONS,
			(error, key) => {
				if (error === null) resolve(key);
				else reject(error);
			},
		);
	});
}
