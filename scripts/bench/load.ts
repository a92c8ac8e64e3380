import { Agent, request } from 'node:http';
import process from 'node:process';

/** What the load process is told to do. Sent as one message by its parent. */
export interface LoadOrder {
	readonly urls: readonly string[];
	readonly connections: number;
	readonly seconds: number;
	/** Each request is a visitor of its own from this number on. */
	readonly firstVisitor: number;
}

/** What it saw. Every request that was sent is counted exactly once. */
export interface LoadResult {
	readonly seconds: number;
	/** Answers that send the visitor on (status 3xx). */
	readonly redirected: number;
	/** Any other answer, or none. */
	readonly failed: number;
	/** Milliseconds from request to answer: median, 95th and 99th percentile. */
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
}

function visitorOf(index: number): string {
	const version = 100 + (index % 50);
	return `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/${index} Firefox/${version}.0`;
}

async function ask(agent: Agent, url: string, visitor: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const headers = { 'user-agent': visitorOf(visitor) };
		const req = request(url, { agent, headers, timeout: 30_000 }, (res) => {
			res.resume();
			const status = res.statusCode ?? 0;
			res.on('end', () => resolve(status >= 300 && status < 400));
		});
		req.on('timeout', () => req.destroy());
		req.on('error', () => resolve(false));
		req.end();
	});
}

function percentile(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Closed loop: each connection sends its next request when the last one is answered. */
async function run(order: LoadOrder): Promise<LoadResult> {
	const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
	const started = performance.now();
	const until = started + order.seconds * 1_000;
	const times: number[] = [];
	let sent = 0;
	let redirected = 0;
	const connection = async (): Promise<void> => {
		while (performance.now() < until) {
			const visitor = order.firstVisitor + sent;
			const url = order.urls[sent % order.urls.length] ?? '';
			sent += 1;
			const at = performance.now();
			if (await ask(agent, url, visitor)) redirected += 1;
			times.push(performance.now() - at);
		}
	};
	await Promise.all(Array.from({ length: order.connections }, connection));
	const seconds = (performance.now() - started) / 1_000;
	agent.destroy();
	times.sort((a, b) => a - b);
	return {
		seconds,
		redirected,
		failed: sent - redirected,
		p50: percentile(times, 0.5),
		p95: percentile(times, 0.95),
		p99: percentile(times, 0.99),
	};
}

process.once('message', (order: LoadOrder) => {
	void run(order).then((result) => {
		process.send?.(result);
		process.disconnect();
	});
});
