import { Faults, type SimulatedFault } from './faults.ts';
import {
	KlaviyoAccount,
	type SimulatedConsent,
	type SimulatedEvent,
	type SimulatedGroup,
	type SimulatedProfile,
} from './klaviyo/account.ts';
import { subscribe, unsubscribe } from './klaviyo/consent-api.ts';
import { EventsApi } from './klaviyo/events-api.ts';
import { addToList, listGroups, profilesOf } from './klaviyo/groups-api.ts';
import { ImportJobs, type ErrorNaming } from './klaviyo/import-jobs.ts';
import { invalid, KlaviyoError, notFound } from './klaviyo/klaviyo-error.ts';
import { createProfile, dataOf, getProfiles, importProfile } from './klaviyo/profiles-api.ts';
import { RateLimits, type SimulatedTier } from './klaviyo/rate-limits.ts';
import {
	startSimulatorServer,
	type LoggedRequest,
	type SimulatorRequest,
	type SimulatorResponse,
} from './simulator-server.ts';

export type { SimulatedEvent, SimulatedFault, SimulatedGroup, SimulatedProfile, SimulatedTier };

export interface KlaviyoSimulatorOptions {
	readonly apiKey: string;
	readonly port?: number;
	/** The same limits for all endpoints instead of Klaviyo's own. */
	readonly limits?: SimulatedTier;
	readonly faults?: readonly SimulatedFault[];
	readonly latencyMilliseconds?: number;
	/** Endpoints that the key has no scope for, by method and path. */
	readonly forbidden?: readonly string[];
	/** How often an import job is asked for before it is done. */
	readonly importPolls?: number;
	readonly importErrors?: ErrorNaming;
	/** Time from taking an event to telling of it. */
	readonly eventLagMilliseconds?: number;
	/** Whether people are asked to confirm. */
	readonly doubleOptIn?: boolean;
	/** Milliseconds of the epoch. */
	readonly now?: () => number;
}

export interface KlaviyoSimulator {
	readonly url: string;
	profiles(): readonly SimulatedProfile[];
	events(): readonly SimulatedEvent[];
	/** Addresses that were sent a message asking to confirm. */
	confirmations(): readonly string[];
	erasures(): readonly string[];
	/** Puts a profile there as if somebody had made it in Klaviyo. */
	addProfile(
		attributes: Readonly<Record<string, unknown>>,
		more?: Partial<SimulatedConsent> & { readonly furtherEmails?: readonly string[] },
	): SimulatedProfile;
	/** Changes a profile as if somebody did it in Klaviyo. */
	changeProfile(profile: SimulatedProfile, attributes: Readonly<Record<string, unknown>>): void;
	addList(name: string): SimulatedGroup;
	addSegment(name: string, profiles: readonly SimulatedProfile[]): SimulatedGroup;
	/** Every request so far, without its headers. */
	requests(): readonly LoggedRequest[];
	clearRequests(): void;
	setFaults(faults: readonly SimulatedFault[]): void;
	close(): Promise<void>;
}

interface Surface {
	readonly account: KlaviyoAccount;
	readonly jobs: ImportJobs;
	readonly events: EventsApi;
	readonly options: KlaviyoSimulatorOptions;
}

/** The host that Klaviyo's own links name; following them would leave this machine. */
const ORIGIN = 'https://a.klaviyo.com';

/**
 * Klaviyo's JSON:API on this machine, as far as this package uses it, with the rules its documents give:
 * key and revision headers, filters and sparse fields, pages with cursors, import jobs with errors of
 * their own, events whose first unique id wins, consent apart from profiles, limits per endpoint.
 */
export async function startKlaviyoSimulator(
	options: KlaviyoSimulatorOptions,
): Promise<KlaviyoSimulator> {
	const account = new KlaviyoAccount(options.now ?? Date.now);
	const surface: Surface = {
		account,
		jobs: new ImportJobs(account, options.importPolls ?? 1, options.importErrors ?? 'payload'),
		events: new EventsApi(account, options.eventLagMilliseconds ?? 0),
		options,
	};
	const limits = new RateLimits(options.limits);
	const faults = new Faults();
	faults.set(options.faults ?? []);
	const server = await startSimulatorServer((request) => {
		const response = faults.apply(request, () => carryOut(surface, limits, request));
		const delayMilliseconds = options.latencyMilliseconds ?? 0;
		if (response.status === 429) return { delayMilliseconds, ...response };
		const headers = limits.headers(endpointOf(request), account.now());
		return { delayMilliseconds, ...response, headers: { ...headers, ...response.headers } };
	}, options.port);
	const addGroup = (
		groups: Map<string, SimulatedGroup>,
		name: string,
		profiles: readonly SimulatedProfile[],
	): SimulatedGroup => {
		const id = account.nextId('GRP');
		const group = { id, name, profileIds: new Set(profiles.map((profile) => profile.id)) };
		groups.set(id, group);
		return group;
	};
	return {
		url: server.url,
		profiles: () => [...account.profiles.values()],
		events: () => account.events,
		confirmations: () => account.confirmations,
		erasures: () => account.erasures,
		addProfile: (attributes, { furtherEmails, ...marketing } = {}) => {
			const profile = account.create(attributes);
			profile.furtherEmails.push(...(furtherEmails ?? []));
			Object.assign(profile.marketing, marketing);
			return profile;
		},
		changeProfile: (profile, attributes) => account.change(profile, attributes),
		addList: (name) => addGroup(account.lists, name, []),
		addSegment: (name, profiles) => addGroup(account.segments, name, profiles),
		requests: server.requests,
		clearRequests: server.clearRequests,
		setFaults: (next) => faults.set(next),
		close: server.close,
	};
}

function endpointOf({ method, path }: SimulatorRequest): string {
	return `${method} ${path}`;
}

function carryOut(
	surface: Surface,
	limits: RateLimits,
	request: SimulatorRequest,
): SimulatorResponse {
	try {
		checkHeaders(surface.options, request);
		const endpoint = endpointOf(request);
		return limits.take(endpoint, surface.account.now()) ?? route(surface, request);
	} catch (error) {
		if (!(error instanceof KlaviyoError)) throw error;
		return { status: error.status, body: error.body() };
	}
}

function checkHeaders(
	{ apiKey, forbidden }: KlaviyoSimulatorOptions,
	request: SimulatorRequest,
): void {
	const { headers, method } = request;
	if (headers['authorization'] !== `Klaviyo-API-Key ${apiKey}`) {
		throw new KlaviyoError(401, 'authentication_failed', 'Incorrect authentication credentials.', {
			title: 'Incorrect authentication credentials.',
		});
	}
	if (!/^\d{4}-\d{2}-\d{2}$/.test(headers['revision'] ?? '')) {
		throw new KlaviyoError(400, 'invalid', 'A valid revision header is required.');
	}
	if (forbidden?.includes(endpointOf(request)) === true) {
		throw new KlaviyoError(403, 'permission_denied', 'The API key is missing required scopes.', {
			title: 'You do not have permission to perform this action.',
		});
	}
	const type = headers['content-type'] ?? '';
	if (method === 'POST' && !/^application\/(vnd\.api\+)?json/.test(type)) {
		throw new KlaviyoError(415, 'unsupported_media_type', `Unsupported media type '${type}'.`);
	}
}

function route(
	{ account, jobs, events, options }: Surface,
	request: SimulatorRequest,
): SimulatorResponse {
	const { method, path, body } = request;
	const [, area, id = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
	const steps = [area, ...(id === '' ? [] : ['*']), ...rest].join('/');
	switch (`${method} ${steps}`) {
		case 'GET accounts':
			return { status: 200, body: { data: [{ type: 'account', id: 'ABC123', attributes: {} }] } };
		case 'GET profiles':
			return getProfiles(account, request, ORIGIN);
		case 'POST profiles':
			return createProfile(account, body);
		case 'POST profile-import':
			return importProfile(account, body);
		case 'POST profile-bulk-import-jobs':
			return jobs.start(body);
		case 'GET profile-bulk-import-jobs/*':
			return jobs.get(id);
		case 'GET profile-bulk-import-jobs/*/import-errors':
			return jobs.errors(id, request, ORIGIN);
		case 'GET events':
			return events.list(request, ORIGIN);
		case 'POST events':
			return events.create(body);
		case 'POST event-bulk-create-jobs':
			return events.createMany(body);
		case 'GET metrics':
			return events.metrics(request, ORIGIN);
		case 'POST profile-subscription-bulk-create-jobs':
			return subscribe(account, body, options.doubleOptIn ?? false);
		case 'POST profile-subscription-bulk-delete-jobs':
			return unsubscribe(account, body);
		case 'GET segments':
			return listGroups(account.segments, 'segment', request, ORIGIN);
		case 'GET lists':
			return listGroups(account.lists, 'list', request, ORIGIN);
		case 'GET segments/*/profiles':
			return profilesOf(account, id, request, ORIGIN);
		case 'POST lists/*/relationships/profiles':
			return addToList(account, id, body);
		case 'POST data-privacy-deletion-jobs':
			return erase(account, body);
		default:
			throw notFound('The endpoint');
	}
}

/** Exactly one identifier is taken. */
function erase(account: KlaviyoAccount, body: unknown): SimulatorResponse {
	const { attributes } = (dataOf(body) ?? {}) as { attributes?: { profile?: unknown } };
	const profile = dataOf(attributes?.profile) as
		{ attributes?: Record<string, unknown> } | undefined;
	const identifiers = Object.entries(profile?.attributes ?? {});
	const [name, value] = identifiers[0] ?? [];
	if (identifiers.length !== 1 || name !== 'email' || typeof value !== 'string') {
		throw invalid('Exactly one identifier is required.', '/data/attributes/profile');
	}
	const found = account.byEmail(value);
	if (found !== undefined) account.profiles.delete(found.id);
	account.erasures.push(value);
	return { status: 202 };
}
