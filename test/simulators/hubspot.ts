import { associateDefault, readAssociations } from './hubspot/associations-api.ts';
import { HubSpotAccount, type SimulatedRecord } from './hubspot/account.ts';
import { batchObjects, render } from './hubspot/batch-objects.ts';
import { Faults, type SimulatedFault } from './faults.ts';
import { HubSpotError, missingScope } from './hubspot/hubspot-error.ts';
import {
	createGroup,
	createProperties,
	createProperty,
	listProperties,
} from './hubspot/properties-api.ts';
import { RateLimits, type SimulatedLimits } from './hubspot/rate-limits.ts';
import { searchObjects } from './hubspot/search-api.ts';
import {
	PIPELINES,
	type ObjectType,
	type SimulatedProperty,
} from './hubspot/standard-properties.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export type { SimulatedFault, SimulatedLimits, SimulatedRecord };

export interface HubSpotSimulatorOptions {
	readonly token: string;
	readonly port?: number;
	readonly limits?: SimulatedLimits;
	readonly faults?: readonly SimulatedFault[];
	readonly latencyMilliseconds?: number;
	/** Currencies that the account has switched on. */
	readonly currencies?: readonly string[];
	/** Scopes of the token; all of them when left out. */
	readonly scopes?: readonly string[];
	/** Whether trace ids bring partial answers (207); false rejects whole batches. */
	readonly multiStatus?: boolean;
	/** By which the index of the search trails behind; nothing when left out. */
	readonly searchLagMilliseconds?: number;
	/** Milliseconds of the epoch. */
	readonly now?: () => number;
}

export interface HubSpotSimulator {
	readonly url: string;
	contacts(): readonly SimulatedRecord[];
	deals(): readonly SimulatedRecord[];
	associations(): ReadonlyArray<{ dealId: string; contactId: string }>;
	properties(type: ObjectType): readonly SimulatedProperty[];
	/** Puts a record there as if somebody had made it in HubSpot. */
	addRecord(type: ObjectType, properties: Readonly<Record<string, string>>): SimulatedRecord;
	/** Changes a contact as if somebody did it in HubSpot. */
	changeRecord(record: SimulatedRecord, properties: Readonly<Record<string, string>>): void;
	/** Every request so far, without its headers. */
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	/** From now on every answer takes this long. */
	setLatency(milliseconds: number): void;
	close(): Promise<void>;
}

/**
 * HubSpot's CRM API on this machine, as far as this package uses it, with the rules its documents
 * give: bearer token, scopes, property validation, unique values, batch limits, partial answers,
 * rate limits. Answers both to dated paths and to those of v3 and v4.
 */
export async function startHubSpotSimulator(
	options: HubSpotSimulatorOptions,
): Promise<HubSpotSimulator> {
	const now = options.now ?? Date.now;
	const account = new HubSpotAccount(options.currencies ?? ['EUR', 'GBP', 'USD'], now);
	const limits = new RateLimits(options.limits ?? {});
	const faults = new Faults();
	faults.set(options.faults ?? []);
	let latencyMilliseconds = options.latencyMilliseconds ?? 0;
	const server = await startSimulatorServer((request) => {
		const response = faults.apply(request, () => carryOut(account, limits, options, request));
		return {
			...response,
			headers: { ...limits.headers(), ...response.headers },
			delayMilliseconds: latencyMilliseconds,
		};
	}, options.port);
	return {
		url: server.url,
		contacts: () => [...account.records.contacts.values()],
		deals: () => [...account.records.deals.values()],
		associations: () =>
			[...account.dealContacts].map((pair) => {
				const [dealId = '', contactId = ''] = pair.split('/');
				return { dealId, contactId };
			}),
		properties: (type) => [...account.definitions[type].values()],
		addRecord: (type, { hs_additional_emails: further, ...properties }) => {
			const record = account.create(type, properties);
			if (further !== undefined) record.properties['hs_additional_emails'] = further;
			return record;
		},
		changeRecord: (record, properties) => {
			account.update('contacts', record, properties);
		},
		setLatency: (milliseconds) => {
			latencyMilliseconds = milliseconds;
		},
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		close: server.close,
	};
}

function carryOut(
	account: HubSpotAccount,
	limits: RateLimits,
	options: HubSpotSimulatorOptions,
	request: SimulatorRequest,
): SimulatorResponse {
	try {
		if (request.headers['authorization'] !== `Bearer ${options.token}`) {
			throw new HubSpotError(
				401,
				'INVALID_AUTHENTICATION',
				'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
			);
		}
		const refusal = limits.take(account.now(), request.path.endsWith('/search'));
		if (refusal !== null) return refusal;
		return route(account, options, request);
	} catch (error) {
		if (!(error instanceof HubSpotError)) throw error;
		return { status: error.status, body: error.body() };
	}
}

const DATED_PATH = /^\/crm\/(objects|properties|associations|pipelines)\/20\d{2}-\d{2}\/(.+)$/;
const VERSIONED_PATH = /^\/crm\/v[34]\/(objects|properties|associations|pipelines)\/(.+)$/;

function route(
	account: HubSpotAccount,
	options: HubSpotSimulatorOptions,
	request: SimulatorRequest,
): SimulatorResponse {
	if (request.path === '/account-info/v3/details') {
		return { status: 200, body: { portalId: 1, accountType: 'DEVELOPER_TEST', timeZone: 'UTC' } };
	}
	const match = DATED_PATH.exec(request.path) ?? VERSIONED_PATH.exec(request.path);
	const [, area = '', rest = ''] = match ?? [];
	const parts = rest.split('/').map(decodeURIComponent);
	const [type, ...steps] = parts;
	if (area === 'associations') return routeAssociations(account, request, rest);
	if (type !== 'contacts' && type !== 'deals') throw notFound();
	if (area === 'pipelines' && type === 'deals')
		return { status: 200, body: { results: PIPELINES } };
	if (area === 'properties') return routeProperties(account, options, request, type, steps);
	if (area === 'objects') return routeObjects(account, options, request, type, steps);
	throw notFound();
}

function routeObjects(
	account: HubSpotAccount,
	options: HubSpotSimulatorOptions,
	{ method, query, body }: SimulatorRequest,
	type: ObjectType,
	[first = '', second = '']: readonly string[],
): SimulatorResponse {
	if (method === 'POST' && first === 'batch') {
		requireScope(options, `crm.objects.${type}.${second === 'read' ? 'read' : 'write'}`);
		return batchObjects(account, type, second, body, { multiStatus: options.multiStatus ?? true });
	}
	if (method === 'POST' && first === 'search') {
		requireScope(options, `crm.objects.${type}.read`);
		const indexedUntil = account.now() - (options.searchLagMilliseconds ?? 0);
		return searchObjects(account, type, body, indexedUntil);
	}
	if (method !== 'GET' || first === '') throw notFound();
	requireScope(options, `crm.objects.${type}.read`);
	const idProperty = query.get('idProperty');
	const record =
		idProperty === null ? account.records[type].get(first) : account.find(type, idProperty, first);
	if (record === undefined) throw notFound();
	const names = query.get('properties')?.split(',') ?? Object.keys(record.properties);
	return { status: 200, body: render(record, names) };
}

function routeProperties(
	account: HubSpotAccount,
	options: HubSpotSimulatorOptions,
	{ method, body }: SimulatorRequest,
	type: ObjectType,
	steps: readonly string[],
): SimulatorResponse {
	if (method === 'GET' && steps.length === 0) {
		return { status: 200, body: listProperties(account, type) };
	}
	if (method !== 'POST') throw notFound();
	requireScope(options, `crm.schemas.${type}.write`);
	switch (steps.join('/')) {
		case '':
			return { status: 201, body: createProperty(account, type, body) };
		case 'groups':
			return { status: 201, body: createGroup(account, type, body) };
		case 'batch/create':
			return { status: 201, body: createProperties(account, type, body) };
		default:
			throw notFound();
	}
}

function routeAssociations(
	account: HubSpotAccount,
	{ method, body }: SimulatorRequest,
	rest: string,
): SimulatorResponse {
	if (method === 'POST' && rest === 'deals/contacts/batch/associate/default') {
		return associateDefault(account, body);
	}
	if (method === 'POST' && rest === 'deals/contacts/batch/read') {
		return { status: 200, body: readAssociations(account, body) };
	}
	throw notFound();
}

function requireScope({ scopes }: HubSpotSimulatorOptions, scope: string): void {
	if (scopes !== undefined && !scopes.includes(scope)) throw missingScope(scope);
}

function notFound(): HubSpotError {
	return new HubSpotError(404, 'OBJECT_NOT_FOUND', 'Resource not found');
}
