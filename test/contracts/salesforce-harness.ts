import { SalesforceConnector, type SalesforceSettings } from '../../lib/connectors/salesforce';
import { SALESFORCE_FIELDS, SALESFORCE_PRESET } from '../../lib/mapping/salesforce';
import {
	field,
	startSalesforceSimulator,
	type SalesforceSimulator,
	type SalesforceSimulatorOptions,
	type SimulatedFault,
	type SimulatedField,
} from '../simulators/salesforce';
import { axiosHttpPort } from '../support/axios-http-port';
export { contactWrite } from './crm-writes';
import { countedWaits, manyBy, purchasesBy } from './crm-writes';

export const TOKEN = '00Dsimulated!token';

const open: SalesforceSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

const KINDS = { text: 'string', number: 'double', moment: 'datetime' } as const;

/** The custom fields of ours, as an administrator has created them. */
export function ourFields(object: 'contact' | 'purchase'): SimulatedField[] {
	return SALESFORCE_FIELDS.filter((definition) => definition.object === object).map(
		({ name, label, type, isKey }) =>
			name === 'Affiliate_Refunds__c'
				? field(name, 'textarea', { label, length: 32_768 })
				: field(name, KINDS[type], { label, externalId: isKey, unique: isKey, scale: 3 }),
	);
}

/** A simulator that is closed after the test, connectors for it, and the waits they asked for. */
export async function salesforce(
	options: Partial<SalesforceSimulatorOptions> = {},
	settings: Partial<SalesforceSettings> = {},
): Promise<{
	simulator: SalesforceSimulator;
	waits: number[];
	connector: (token?: string, own?: Partial<SalesforceSettings>) => SalesforceConnector;
}> {
	const simulator = await startSalesforceSimulator({
		token: TOKEN,
		customFields: { Contact: ourFields('contact'), Opportunity: ourFields('purchase') },
		...options,
	});
	open.push(simulator);
	const { waits, sleeper } = countedWaits();
	const connector = (token = TOKEN, own: Partial<SalesforceSettings> = {}): SalesforceConnector =>
		new SalesforceConnector(
			{
				http: axiosHttpPort({ authorization: `Bearer ${token}` }),
				sleeper,
				jitter: () => 0,
				baseUrl: simulator.url,
			},
			{ definitions: SALESFORCE_FIELDS, ...settings, ...own },
		);
	return { simulator, waits, connector };
}

/** A paid order of 100.00 EUR, sent by Anna, as the preset maps it. */
export const purchase = purchasesBy(SALESFORCE_PRESET);

export const manyPurchases = manyBy(purchase);

/** Requests by method and the end of their path. */
export const to =
	(method: string, ending: string) =>
	(request: { method: string; path: string }): boolean =>
		request.method === method && request.path.endsWith(ending);

export const READ = to('POST', '/composite');
export const INSERT = to('POST', '/composite/sobjects');
export const UPDATE = to('PATCH', '/composite/sobjects');
export const UPSERT = to('PATCH', '/composite/sobjects/Opportunity/Affiliate_Order_Key__c');

export const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
	path.includes('/composite/sobjects') && (method === 'POST' || method === 'PATCH');

export const answering = (
	status: number,
	errorCode: string,
	extra: { headers?: Record<string, string>; message?: string } = {},
): SimulatedFault['then'] => ({
	answer: {
		status,
		body: [{ errorCode, message: extra.message ?? errorCode }],
		...(extra.headers ? { headers: extra.headers } : {}),
	},
});
