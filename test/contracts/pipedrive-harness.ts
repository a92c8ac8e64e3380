import type { RecordWrite } from '../../lib/connectors/crm';
import { PipedriveConnector, type PipedriveSettings } from '../../lib/connectors/pipedrive';
import { PIPEDRIVE_FIELDS, PIPEDRIVE_PRESET } from '../../lib/mapping/pipedrive';
import {
	startPipedriveSimulator,
	type PipedriveSimulator,
	type PipedriveSimulatorOptions,
	type SimulatedFault,
	type SimulatedRecord,
} from '../simulators/pipedrive';
import { axiosHttpPort } from '../support/axios-http-port';
export { contactWrite } from './crm-writes';
import { countedWaits, manyBy, purchasesBy } from './crm-writes';

export const TOKEN = 'simulated-token';

/** Requests enough for any test that is not about limits. */
const WIDE = { burst: 100_000, searchBurst: 100_000, dailyTokens: 10_000_000 };

const open: PipedriveSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

/** Creates our fields as an administrator would. */
export function addOurFields(simulator: PipedriveSimulator): void {
	const types = { text: 'varchar', number: 'double', moment: 'date' };
	for (const { object, name, label, type } of PIPEDRIVE_FIELDS) {
		const entity = object === 'contact' ? 'persons' : 'deals';
		simulator.addField(entity, label, name === 'affiliate_refunds' ? 'text' : types[type]);
	}
}

/** A simulator that is closed after the test, connectors for it, and the waits they asked for. */
export async function pipedrive(
	options: Partial<PipedriveSimulatorOptions> & { readonly hasFields?: boolean } = {},
	settings: Partial<PipedriveSettings> = {},
): Promise<{
	simulator: PipedriveSimulator;
	waits: number[];
	connector: (token?: string, own?: Partial<PipedriveSettings>) => PipedriveConnector;
}> {
	const { hasFields = true, ...simulated } = options;
	const simulator = await startPipedriveSimulator({ token: TOKEN, limits: WIDE, ...simulated });
	open.push(simulator);
	if (hasFields) addOurFields(simulator);
	const { waits, sleeper } = countedWaits();
	const connector = (token = TOKEN, own: Partial<PipedriveSettings> = {}): PipedriveConnector =>
		new PipedriveConnector(
			{
				http: axiosHttpPort({ 'x-api-token': token }),
				sleeper,
				jitter: () => 0,
				baseUrl: simulator.url,
			},
			{ definitions: PIPEDRIVE_FIELDS, ...settings, ...own },
		);
	return { simulator, waits, connector };
}

/** A paid order of 100.00 EUR, sent by Anna, as the preset maps it. */
export const purchase = purchasesBy(PIPEDRIVE_PRESET);

export const manyPurchases = manyBy(purchase);

export const manyContacts = (count: number): RecordWrite[] =>
	manyPurchases(count).map(({ contact }) => contact);

/** A person as people make them by hand. */
export const byHand = (
	name: string,
	...emails: readonly string[]
): { name: string; emails: unknown[] } => ({
	name,
	emails: emails.map((value, index) => ({ value, primary: index === 0, label: 'work' })),
});

export const emailsOf = ({ values }: SimulatedRecord): string[] =>
	((values['emails'] ?? []) as Array<{ value: string }>).map(({ value }) => value);

/** Requests by method and the end of their path. */
export const to =
	(method: string, ending: string | RegExp) =>
	(request: { method: string; path: string }): boolean =>
		request.method === method &&
		(typeof ending === 'string' ? request.path.endsWith(ending) : ending.test(request.path));

export const LIST_PERSONS = to('GET', '/persons');
export const SEARCH_PERSONS = to('GET', '/persons/search');
export const CREATE_PERSON = to('POST', '/persons');
export const UPDATE_PERSON = to('PATCH', /\/persons\/\d+$/);
export const CREATE_DEAL = to('POST', '/deals');

export const isWrite = ({ method }: { method: string }): boolean => method !== 'GET';

export const answering = (
	status: number,
	extra: { headers?: Record<string, string>; body?: unknown } = {},
): SimulatedFault['then'] => ({
	answer: { status, body: { success: false, error: 'Not now' }, ...extra },
});
