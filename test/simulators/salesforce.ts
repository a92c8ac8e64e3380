import { Faults, type SimulatedFault } from './faults.ts';
import { createRows, updateRows, upsertRows } from './salesforce/collections-api.ts';
import { describe } from './salesforce/describe.ts';
import { SalesforceOrg, type SimulatedDuplicateRule, type SimulatedRow } from './salesforce/org.ts';
import { QueryApi } from './salesforce/query-api.ts';
import { limitExceeded, RequestLimits } from './salesforce/request-limits.ts';
import { notFound, SalesforceError } from './salesforce/salesforce-error.ts';
import { field, type SimulatedField, type SObjectName } from './salesforce/standard-fields.ts';
import { grantToken, type SimulatedConnectedApp } from './salesforce/token-api.ts';
import { createCustomField } from './salesforce/tooling-api.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export { field, limitExceeded };
export type { SimulatedFault, SimulatedField, SimulatedRow, SObjectName };

export interface SalesforceSimulatorOptions {
	readonly token: string;
	readonly port?: number;
	/** Versions that the org answers to. */
	readonly apiVersion?: string;
	/** Requests in 24 hours. */
	readonly dailyRequests?: number;
	readonly faults?: readonly SimulatedFault[];
	readonly latencyMilliseconds?: number;
	/** Currencies of a multi-currency org; none for an org with one currency. */
	readonly currencies?: readonly string[];
	/** Custom fields that the org has, by object; everybody sees them. */
	readonly customFields?: Readonly<
		Partial<Record<'Contact' | 'Opportunity', readonly SimulatedField[]>>
	>;
	/** Whether the user has the permission Customize Application. */
	readonly mayCustomise?: boolean;
	readonly duplicateRule?: SimulatedDuplicateRule;
	/** What may sign in with a key; nothing when left out. */
	readonly connectedApp?: SimulatedConnectedApp;
	/** Rows in a page of a query. */
	readonly pageSize?: number;
	/** Milliseconds of the epoch. */
	readonly now?: () => number;
}

export interface SalesforceSimulator {
	readonly url: string;
	contacts(): readonly SimulatedRow[];
	opportunities(): readonly SimulatedRow[];
	roles(): readonly SimulatedRow[];
	fields(sobject: SObjectName): readonly SimulatedField[];
	/** Puts a record there as if somebody had made it in Salesforce. */
	addRecord(sobject: SObjectName, values: Readonly<Record<string, unknown>>): SimulatedRow;
	/** Changes a record as if somebody did it in Salesforce. */
	changeRecord(row: SimulatedRow, values: Readonly<Record<string, unknown>>): void;
	/** Field-level security takes a field away from the user. */
	hideField(fullName: string): void;
	/** The record with this key or id is locked that many times. */
	lock(keyOrId: string, times: number): void;
	/** Every request so far, without its headers. */
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	close(): Promise<void>;
}

interface Surface {
	readonly org: SalesforceOrg;
	readonly queries: QueryApi;
	readonly root: string;
	readonly options: SalesforceSimulatorOptions;
}

/**
 * Salesforce's REST API on this machine, as far as this package uses it, with the rules its documents
 * give: bearer token, describe with field-level security, SOQL, collections of 200 with one result
 * per record, external ids, required fields and lengths, duplicate rules, the limit of 24 hours, and
 * custom fields through the Tooling API.
 */
export async function startSalesforceSimulator(
	options: SalesforceSimulatorOptions,
): Promise<SalesforceSimulator> {
	const org = new SalesforceOrg(
		options.currencies ?? [],
		options.now ?? Date.now,
		options.duplicateRule ?? null,
	);
	for (const sobject of ['Contact', 'Opportunity'] as const) {
		for (const custom of options.customFields?.[sobject] ?? []) {
			org.fields[sobject].set(custom.name, custom);
		}
	}
	const root = `/services/data/${options.apiVersion ?? 'v60.0'}`;
	const queries = new QueryApi(org, root, options.pageSize ?? 2_000);
	const surface: Surface = { org, queries, root, options };
	const limits = new RequestLimits(options.dailyRequests ?? 100_000);
	const faults = new Faults();
	faults.set(options.faults ?? []);
	const server = await startSimulatorServer((request) => {
		const response = faults.apply(request, () => carryOut(surface, limits, request));
		return {
			delayMilliseconds: options.latencyMilliseconds ?? 0,
			...response,
			headers: { ...limits.headers(), ...response.headers },
		};
	}, options.port);
	return {
		url: server.url,
		contacts: () => [...org.rows.Contact.values()],
		opportunities: () => [...org.rows.Opportunity.values()],
		roles: () => [...org.rows.OpportunityContactRole.values()],
		fields: (sobject) => [...org.fields[sobject].values()],
		addRecord: (sobject, values) => org.create(sobject, values),
		changeRecord: (row, values) => {
			const sobject = row.Id.startsWith('003') ? 'Contact' : 'Opportunity';
			org.update(sobject, row, values);
		},
		hideField: (fullName) => {
			org.hidden.add(fullName);
		},
		lock: (keyOrId, times) => {
			org.locks.set(keyOrId, times);
		},
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		close: server.close,
	};
}

function carryOut(
	surface: Surface,
	limits: RequestLimits,
	request: SimulatorRequest,
): SimulatorResponse {
	const { token, connectedApp, now = Date.now } = surface.options;
	if (request.method === 'POST' && request.path === '/services/oauth2/token') {
		return grantToken(request, connectedApp, token, now() / 1_000);
	}
	try {
		if (request.headers['authorization'] !== `Bearer ${token}`) {
			throw new SalesforceError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
		}
		return limits.take() ?? route(surface, request);
	} catch (error) {
		if (!(error instanceof SalesforceError)) throw error;
		return { status: error.status, body: error.body() };
	}
}

function route(surface: Surface, request: SimulatorRequest): SimulatorResponse {
	const { org, queries, root, options } = surface;
	if (!request.path.startsWith(`${root}/`)) throw notFound();
	const steps = request.path
		.slice(root.length + 1)
		.split('/')
		.map(decodeURIComponent);
	const call = `${request.method} ${steps.slice(0, 2).join('/')}`;
	const allowSave = /allowSave=true/.test(request.headers['sforce-duplicate-rule-header'] ?? '');
	switch (call) {
		case 'GET query':
			return { status: 200, body: queries.run(request.query.get('q') ?? '') };
		case 'POST composite':
			return { status: 200, body: composite(surface, request.body) };
		case 'POST composite/sobjects':
			return { status: 200, body: createRows(org, request.body, allowSave) };
		case 'PATCH composite/sobjects': {
			const [, , sobject, externalId] = steps;
			if (sobject === undefined || externalId === undefined) {
				return { status: 200, body: updateRows(org, request.body) };
			}
			const target = { sobject: sobject as SObjectName, externalId };
			return { status: 200, body: upsertRows(org, request.body, target, allowSave) };
		}
		case 'POST tooling/sobjects':
			if (options.mayCustomise === false) {
				throw new SalesforceError(
					403,
					'INSUFFICIENT_ACCESS',
					'insufficient access rights on cross-reference id',
				);
			}
			return { status: 201, body: createCustomField(org, request.body) };
		default:
			if (request.method === 'GET' && steps[0] === 'query') {
				return { status: 200, body: queries.more(steps[1] ?? '') };
			}
			if (request.method === 'GET' && steps[0] === 'sobjects' && steps[2] === 'describe') {
				if (!((steps[1] ?? '') in org.rows)) throw notFound();
				return { status: 200, body: describe(org, steps[1] as SObjectName) };
			}
			throw notFound();
	}
}

/** Queries in the body of one request, at most five; each has a status of its own. */
function composite({ queries, root }: Surface, body: unknown): Record<string, unknown> {
	const { compositeRequest } = (body ?? {}) as {
		compositeRequest?: ReadonlyArray<{ method: string; url: string; referenceId: string }>;
	};
	if (!Array.isArray(compositeRequest) || compositeRequest.length > 5) {
		throw new SalesforceError(400, 'PROCESSING_HALTED', 'A composite request has 1 to 5 queries');
	}
	return {
		compositeResponse: compositeRequest.map(({ method, url, referenceId }) => {
			try {
				const target = new URL(url, 'http://simulator');
				if (method !== 'GET' || target.pathname !== `${root}/query`) throw notFound();
				const answer = queries.run(target.searchParams.get('q') ?? '');
				return { body: answer, httpHeaders: {}, httpStatusCode: 200, referenceId };
			} catch (error) {
				if (!(error instanceof SalesforceError)) throw error;
				const { status } = error;
				return { body: error.body(), httpHeaders: {}, httpStatusCode: status, referenceId };
			}
		}),
	};
}
