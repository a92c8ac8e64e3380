import { Faults, type SimulatedFault } from './faults.ts';
import { PayoutAccount, type SimulatedBatch, type SimulatedItem } from './paypal/payout-account.ts';
import { PayPalError } from './paypal/paypal-error.ts';
import { renderCreated, renderPage } from './paypal/render.ts';
import { validateRequest } from './paypal/validate-request.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export type { SimulatedBatch, SimulatedFault, SimulatedItem };

export interface PayPalSimulatorOptions {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly port?: number;
	readonly faults?: readonly SimulatedFault[];
	/** Whether the app may use Payouts. */
	readonly hasPayouts?: boolean;
	readonly latencyMilliseconds?: number;
}

export interface PayPalSimulator {
	readonly url: string;
	batches(): readonly SimulatedBatch[];
	/** What became of an item, by the id it was sent with. Undefined: PayPal tells no status. */
	settle(
		senderItemId: string,
		status: string | undefined,
		error?: { readonly name: string; readonly message: string },
	): void;
	setBatchStatus(payoutBatchId: string, status: string): void;
	/** Every token given so far stops working. */
	revokeTokens(): void;
	/** Moves the simulator's clock on. */
	passDays(days: number): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	requests(): readonly LoggedRequest[];
	close(): Promise<void>;
}

interface Account {
	readonly payouts: PayoutAccount;
	readonly tokens: Set<string>;
	readonly options: PayPalSimulatorOptions;
	clock: number;
}

/**
 * PayPal's OAuth token endpoint and Payouts API on this machine, with the rules of its published
 * description: client credentials, required fields and lengths, 15,000 items, decimals by currency,
 * `sender_batch_id` once in 30 days, pages of at most 1,000.
 */
export async function startPayPalSimulator(
	options: PayPalSimulatorOptions,
): Promise<PayPalSimulator> {
	const account: Account = {
		payouts: new PayoutAccount(),
		tokens: new Set(),
		options,
		clock: Date.parse('2026-12-01T10:00:00.000Z'),
	};
	const faults = new Faults();
	faults.set(options.faults ?? []);
	const server = await startSimulatorServer((request) => {
		const response = faults.apply(request, () => carryOut(account, request));
		return { delayMilliseconds: options.latencyMilliseconds ?? 0, ...response };
	}, options.port);
	return {
		url: server.url,
		batches: () => [...account.payouts.batches.values()],
		settle: (senderItemId, status, error) =>
			account.payouts.settle(senderItemId, status, error ?? null),
		setBatchStatus: (payoutBatchId, status) => {
			const batch = account.payouts.batches.get(payoutBatchId);
			if (batch === undefined) throw new Error(`No batch ${payoutBatchId}`);
			batch.status = status;
		},
		revokeTokens: () => account.tokens.clear(),
		passDays: (days) => {
			account.clock += days * 86_400_000;
		},
		setFaults: (next) => faults.set(next),
		requests: server.requests,
		close: server.close,
	};
}

function carryOut(account: Account, request: SimulatorRequest): SimulatorResponse {
	try {
		if (request.path === '/v1/oauth2/token') return giveToken(account, request);
		const token = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];
		if (token === undefined || !account.tokens.has(token)) {
			return {
				status: 401,
				body: { error: 'invalid_token', error_description: 'Token signature verification failed' },
			};
		}
		if (account.options.hasPayouts === false) {
			throw new PayPalError(403, 'AUTHORIZATION_ERROR', 'Authorization error occurred.');
		}
		return route(account, request);
	} catch (error) {
		if (!(error instanceof PayPalError)) throw error;
		return { status: error.status, body: error.body() };
	}
}

function giveToken(
	account: Account,
	{ method, headers, body }: SimulatorRequest,
): SimulatorResponse {
	const { clientId, clientSecret } = account.options;
	const expected = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
	if (method !== 'POST') throw notFound();
	if (headers['authorization'] !== `Basic ${expected}`) {
		return {
			status: 401,
			body: { error: 'invalid_client', error_description: 'Client Authentication failed' },
		};
	}
	const isForm = /^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '');
	const grant = isForm && typeof body === 'string' ? new URLSearchParams(body) : null;
	if (grant?.get('grant_type') !== 'client_credentials') {
		return {
			status: 400,
			body: { error: 'unsupported_grant_type', error_description: 'Grant Type is NULL' },
		};
	}
	const token = `A21AA-${account.tokens.size + 1}-${account.clock}`;
	account.tokens.add(token);
	return {
		status: 200,
		body: {
			scope: 'https://uri.paypal.com/payments/payouts',
			access_token: token,
			token_type: 'Bearer',
			expires_in: 32_400,
		},
	};
}

function route(account: Account, request: SimulatorRequest): SimulatorResponse {
	const { method, path, headers } = request;
	const baseUrl = `http://${headers['host'] ?? ''}`;
	if (method === 'POST' && path === '/v1/payments/payouts') {
		if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
			throw new PayPalError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The media type is not supported.');
		}
		const batch = account.payouts.create(validateRequest(request.body), baseUrl, account.clock);
		return { status: 201, body: renderCreated(batch, baseUrl) };
	}
	const id = /^\/v1\/payments\/payouts\/([^/]+)$/.exec(path)?.[1];
	const batch = id === undefined ? undefined : account.payouts.batches.get(id);
	if (method !== 'GET' || batch === undefined) throw notFound();
	return { status: 200, body: renderPage(batch, pageOf(request)) };
}

function pageOf({ query }: SimulatorRequest) {
	const page = Number(query.get('page') ?? '1');
	const pageSize = Number(query.get('page_size') ?? '1000');
	const isWhole = Number.isInteger(page) && Number.isInteger(pageSize);
	if (!isWhole || page < 1 || page > 1_000 || pageSize < 1 || pageSize > 1_000) {
		throw new PayPalError(400, 'VALIDATION_ERROR', 'Invalid request - see details', [
			{ field: 'page_size', location: 'query', issue: 'Must be between 1 and 1000' },
		]);
	}
	return { page, pageSize, withTotals: query.get('total_required') === 'true' };
}

function notFound(): PayPalError {
	return new PayPalError(404, 'INVALID_RESOURCE_ID', 'Requested resource ID was not found.');
}
