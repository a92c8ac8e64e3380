import type { HubSpotSimulator } from './hubspot.ts';
import { HubSpotError } from './hubspot/hubspot-error.ts';
import type { PipedriveSimulator } from './pipedrive.ts';
import type { SalesforceSimulator } from './salesforce.ts';
import { RowError } from './salesforce/salesforce-error.ts';
import { grantToken, type SimulatedConnectedApp } from './salesforce/token-api.ts';
import {
	startSimulatorServer,
	type SimulatorRequest,
	type SimulatorResponse,
	type SimulatorServer,
} from './simulator-server.ts';

/*
 * What n8n's own CRM nodes call and this package does not: older or single-record endpoints, over the
 * state and the validation of the simulators. Only for comparing numbers of calls.
 */

/** HubSpot's contacts API v1: upsert by e-mail address, and the profile that is read after it. */
export async function startStockHubSpot(
	simulator: HubSpotSimulator,
	token: string,
): Promise<SimulatorServer> {
	return await startSimulatorServer((request) => {
		if (request.headers['authorization'] !== `Bearer ${token}`) return { status: 401 };
		try {
			return upsertContact(simulator, request) ?? readProfile(simulator, request);
		} catch (error) {
			if (!(error instanceof HubSpotError)) throw error;
			return { status: error.status, body: error.body() };
		}
	});
}

function upsertContact(
	simulator: HubSpotSimulator,
	{ method, path, body }: SimulatorRequest,
): SimulatorResponse | null {
	const [, encoded] =
		/^\/contacts\/v1\/contact\/createOrUpdate\/email\/([^/]+)\/?$/.exec(path) ?? [];
	if (method !== 'POST' || encoded === undefined) return null;
	const email = decodeURIComponent(encoded).toLowerCase();
	const { properties } = body as {
		properties: ReadonlyArray<{ readonly property: string; readonly value: unknown }>;
	};
	const values = Object.fromEntries(
		properties.map(({ property, value }) => [property, String(value)]),
	);
	const known = simulator.contacts().find((contact) => contact.properties['email'] === email);
	if (known !== undefined) simulator.changeRecord(known, values);
	const { id } = known ?? simulator.addRecord('contacts', { ...values, email });
	return { status: 200, body: { vid: Number(id), isNew: known === undefined } };
}

function readProfile(
	simulator: HubSpotSimulator,
	{ method, path }: SimulatorRequest,
): SimulatorResponse {
	const [, vid] = /^\/contacts\/v1\/contact\/vid\/(\d+)\/profile$/.exec(path) ?? [];
	const contact = simulator.contacts().find(({ id }) => id === vid);
	if (method !== 'GET' || contact === undefined) {
		return { status: 404, body: { status: 'error', message: 'contact does not exist' } };
	}
	const { id, properties } = contact;
	return {
		status: 200,
		body: {
			vid: Number(id),
			'canonical-vid': Number(id),
			'is-contact': true,
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, value]) => [name, { value, versions: [] }]),
			),
		},
	};
}

/** Salesforce's upsert of one contact by an external id, and the sign-in with a key. */
export async function startStockSalesforce(
	simulator: SalesforceSimulator,
	{ token, connectedApp }: { readonly token: string; readonly connectedApp: SimulatedConnectedApp },
): Promise<SimulatorServer> {
	return await startSimulatorServer((request) => {
		if (request.method === 'POST' && request.path === '/services/oauth2/token') {
			return grantToken(request, connectedApp, token, Date.now() / 1_000);
		}
		if (request.headers['authorization'] !== `Bearer ${token}`) return { status: 401 };
		try {
			return upsertRow(simulator, request);
		} catch (error) {
			if (!(error instanceof RowError)) throw error;
			const { statusCode: errorCode, message, fields } = error;
			return { status: 400, body: [{ errorCode, message, fields }] };
		}
	});
}

function upsertRow(
	simulator: SalesforceSimulator,
	{ method, path, body }: SimulatorRequest,
): SimulatorResponse {
	const [, externalId = '', encoded = ''] =
		/^\/services\/data\/v\d+\.0\/sobjects\/contact\/(\w+)\/([^/]+)$/i.exec(path) ?? [];
	const isKey = simulator
		.fields('Contact')
		.some((each) => each.name === externalId && each.externalId);
	if (method !== 'PATCH' || !isKey) {
		const message = 'Provided external ID field does not exist or is not accessible';
		return { status: 404, body: [{ errorCode: 'NOT_FOUND', message }] };
	}
	const key = decodeURIComponent(encoded);
	const values = body as Readonly<Record<string, unknown>>;
	const known = simulator.contacts().find((row) => row[externalId] === key);
	if (known !== undefined) simulator.changeRecord(known, values);
	const { Id: id } = known ?? simulator.addRecord('Contact', { ...values, [externalId]: key });
	const isNew = known === undefined;
	return { status: isNew ? 201 : 200, body: { id, success: true, errors: [], created: isNew } };
}

/** Pipedrive's search of persons in its API v1, by the exact e-mail address. */
export async function startStockPipedrive(
	simulator: PipedriveSimulator,
	token: string,
): Promise<SimulatorServer> {
	return await startSimulatorServer(({ method, path, query, headers }) => {
		const given = headers['x-api-token'] ?? query.get('api_token');
		if (given !== token) return { status: 401, body: { success: false, error: 'unauthorized' } };
		if (method !== 'GET' || path !== '/v1/persons/search') {
			return { status: 404, body: { success: false, error: 'Unknown method' } };
		}
		const term = (query.get('term') ?? '').toLowerCase();
		const items = simulator.persons().flatMap((person) => {
			const emails = addressesOf(person.values['emails']);
			if (!emails.some((email) => email.toLowerCase() === term)) return [];
			const { name } = person.values;
			return [{ result_score: 0.29, item: { id: person.id, type: 'person', name, emails } }];
		});
		const pagination = { start: 0, limit: 100, more_items_in_collection: false };
		return {
			status: 200,
			body: { success: true, data: { items }, additional_data: { pagination } },
		};
	});
}

function addressesOf(emails: unknown): string[] {
	return Array.isArray(emails) ? emails.map(({ value }: { value: string }) => value) : [];
}
