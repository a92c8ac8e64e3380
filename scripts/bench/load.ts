import { connect, type Socket } from 'node:net';
import process from 'node:process';

/** What the load process is told to do. Sent as one message by its parent. */
export interface RawLoadOrder {
	readonly port: number;
	readonly paths: readonly string[];
	readonly connections: number;
	readonly seconds: number;
	/** Each request is a visitor of its own from this number on. */
	readonly firstVisitor: number;
}

/** What it saw. Every request that was sent is counted exactly once. */
export interface RawLoadResult {
	readonly seconds: number;
	readonly redirected: number;
	/** Any other answer, or none. */
	readonly failed: number;
	/** Milliseconds from request to answer. */
	readonly p50: number;
	readonly p99: number;
	readonly longest: number;
}

const AGENTS = Array.from(
	{ length: 200 },
	(_, index) =>
		`Mozilla/5.0 (X11; Linux x86_64; rv:${100 + index}.0) Gecko/20100101 Firefox/${100 + index}.0`,
);

const END = Buffer.from('\r\n\r\n');

/**
 * Visitors as a proxy in front passes them on: many addresses, some hundred browsers. Written to sockets as
 * they are, for Node's own client is slower than what is measured.
 */
function requestText(path: string, visitor: number): string {
	const address = `198.${18 + ((visitor >> 16) & 1)}.${(visitor >> 8) & 255}.${visitor & 255}`;
	const agent = AGENTS[visitor % AGENTS.length] ?? '';
	return `GET ${path} HTTP/1.1\r\nHost: go.example.com\r\nUser-Agent: ${agent}\r\nAccept: text/html\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nX-Forwarded-For: ${address}\r\n\r\n`;
}

class Connection {
	private readonly socket: Socket;

	private sentAt = 0;

	private resolve: ((isRedirect: boolean) => void) | null = null;

	constructor(port: number) {
		this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
		this.socket.on('data', (chunk: Buffer) => this.hear(chunk));
		this.socket.on('error', () => this.settle(false));
		this.socket.on('close', () => this.settle(false));
	}

	get isOpen(): boolean {
		return !this.socket.destroyed;
	}

	async ask(text: string): Promise<{ readonly isRedirect: boolean; readonly milliseconds: number }> {
		const answer = new Promise<boolean>((resolve) => {
			this.resolve = resolve;
		});
		this.sentAt = performance.now();
		this.socket.write(text);
		const isRedirect = await answer;
		return { isRedirect, milliseconds: performance.now() - this.sentAt };
	}

	close(): void {
		this.socket.destroy();
	}

	/** Answers without a body, each in a chunk or more. */
	private hear(chunk: Buffer): void {
		if (!chunk.subarray(-4).equals(END)) return;
		this.settle(chunk.length < 13 || chunk[9] === 0x33);
	}

	private settle(isRedirect: boolean): void {
		const { resolve } = this;
		this.resolve = null;
		resolve?.(isRedirect);
	}
}

async function run(order: RawLoadOrder): Promise<RawLoadResult> {
	const started = performance.now();
	const until = started + order.seconds * 1_000;
	const times: number[] = [];
	let sent = 0;
	let redirected = 0;
	const client = async (): Promise<void> => {
		const connection = new Connection(order.port);
		while (performance.now() < until && connection.isOpen) {
			const path = order.paths[sent % order.paths.length] ?? '/';
			const text = requestText(path, order.firstVisitor + sent);
			sent += 1;
			const { isRedirect, milliseconds } = await connection.ask(text);
			times.push(milliseconds);
			if (isRedirect) redirected += 1;
		}
		connection.close();
	};
	await Promise.all(Array.from({ length: order.connections }, client));
	const seconds = (performance.now() - started) / 1_000;
	const sorted = Float64Array.from(times).sort();
	const at = (share: number): number =>
		sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return {
		seconds,
		redirected,
		failed: sent - redirected,
		p50: at(0.5),
		p99: at(0.99),
		longest: at(1),
	};
}

process.once('message', (order) => {
	void run(order as RawLoadOrder).then((result) => {
		process.send?.(result, () => process.disconnect());
	});
});
