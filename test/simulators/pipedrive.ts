import { Faults, type SimulatedFault } from './faults.ts';
import { PipedriveAccount, type SimulatedRecord } from './pipedrive/account.ts';
import { createField } from './pipedrive/fields-api.ts';
import { notFound, PipedriveError } from './pipedrive/pipedrive-error.ts';
import { findRecord, listRecords, render, searchRecords } from './pipedrive/records-api.ts';
import {
	PIPELINES,
	STAGES,
	type Entity,
	type SimulatedField,
} from './pipedrive/standard-fields.ts';
import { blocked, TokenBudget, type SimulatedLimits } from './pipedrive/token-budget.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export { blocked };
export type { SimulatedFault, SimulatedField, SimulatedLimits, SimulatedRecord };

export interface PipedriveSimulatorOptions {
	/** Taken as `x-api-token`, as `api_token` in the query, and as a bearer token. */
	readonly token: string;
	readonly port?: number;
	readonly limits?: SimulatedLimits;
	readonly faults?: readonly SimulatedFault[];
	readonly latencyMilliseconds?: number;
	/** Seconds by which the search index trails behind; none when left out. */
	readonly searchLagSeconds?: number;
	/** Milliseconds of the epoch. */
	readonly now?: () => number;
	/** Whether the user may create fields. */
	readonly mayManageFields?: boolean;
	/** Open deals that the plan allows. */
	readonly openDeals?: number;
	readonly customFields?: number;
	/** Accounts have other field keys. */
	readonly accountNumber?: number;
}

export interface PipedriveSimulator {
	readonly url: string;
	persons(): readonly SimulatedRecord[];
	deals(): readonly SimulatedRecord[];
	fields(entity: Entity): readonly SimulatedField[];
	/** Values of a record by the names of its custom fields. */
	custom(entity: Entity, record: SimulatedRecord): Readonly<Record<string, unknown>>;
	/** Creates a custom field as an administrator would. */
	addField(entity: Entity, name: string, type: string, labels?: readonly string[]): SimulatedField;
	/** Puts a record there as if somebody had made it in Pipedrive. */
	addRecord(entity: Entity, body: Readonly<Record<string, unknown>>): SimulatedRecord;
	/** Changes a record as if somebody did it in Pipedrive. */
	changeRecord(
		entity: Entity,
		record: SimulatedRecord,
		body: Readonly<Record<string, unknown>>,
	): void;
	/** Tokens of the day that were used. */
	tokensUsed(): number;
	/** Midnight at Pipedrive's servers. */
	beginDay(): void;
	/** Every request so far, without its headers. */
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	/** From now on every answer takes this long. */
	setLatency(milliseconds: number): void;
	close(): Promise<void>;
}

/**
 * Pipedrive's API v2 on this machine, as far as this package uses it, with the rules its documents
 * give: token, strict types, custom fields under keys of 40 digits, a search that trails behind,
 * tokens of a day and windows of two seconds.
 */
export async function startPipedriveSimulator(
	options: PipedriveSimulatorOptions,
): Promise<PipedriveSimulator> {
	const now = options.now ?? Date.now;
	const account = new PipedriveAccount({
		now,
		searchLagSeconds: options.searchLagSeconds ?? 0,
		openDeals: options.openDeals ?? Number.POSITIVE_INFINITY,
		customFields: options.customFields ?? Number.POSITIVE_INFINITY,
		accountNumber: options.accountNumber ?? 1,
	});
	const budget = new TokenBudget(options.limits ?? {});
	const faults = new Faults();
	faults.set(options.faults ?? []);
	let latencyMilliseconds = options.latencyMilliseconds ?? 0;
	const server = await startSimulatorServer((request) => {
		const response = faults.apply(request, () => carryOut(account, budget, options, request, now));
		return { ...response, delayMilliseconds: latencyMilliseconds };
	}, options.port);
	return {
		url: server.url,
		persons: () => [...account.records.persons.values()],
		deals: () => [...account.records.deals.values()],
		fields: (entity) => [...account.fields[entity].values()],
		custom: (entity, record) =>
			Object.fromEntries(
				Object.entries(record.custom_fields).map(([code, value]) => [
					account.fields[entity].get(code)?.field_name ?? code,
					value,
				]),
			),
		addField: (entity, name, type, labels) => account.addField(entity, name, type, labels ?? null),
		addRecord: (entity, body) => account.create(entity, body),
		changeRecord: (entity, record, body) => {
			account.update(entity, record, body);
		},
		tokensUsed: () => budget.used(),
		beginDay: () => budget.refill(),
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		setLatency: (milliseconds) => {
			latencyMilliseconds = milliseconds;
		},
		close: server.close,
	};
}

function carryOut(
	account: PipedriveAccount,
	budget: TokenBudget,
	options: PipedriveSimulatorOptions,
	request: SimulatorRequest,
	now: () => number,
): SimulatorResponse {
	const correlation = { 'x-correlation-id': '00000000-0000-4000-8000-000000000001' };
	if (!isSignedIn(request, options.token)) {
		const error = new PipedriveError(401, 'unauthorized access', { errorCode: 401 });
		return { status: 401, headers: correlation, body: error.body() };
	}
	const refusal = budget.take(request, now());
	if (refusal !== null) return refusal;
	const headers = { ...budget.headers(request, now()), ...correlation };
	try {
		return { headers, ...route(account, options, request) };
	} catch (error) {
		if (!(error instanceof PipedriveError)) throw error;
		return { status: error.status, headers, body: error.body() };
	}
}

function isSignedIn({ headers, query }: SimulatorRequest, token: string): boolean {
	return (
		headers['x-api-token'] === token ||
		headers['authorization'] === `Bearer ${token}` ||
		query.get('api_token') === token
	);
}

function route(
	account: PipedriveAccount,
	options: PipedriveSimulatorOptions,
	request: SimulatorRequest,
): SimulatorResponse {
	const match = /^\/api\/v2\/([A-Za-z]+)(?:\/(\d+|search))?$/.exec(request.path);
	const [, area = '', rest = ''] = match ?? [];
	switch (area) {
		case 'persons':
		case 'deals':
			return routeRecords(account, area, request, rest);
		case 'personFields':
			return routeFields(account, options, 'persons', request);
		case 'dealFields':
			return routeFields(account, options, 'deals', request);
		case 'pipelines':
			return listed(PIPELINES);
		case 'stages':
			return listed(STAGES);
		default:
			throw notFound();
	}
}

function routeRecords(
	account: PipedriveAccount,
	entity: Entity,
	{ method, query, body }: SimulatorRequest,
	rest: string,
): SimulatorResponse {
	const done = (record: SimulatedRecord, status: number): SimulatorResponse => ({
		status,
		body: { success: true, data: render(entity, record) },
	});
	if (method === 'GET' && rest === '') {
		return { status: 200, body: listRecords(account, entity, query) };
	}
	if (method === 'GET' && rest === 'search') {
		return { status: 200, body: searchRecords(account, entity, query) };
	}
	if (method === 'POST' && rest === '') return done(account.create(entity, body), 201);
	if (method === 'GET') return done(findRecord(account, entity, rest), 200);
	if (method !== 'PATCH') throw notFound();
	return done(account.update(entity, findRecord(account, entity, rest), body), 200);
}

function routeFields(
	account: PipedriveAccount,
	options: PipedriveSimulatorOptions,
	entity: Entity,
	{ method, body }: SimulatorRequest,
): SimulatorResponse {
	if (method === 'GET') return listed([...account.fields[entity].values()]);
	if (options.mayManageFields === false) {
		throw new PipedriveError(403, 'Scope and URL mismatch');
	}
	return { status: 201, body: { success: true, data: createField(account, entity, body) } };
}

function listed(data: readonly unknown[]): SimulatorResponse {
	return { status: 200, body: { success: true, data, additional_data: { next_cursor: null } } };
}
