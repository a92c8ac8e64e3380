import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	hkdfSync,
	randomBytes,
	type KeyObject,
} from 'node:crypto';
import { AffiliateError } from '../../kernel';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** In front of every sealed text, so that later keys and ciphers can be told apart. */
const SEAL_VERSION = 'v1.';

/** Everything that is done with a workspace's key; the key itself stays inside. */
export interface WorkspaceKeys {
	/** HMAC-SHA-256 in hex; the purpose keeps equal values of different fields apart. */
	keyedHash(purpose: string, value: string): string;
	/** AES-256-GCM, bound to the place it is stored in, so that it cannot be moved elsewhere. */
	seal(place: string, text: string): string;
	/** Throws `sealed_value_damaged` for anything that was not sealed for this place. */
	open(place: string, sealed: string): string;
	/** Tells the right key from a wrong one without giving anything away. */
	readonly check: string;
}

/** Derives separate keys for hashing, sealing and checking (HKDF-SHA-256, RFC 5869). */
export function workspaceKeys(master: Uint8Array): WorkspaceKeys {
	const hashKey = derivedKey(master, 'keyed-hash');
	const sealKey = derivedKey(master, 'seal');
	const checkKey = derivedKey(master, 'check');
	return {
		keyedHash: (purpose, value) =>
			createHmac('sha256', hashKey)
				.update(JSON.stringify([purpose, value]))
				.digest('hex'),
		seal: (place, text) => seal(sealKey, place, text),
		open: (place, sealed) => open(sealKey, place, sealed),
		check: createHmac('sha256', checkKey).update('affiliate-loop').digest('hex'),
	};
}

/** As a key object: made of bytes anew for every hash, a key costs several times the hash. */
function derivedKey(master: Uint8Array, use: string): KeyObject {
	const bytes = hkdfSync('sha256', master, '', `affiliate-loop/v1/${use}`, KEY_BYTES);
	return createSecretKey(new Uint8Array(bytes));
}

function seal(key: KeyObject, place: string, text: string): string {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
	const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return SEAL_VERSION + Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}

function open(key: KeyObject, place: string, sealed: string): string {
	try {
		if (!sealed.startsWith(SEAL_VERSION)) throw new Error('unknown version');
		const bytes = Buffer.from(sealed.slice(SEAL_VERSION.length), 'base64');
		const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
			.setAAD(Buffer.from(place))
			.setAuthTag(bytes.subarray(-TAG_BYTES));
		const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
		return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
	} catch {
		throw new AffiliateError('An encrypted value of the store cannot be read', {
			code: 'sealed_value_damaged',
			hint: 'It was changed outside of this package; restore the record from a backup.',
			details: { place: place.split(':')[0] ?? '' },
		});
	}
}
