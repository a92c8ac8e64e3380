import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';

export interface SimulatorRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly query: URLSearchParams;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON; text that is not JSON stays text; undefined when empty. */
	readonly body: unknown;
	/** As it was sent, for signatures. */
	readonly rawBody: string;
}

export interface SimulatorResponse {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON; nothing is sent when it is undefined. */
	readonly body?: unknown;
	/** Sent as it is instead of a body, as HTML unless a header says otherwise. */
	readonly text?: string;
	/** Cuts the connection instead of answering. */
	readonly drop?: boolean;
	readonly delayMilliseconds?: number;
}

/** What was asked and answered; 0 stands for a cut connection. */
export interface LoggedRequest {
	readonly method: string;
	readonly path: string;
	readonly body: unknown;
	readonly status: number;
}

export interface SimulatorServer {
	readonly url: string;
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	close(): Promise<void>;
}

const MAX_BODY_BYTES = 10_000_000;

type Tampering = (response: SimulatorResponse) => SimulatorResponse;

let tampering: Tampering = (response) => response;

/** Falsifies every answer of every simulator of this process; null ends it. */
export function tamperWith(next: Tampering | null): void {
	tampering = next ?? ((response) => response);
}

/**
 * A vendor's HTTP surface on this machine: reads JSON, hands it to `answer`, logs both. Request
 * headers, and with them tokens, are never logged. Close it, or it keeps the process alive.
 */
export async function startSimulatorServer(
	answer: (request: SimulatorRequest) => SimulatorResponse,
	port = 0,
): Promise<SimulatorServer> {
	const log: LoggedRequest[] = [];
	const server = createServer((incoming, outgoing) => {
		void handle(incoming, outgoing, answer, log);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const { port: actualPort } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${actualPort}`,
		requests: () => log,
		clearRequests: () => {
			log.length = 0;
		},
		close: async () => {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

async function handle(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	answer: (request: SimulatorRequest) => SimulatorResponse,
	log: LoggedRequest[],
): Promise<void> {
	try {
		const request = await readRequest(incoming);
		const response = tampering(answer(request));
		log.push({
			method: request.method,
			path: request.path,
			body: request.body,
			status: response.drop === true ? 0 : response.status,
		});
		await wait(response.delayMilliseconds ?? 0);
		send(outgoing, response);
	} catch (error) {
		// A fault of the simulator itself must be seen by whoever runs the tests.
		process.stderr.write(`Simulator: ${error instanceof Error ? (error.stack ?? '') : error}\n`);
		if (!outgoing.headersSent)
			send(outgoing, { status: 599, body: { message: 'Simulator fault' } });
	}
}

async function readRequest(incoming: IncomingMessage): Promise<SimulatorRequest> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > MAX_BODY_BYTES) throw new Error('Request body too large');
		chunks.push(chunk);
	}
	const url = new URL(incoming.url ?? '/', 'http://simulator');
	const rawBody = Buffer.concat(chunks).toString('utf8');
	return {
		method: incoming.method ?? 'GET',
		path: url.pathname,
		query: url.searchParams,
		headers: Object.fromEntries(
			Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
		),
		body: parseBody(rawBody),
		rawBody,
	};
}

function parseBody(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function send(outgoing: ServerResponse, response: SimulatorResponse): void {
	if (response.drop === true) {
		outgoing.destroy();
		return;
	}
	const { body } = response;
	const text = response.text ?? (body === undefined ? '' : JSON.stringify(body));
	const type = response.text === undefined ? 'application/json' : 'text/html';
	outgoing.writeHead(response.status, {
		...(text === '' ? {} : { 'content-type': `${type};charset=utf-8` }),
		...response.headers,
	});
	outgoing.end(text);
}

async function wait(milliseconds: number): Promise<void> {
	if (milliseconds <= 0) return;
	await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
}
