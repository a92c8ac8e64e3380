import { connect } from 'node:net';

/** Where Redis listens, without a password. */
export interface RedisAddress {
	readonly host: string;
	readonly port: number;
}

type Reply = string | number | null | Reply[];

const TIMEOUT_MILLISECONDS = 5_000;

/** Whether something that speaks Redis answers there; says why not. */
export async function redisRefusal(address: RedisAddress): Promise<string | null> {
	try {
		const reply = await command(address, ['PING']);
		return reply === 'PONG' ? null : `Redis answered ${JSON.stringify(reply)}`;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** Names of all keys that begin with the prefix or have it in the braces of a queue. */
export async function keysOf(address: RedisAddress, prefix: string): Promise<string[]> {
	const found = new Set<string>();
	let cursor = '0';
	do {
		const reply = await command(address, ['SCAN', cursor, 'MATCH', `*${prefix}*`, 'COUNT', '1000']);
		const [next, keys] = reply as [string, string[]];
		for (const key of keys) found.add(key);
		cursor = next;
	} while (cursor !== '0');
	return [...found];
}

/** Deletes what an n8n with this prefix left behind. */
export async function deleteKeys(address: RedisAddress, prefix: string): Promise<number> {
	const keys = await keysOf(address, prefix);
	for (const key of keys) await command(address, ['DEL', key]);
	return keys.length;
}

/** One command on a connection of its own: these tests ask Redis seldom. */
async function command({ host, port }: RedisAddress, words: readonly string[]): Promise<Reply> {
	return await new Promise<Reply>((resolve, reject) => {
		const socket = connect({ host, port });
		let received = Buffer.alloc(0);
		const end = (act: () => void): void => {
			socket.destroy();
			act();
		};
		socket.setTimeout(TIMEOUT_MILLISECONDS, () =>
			end(() => reject(new Error(`Redis at ${host}:${port} does not answer`))),
		);
		socket.once('error', (error) => end(() => reject(error)));
		socket.on('data', (chunk) => {
			received = Buffer.concat([received, chunk]);
			const parsed = readReply(received, 0);
			if (parsed === null) return;
			const { value } = parsed;
			end(() => (value instanceof Error ? reject(value) : resolve(value)));
		});
		const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
		socket.write(`*${words.length}\r\n${parts.join('')}`);
	});
}

interface Parsed {
	readonly value: Reply | Error;
	readonly end: number;
}

/** Reads one reply of Redis's protocol; null while it is not complete. */
function readReply(bytes: Buffer, start: number): Parsed | null {
	const lineEnd = bytes.indexOf('\r\n', start);
	if (lineEnd < 0) return null;
	const line = bytes.toString('utf8', start + 1, lineEnd);
	const after = lineEnd + 2;
	switch (String.fromCharCode(bytes[start] ?? 0)) {
		case '+':
			return { value: line, end: after };
		case ':':
			return { value: Number(line), end: after };
		case '$':
			return readText(bytes, after, Number(line));
		case '*':
			return readList(bytes, after, Number(line));
		default:
			return { value: new Error(line), end: after };
	}
}

function readText(bytes: Buffer, start: number, length: number): Parsed | null {
	if (length < 0) return { value: null, end: start };
	const end = start + length + 2;
	if (bytes.length < end) return null;
	return { value: bytes.toString('utf8', start, start + length), end };
}

function readList(bytes: Buffer, start: number, count: number): Parsed | null {
	const values: Reply[] = [];
	let end = start;
	for (let index = 0; index < count; index += 1) {
		const parsed = readReply(bytes, end);
		if (parsed === null) return null;
		if (parsed.value instanceof Error) return parsed;
		values.push(parsed.value);
		end = parsed.end;
	}
	return { value: values, end };
}
