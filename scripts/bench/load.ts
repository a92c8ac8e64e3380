import { connect, type Socket } from 'node:net';
import process from 'node:process';

/** One address that is asked. */
export interface LoadTarget {
	readonly port: number;
	readonly paths: readonly string[];
}

/** What the load process is told to do. Sent as one message by its parent. */
export interface LoadOrder {
	/** Connections are divided among them. */
	readonly targets: readonly LoadTarget[];
	readonly connections: number;
	readonly seconds: number;
	/** Each request is a visitor of its own from this number on. */
	readonly firstVisitor: number;
	/** First digit of the status that a good answer has. */
	readonly wanted: '2' | '3';
}

/** What it saw. Every request that was sent is counted exactly once. */
export interface LoadResult {
	readonly seconds: number;
	readonly good: number;
	/** Any other answer, or none. */
	readonly failed: number;
	/** Milliseconds from request to answer: median, 95th and 99th percentile. */
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
}

const AGENTS = Array.from(
	{ length: 200 },
	(_, index) =>
		`Mozilla/5.0 (X11; Linux x86_64; rv:${100 + index}.0) Gecko/20100101 Firefox/${100 + index}.0`,
);

/**
 * Visitors as a proxy in front passes them on: many addresses, two hundred browsers. Written to sockets as they
 * are, for Node's own client is slower than some of what is measured.
 */
function requestText(path: string, visitor: number): string {
	const address = `198.${18 + ((visitor >> 16) & 1)}.${(visitor >> 8) & 255}.${visitor & 255}`;
	const agent = AGENTS[visitor % AGENTS.length] ?? '';
	return [
		`GET ${path} HTTP/1.1`,
		'Host: go.example.com',
		`User-Agent: ${agent}`,
		'Accept: text/html',
		'Sec-Fetch-Mode: navigate',
		'Sec-Fetch-Dest: document',
		`X-Forwarded-For: ${address}`,
		'\r\n',
	].join('\r\n');
}

/** One connection that is kept, one request at a time. */
class Connection {
	private readonly socket: Socket;

	private text = '';

	private resolve: ((isGood: boolean) => void) | null = null;

	private readonly good: string;

	constructor(port: number, wanted: string) {
		this.good = `HTTP/1.1 ${wanted}`;
		this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
		this.socket.setEncoding('latin1');
		this.socket.on('data', (chunk: string) => this.hear(chunk));
		this.socket.on('error', () => this.settle(false));
		this.socket.on('close', () => this.settle(false));
	}

	get isOpen(): boolean {
		return !this.socket.destroyed;
	}

	async ask(text: string): Promise<boolean> {
		this.text = '';
		return await new Promise<boolean>((resolve) => {
			this.resolve = resolve;
			this.socket.write(text);
		});
	}

	close(): void {
		this.socket.destroy();
	}

	private hear(chunk: string): void {
		this.text += chunk;
		if (isWhole(this.text)) this.settle(this.text.startsWith(this.good));
	}

	private settle(isGood: boolean): void {
		const { resolve } = this;
		this.resolve = null;
		resolve?.(isGood);
	}
}

function isWhole(answer: string): boolean {
	const end = answer.indexOf('\r\n\r\n');
	if (end < 0) return false;
	const head = answer.slice(0, end);
	const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
	if (length !== undefined) return answer.length >= end + 4 + Number(length);
	return !/\r\ntransfer-encoding: *chunked/i.test(head) || answer.endsWith('0\r\n\r\n');
}

/** Closed loop: each connection sends its next request when the last one is answered. */
async function run(order: LoadOrder): Promise<LoadResult> {
	const started = performance.now();
	const until = started + order.seconds * 1_000;
	const times: number[] = [];
	let sent = 0;
	let good = 0;
	const visitors = async (target: LoadTarget): Promise<void> => {
		let connection = new Connection(target.port, order.wanted);
		while (performance.now() < until) {
			if (!connection.isOpen) connection = new Connection(target.port, order.wanted);
			const text = requestText(
				target.paths[sent % target.paths.length] ?? '/',
				order.firstVisitor + sent,
			);
			sent += 1;
			const at = performance.now();
			if (await connection.ask(text)) good += 1;
			times.push(performance.now() - at);
		}
		connection.close();
	};
	const { targets, connections } = order;
	await Promise.all(
		Array.from({ length: connections }, async (_, index) => {
			const target = targets[index % targets.length];
			if (target !== undefined) await visitors(target);
		}),
	);
	const seconds = (performance.now() - started) / 1_000;
	const sorted = Float64Array.from(times).sort();
	const at = (share: number): number =>
		sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return { seconds, good, failed: sent - good, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

process.once('message', (order: LoadOrder) => {
	void run(order).then((result) => {
		process.send?.(result);
		process.disconnect();
	});
});
