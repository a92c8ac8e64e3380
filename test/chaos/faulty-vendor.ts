import { createServer, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the vendor's side does with a request instead of answering it well. */
const FAULTS = [
	'slow',
	'silent_after_work',
	'silent_before_work',
	'error_after_work',
	'error_before_work',
	'nonsense_after_work',
	'nonsense_before_work',
	'too_many',
	'cut_after_work',
	'cut_midway',
] as const;

type Fault = (typeof FAULTS)[number];

/** Bodies that no API of a vendor gives, each with status 200. An empty list may be the truth: nobody can tell. */
const NONSENSE: ReadonlyArray<readonly [type: string, body: string]> = [
	['text/html', '<!doctype html><title>Maintenance</title><p>We will be back.'],
	['application/json', ''],
	['application/json', '{"results":[{"id":'],
	['application/json', 'null'],
	['application/json', '"ok"'],
	['application/json', '{}'],
	['text/plain', 'OK'],
];

const RETRY_AFTER = [
	null,
	'0',
	'-5',
	'soon',
	'1.5',
	'99999999999999999999',
	'86400',
	'Wed, 21 Oct 2015 07:28:00 GMT',
	'\u00ff',
];

/** In front of a vendor's simulator: by chance it is slow, lies, refuses or breaks off. */
export interface FaultyVendor {
	readonly url: string;
	/** How often each fault struck. */
	readonly struck: ReadonlyMap<Fault, number>;
	/** From now on everything is passed on as it is. */
	heal(): void;
	close(): Promise<void>;
}

interface Passed {
	readonly status: number;
	readonly headers: Record<string, string | string[] | undefined>;
	readonly body: Buffer;
}

export async function startFaultyVendor(
	target: string,
	share: number,
	random: () => number,
): Promise<FaultyVendor> {
	const struck = new Map<Fault, number>();
	const pick = <Entry>(list: readonly Entry[]): Entry =>
		list[Math.floor(random() * list.length)] as Entry;
	let isHealed = false;
	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const fault = !isHealed && random() < share ? pick(FAULTS) : null;
			if (fault !== null) struck.set(fault, (struck.get(fault) ?? 0) + 1);
			const pass = async (): Promise<Passed> =>
				await passOn(target, incoming.method ?? 'GET', incoming.url ?? '/', {
					headers: incoming.headers,
					body: Buffer.concat(chunks),
				});
			void answer(fault, pass, outgoing, pick).catch(() => outgoing.destroy());
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		struck,
		heal: () => {
			isHealed = true;
		},
		close: async () => {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

async function answer(
	fault: Fault | null,
	pass: () => Promise<Passed>,
	outgoing: ServerResponse,
	pick: <Entry>(list: readonly Entry[]) => Entry,
): Promise<void> {
	switch (fault) {
		case null:
			return give(outgoing, await pass());
		case 'slow': {
			const passed = await pass();
			setTimeout(() => give(outgoing, passed), 60);
			return;
		}
		case 'silent_after_work':
			await pass();
			return;
		case 'silent_before_work':
			return;
		case 'error_after_work':
			await pass();
			return say(outgoing, pick([500, 502, 503, 504]), 'text/html', '<h1>Bad gateway</h1>');
		case 'error_before_work':
			return say(outgoing, pick([500, 502, 503, 504]), 'application/json', '{"message":"Oops"}');
		case 'nonsense_after_work':
			await pass();
			return say(outgoing, 200, ...pick(NONSENSE));
		case 'nonsense_before_work':
			return say(outgoing, 200, ...pick(NONSENSE));
		case 'too_many': {
			const wait = pick(RETRY_AFTER);
			if (wait !== null) outgoing.setHeader('retry-after', wait);
			return say(outgoing, 429, 'application/json', '{"message":"Too many requests"}');
		}
		case 'cut_after_work':
			await pass();
			outgoing.destroy();
			return;
		case 'cut_midway': {
			const { status, headers, body } = await pass();
			outgoing.writeHead(status, { ...plain(headers), 'content-length': body.length + 50 });
			outgoing.write(body.subarray(0, Math.floor(body.length / 2)));
			setTimeout(() => outgoing.destroy(), 5);
		}
	}
}

function say(outgoing: ServerResponse, status: number, type: string, body: string): void {
	outgoing.writeHead(status, { 'content-type': type });
	outgoing.end(body);
}

function give(outgoing: ServerResponse, { status, headers, body }: Passed): void {
	outgoing.writeHead(status, { ...plain(headers), 'content-length': body.length });
	outgoing.end(body);
}

/** How a connection is kept is the proxy's own business. */
function plain(headers: Passed['headers']): Record<string, string | string[]> {
	const own = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']);
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined || own.has(name) ? [] : [[name, value]],
		),
	);
}

async function passOn(
	target: string,
	method: string,
	path: string,
	{ headers, body }: { headers: Passed['headers']; body: Buffer },
): Promise<Passed> {
	return await new Promise((resolve, reject) => {
		const forwarded = httpRequest(
			`${target}${path}`,
			{
				method,
				headers: { ...plain(headers), host: new URL(target).host, 'content-length': body.length },
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(chunks),
					}),
				);
			},
		);
		forwarded.on('error', reject);
		forwarded.end(body);
	});
}
