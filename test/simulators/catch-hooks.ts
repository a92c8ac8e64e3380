import { createHmac } from 'node:crypto';
import { Faults, type SimulatedFault } from './faults.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export type { SimulatedFault };

/** Bytes that the services take at most. */
const LONGEST_ZAPIER_BODY = 10_000_000;
const LONGEST_MAKE_BODY = 5_000_000;

/** How far the clock of a signature may be off, in seconds. */
const TOLERANCE_SECONDS = 300;

export interface CatchHooksOptions {
	/** What the receiver of one's own checks signatures with. */
	readonly secret: string;
	/** Milliseconds of the epoch. */
	readonly now?: () => number;
	readonly port?: number;
}

export interface CatchHooksSimulator {
	readonly url: string;
	/** Addresses of hooks that listen. */
	readonly hooks: Readonly<Record<'zapier' | 'silentZapier' | 'make' | 'pabbly' | 'own', string>>;
	/** Bodies that were taken, oldest first. */
	received(): ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** Headers of what was taken, in the same order. */
	headers(): ReadonlyArray<Readonly<Record<string, string>>>;
	requests(): readonly LoggedRequest[];
	/** What becomes of what comes to Make; a scenario listens at first. */
	setMakeScenario(state: 'on' | 'gone' | 'queue_full'): void;
	/** Key that the webhook of Make asks for; none at first. */
	setMakeKey(key: string | null): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	close(): Promise<void>;
}

interface State {
	makeScenario: 'on' | 'gone' | 'queue_full';
	makeKey: string | null;
	readonly received: Array<Record<string, unknown>>;
	readonly headers: Array<Readonly<Record<string, string>>>;
}

type Answer = (request: SimulatorRequest) => SimulatorResponse;

/**
 * Catch hooks of Zapier, Make and Pabbly Connect with their limits and answers, and at `/own` a
 * receiver that checks signatures.
 */
export async function startCatchHooksSimulator({
	secret,
	now = Date.now,
	port = 0,
}: CatchHooksOptions): Promise<CatchHooksSimulator> {
	const state: State = { makeScenario: 'on', makeKey: null, received: [], headers: [] };
	const faults = new Faults();
	const routes = routesOf(state, secret, now);
	const server = await startSimulatorServer((request) => {
		return faults.apply(request, () => {
			const answer = routes.find(([path]) => path.test(request.path))?.[1];
			if (answer === undefined) return { status: 404, body: { status: 'error' } };
			if (request.method !== 'POST') return { status: 405 };
			if (!isFlatObject(request.body)) return { status: 400, body: 'Not a flat JSON object' };
			return answer(request);
		});
	}, port);
	return {
		...server,
		hooks: {
			zapier: `${server.url}/hooks/catch/123/abc/`,
			silentZapier: `${server.url}/hooks/catch/123/abc/silent/`,
			make: `${server.url}/make/token`,
			pabbly: `${server.url}/workflow/sendwebhookdata/dG9rZW4=`,
			own: `${server.url}/own?from=n8n`,
		},
		received: () => state.received,
		headers: () => state.headers,
		setMakeScenario: (makeScenario) => {
			state.makeScenario = makeScenario;
		},
		setMakeKey: (makeKey) => {
			state.makeKey = makeKey;
		},
		setFaults: (entries) => faults.set(entries),
	};
}

function routesOf(
	state: State,
	secret: string,
	now: () => number,
): ReadonlyArray<readonly [RegExp, Answer]> {
	const zapierLimits = [rateLimit(30, 1_000, now), rateLimit(10_000, 300_000, now)];
	const makeLimit = rateLimit(300, 10_000, now);
	const take = (request: SimulatorRequest, response: SimulatorResponse): SimulatorResponse => {
		state.received.push(request.body as Record<string, unknown>);
		state.headers.push(request.headers);
		return response;
	};
	const zapier: Answer = (request) => {
		if (zapierLimits.some((isOver) => isOver())) return { status: 429 };
		if (Buffer.byteLength(request.rawBody) > LONGEST_ZAPIER_BODY) return { status: 413 };
		if (request.path.endsWith('/silent/')) return take(request, { status: 200 });
		const id = `0190-${state.received.length + 1}`;
		return take(request, {
			status: 200,
			body: { attempt: id, id, request_id: id, status: 'success' },
		});
	};
	const make: Answer = (request) => {
		if (state.makeScenario === 'gone') return { status: 410, body: 'No scenario is listening' };
		const { makeKey } = state;
		if (makeKey !== null && request.headers['x-make-apikey'] !== makeKey) return { status: 401 };
		if (makeLimit()) return { status: 429 };
		if (Buffer.byteLength(request.rawBody) > LONGEST_MAKE_BODY) return { status: 413 };
		if (state.makeScenario === 'queue_full') return { status: 400, body: 'Queue is full' };
		return take(request, { status: 200, body: 'Accepted' });
	};
	const pabbly: Answer = (request) => take(request, { status: 200, body: { status: 'success' } });
	const own: Answer = (request) => {
		if (request.query.get('from') !== 'n8n') return { status: 404 };
		return isSigned(request, secret, now()) ? take(request, { status: 204 }) : { status: 401 };
	};
	return [
		[/^\/hooks\/catch\/\d+\/\w+\/(silent\/)?$/, zapier],
		[/^\/make\/\w+$/, make],
		[/^\/workflow\/sendwebhookdata\/[\w=]+$/, pabbly],
		[/^\/own$/, own],
	];
}

/** Whether one more request is over the limit; it counts only where it is not. */
function rateLimit(most: number, milliseconds: number, now: () => number): () => boolean {
	let times: number[] = [];
	return () => {
		times = times.filter((time) => time > now() - milliseconds);
		if (times.length >= most) return true;
		times.push(now());
		return false;
	};
}

/** What is nested the services give other names; a list starts a run per entry. */
function isFlatObject(body: unknown): boolean {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
	return Object.values(body).every((value) => value === null || typeof value !== 'object');
}

/** `t=<seconds>,v1=<hex>`, HMAC-SHA-256 over `<seconds>.<body>`. */
function isSigned(
	{ headers, rawBody }: SimulatorRequest,
	secret: string,
	milliseconds: number,
): boolean {
	const [, seconds = '', hex = ''] =
		/^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['x-affiliate-signature'] ?? '') ?? [];
	const age = Math.abs(milliseconds / 1_000 - Number(seconds));
	const expected = createHmac('sha256', secret).update(`${seconds}.${rawBody}`).digest('hex');
	return age < TOLERANCE_SECONDS && hex === expected;
}
