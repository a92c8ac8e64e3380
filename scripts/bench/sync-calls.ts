import { HostFailure } from '../../host/failure.ts';
import { DEMO } from '../demo/demo-settings.ts';
import {
	crmSync,
	OUR_VALUES,
	stockHubSpot,
	stockPipedrive,
	stockSalesforce,
	type Candidate,
} from './sync-call-workflows.ts';
import { contactsOf, type BenchContact } from './sync-contacts.ts';
import { SALESFORCE_APP, TOKENS } from './sync-vendors.ts';
import type { SyncWorld } from './sync-world.ts';

const START = 'Start';
const GIVE = 'Contacts';
/** More than the newest persons that CRM Sync reads before it searches one by one. */
const CROWD = 12_000;
const RUN_MILLISECONDS = 300_000;

/** Calls to the vendor, and seconds of the whole run, for all contacts. */
interface Cost {
	readonly calls: number;
	readonly seconds: number;
}

export interface CallRow {
	readonly system: Candidate['system'];
	readonly name: string;
	readonly isOurs: boolean;
	readonly created: Cost;
	readonly unchanged: Cost;
	readonly changed: Cost;
	/** Contacts that are in the CRM once and as sent, of all. */
	readonly right: number;
}

async function candidates(world: SyncWorld): Promise<Candidate[]> {
	const { client, hubspot, salesforce, pipedrive, stockSalesforce: stock, privateKey } = world;
	const signIn = { environment: 'production', ...SALESFORCE_APP, privateKey };
	const credential = async (name: string, type: string, data: Record<string, unknown>) =>
		await client.upsertCredential({ name, type, data });
	const token = { appToken: DEMO.hubspotToken };
	const ofHubSpot = await credential('Bench HubSpot', 'hubspotAppToken', token);
	const ofPipedrive = await credential('Bench Pipedrive', 'pipedriveApi', {
		apiToken: TOKENS.pipedrive,
	});
	const ofSalesforce = async (name: string, url: string) =>
		await credential(name, 'salesforceJwtApi', { ...signIn, myDomainUrl: url });
	const options = (url: string): object => ({ options: { apiBaseUrl: url } });
	const oursAtPipedrive = crmSync('Pipedrive', ofPipedrive, {
		key: 'emails',
		values: OUR_VALUES.pipedrive,
		more: { pipedriveAuthentication: 'apiToken', ...options(pipedrive.url) },
	});
	return [
		stockHubSpot(ofHubSpot, false),
		stockHubSpot(ofHubSpot, true),
		crmSync('HubSpot', ofHubSpot, {
			key: 'email',
			values: OUR_VALUES.hubspot,
			more: { authentication: 'serviceKey', ...options(hubspot.url) },
		}),
		stockSalesforce(await ofSalesforce('Bench Salesforce, stock', stock.url)),
		crmSync('Salesforce', await ofSalesforce('Bench Salesforce', salesforce.url), {
			key: 'Email',
			values: OUR_VALUES.salesforce,
			more: { salesforceAuthentication: 'jwt', ...options(salesforce.url) },
		}),
		stockPipedrive(ofPipedrive, GIVE),
		oursAtPipedrive,
		{ ...oursAtPipedrive, name: 'CRM Sync, contacts older than 12,000 others', crowd: CROWD },
	];
}

/** Start → the contacts → the candidate's nodes. */
function workflowOf({ name, nodes, branches }: Candidate, contacts: readonly BenchContact[]) {
	const jsonOutput = JSON.stringify({ contacts });
	const all = [
		{ name: START, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput, options: {} },
		},
		{
			name: GIVE,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'contacts', options: {} },
		},
		...nodes,
	];
	const row = nodes.map((node, at) => [nodes[at - 1]?.name ?? GIVE, node.name, 0] as const);
	const links = [[START, 'List', 0], ['List', GIVE, 0], ...(branches ?? row)] as const;
	const connections: Record<string, { main: Array<Array<object>> }> = {};
	for (const [from, to, input] of links) {
		const entry = (connections[from] ??= { main: [[]] });
		entry.main[0]?.push({ node: to, type: 'main', index: input });
	}
	return {
		name: `Bench: ${name}`,
		nodes: all.map((node, at) => ({ ...node, id: `bench-${at}`, position: [at * 200, 0] })),
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/** Calls so far, at the simulators and at what stands in for endpoints they lack. */
function callsTo(world: SyncWorld, system: Candidate['system']): number {
	const servers = {
		HubSpot: [world.hubspot, world.stockHubSpot],
		Salesforce: [world.salesforce, world.stockSalesforce],
		Pipedrive: [world.pipedrive, world.stockPipedrive],
	}[system];
	return servers.reduce((sum, server) => sum + server.requests().length, 0);
}

async function run(
	world: SyncWorld,
	candidate: Candidate,
	contacts: readonly BenchContact[],
): Promise<Cost> {
	const id = await world.create(workflowOf(candidate, contacts));
	const before = callsTo(world, candidate.system);
	const start = performance.now();
	const execution = await world.client.runWorkflowManually(id, START, RUN_MILLISECONDS);
	if (execution.status !== 'success') {
		const said = execution.data?.resultData.error?.message ?? execution.status;
		throw new HostFailure(`${candidate.name}: ${said}`);
	}
	const seconds = (performance.now() - start) / 1_000;
	return { calls: callsTo(world, candidate.system) - before, seconds };
}

/** E-mail address and phone number of all people in a CRM. */
function peopleIn(world: SyncWorld, system: Candidate['system']): Array<[string, string]> {
	const text = (value: unknown): string => (typeof value === 'string' ? value : '');
	const first = (values: unknown): string =>
		text((values as ReadonlyArray<{ value?: unknown }> | undefined)?.[0]?.value);
	switch (system) {
		case 'HubSpot':
			return world.hubspot
				.contacts()
				.map(({ properties: { email = '', phone = '' } }) => [email, phone]);
		case 'Salesforce':
			return world.salesforce.contacts().map((row) => [text(row['Email']), text(row['Phone'])]);
		case 'Pipedrive':
			return world.pipedrive
				.persons()
				.map(({ values }) => [first(values['emails']), first(values['phones'])]);
	}
}

function countRight(
	world: SyncWorld,
	system: Candidate['system'],
	contacts: readonly BenchContact[],
): number {
	const phones = new Map<string, string[]>();
	for (const [email, phone] of peopleIn(world, system)) {
		phones.set(email, [...(phones.get(email) ?? []), phone]);
	}
	const digits = (phone: string): string => phone.replace(/\D/g, '');
	return contacts.filter(({ email, phone }) => {
		const [found, another] = phones.get(email) ?? [];
		return another === undefined && found !== undefined && digits(found) === digits(phone);
	}).length;
}

/** Other people, so that what the contacts are among is not the contacts alone. */
function addCrowd({ pipedrive }: SyncWorld, { crowd = 0 }: Candidate): void {
	const first = pipedrive.persons().length;
	for (let index = first; index < first + crowd; index += 1) {
		const emails = [{ value: `other-${index}@mail.example`, primary: true, label: 'work' }];
		pipedrive.addRecord('persons', { name: `Other ${index}`, emails });
	}
}

/** The same contacts three times: new, unchanged, and with another phone number. */
export async function countCalls(
	world: SyncWorld,
	contacts: number,
	log: (line: string) => void,
): Promise<CallRow[]> {
	const rows: CallRow[] = [];
	for (const [at, candidate] of (await candidates(world)).entries()) {
		const { system, name, isOurs } = candidate;
		log(`  ${name} (${system}) ...`);
		const group = `group${at}`;
		// What has to be done once for an account is not part of the comparison.
		await run(world, candidate, contactsOf(`${group}-first`, 1, 1));
		addCrowd(world, candidate);
		const created = await run(world, candidate, contactsOf(group, contacts, 1));
		addCrowd(world, candidate);
		const unchanged = await run(world, candidate, contactsOf(group, contacts, 1));
		const last = contactsOf(group, contacts, 2);
		const changed = await run(world, candidate, last);
		const right = countRight(world, system, last);
		rows.push({ system, name, isOurs, created, unchanged, changed, right });
	}
	return rows;
}
