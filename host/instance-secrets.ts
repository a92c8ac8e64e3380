import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The person n8n belongs to. The password is in clear: it is for signing in to a local n8n. */
export interface Owner {
	readonly email: string;
	readonly password: string;
	readonly firstName: string;
	readonly lastName: string;
}

/** What an instance must keep across restarts. */
export interface InstanceSecrets {
	readonly encryptionKey: string;
	readonly owner: Owner;
	/** bcrypt; kept because another hash of the same password would end every session. */
	readonly ownerPasswordHash: string;
	readonly apiKey?: string;
}

interface Bcrypt {
	hash(password: string, rounds: number): Promise<string>;
	compare(password: string, hash: string): Promise<boolean>;
}

const FILE = 'instance.json';
const BCRYPT_ROUNDS = 10;

async function read(userFolder: string): Promise<Partial<InstanceSecrets>> {
	try {
		return JSON.parse(
			await readFile(path.join(userFolder, FILE), 'utf8'),
		) as Partial<InstanceSecrets>;
	} catch {
		return {};
	}
}

async function write(userFolder: string, secrets: Partial<InstanceSecrets>): Promise<void> {
	await mkdir(userFolder, { recursive: true });
	const file = path.join(userFolder, FILE);
	const draft = `${file}.${process.pid}`;
	await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
	await chmod(draft, 0o600);
	await rename(draft, file);
}

/** n8n asks for 8 to 64 characters with a digit and a capital letter. */
function randomOwner(): Owner {
	return {
		email: 'owner@affiliate-loop.example.com',
		password: `Loop-${randomBytes(9).toString('base64url')}-7`,
		firstName: 'Loop',
		lastName: 'Owner',
	};
}

/**
 * Reads the secrets of the instance in `userFolder`, or makes them on its first start, and keeps them
 * in `instance.json` there with owner-only rights.
 *
 * @param owner takes the place of the kept owner; without it a random password is made once.
 */
export async function instanceSecrets(
	root: string,
	userFolder: string,
	owner?: Owner,
): Promise<InstanceSecrets> {
	const kept = await read(userFolder);
	const chosen = owner ?? kept.owner ?? randomOwner();
	const bcrypt = createRequire(path.join(root, 'host', 'package.json'))('bcryptjs') as Bcrypt;
	const known = kept.ownerPasswordHash;
	const fits = known !== undefined && (await bcrypt.compare(chosen.password, known));
	const secrets: InstanceSecrets = {
		...kept,
		encryptionKey: kept.encryptionKey ?? randomBytes(24).toString('base64url'),
		owner: chosen,
		ownerPasswordHash: fits ? known : await bcrypt.hash(chosen.password, BCRYPT_ROUNDS),
	};
	await write(userFolder, secrets);
	return secrets;
}

/** The API key made for this instance earlier, if there is one. */
export async function keptApiKey(userFolder: string): Promise<string | undefined> {
	return (await read(userFolder)).apiKey;
}

/** Keeps an API key beside the instance's other secrets. */
export async function keepApiKey(userFolder: string, apiKey: string): Promise<void> {
	await write(userFolder, { ...(await read(userFolder)), apiKey });
}
