import type { CredentialRef } from '../../host/editor-types.ts';
import { SALESFORCE_KEY } from './sync-vendors.ts';

/** A workflow that upserts the contacts it is given, whatever its trigger gets them from. */
export interface Candidate {
	readonly name: string;
	readonly system: 'HubSpot' | 'Salesforce' | 'Pipedrive';
	readonly isOurs: boolean;
	readonly nodes: readonly BenchNode[];
	/** People who are made in the CRM before the contacts, and as many again after they are new. */
	readonly crowd?: number;
	/** Beside each node to the next: from, to, and the input there. */
	readonly branches?: ReadonlyArray<readonly [from: string, to: string, input: number]>;
}

export interface BenchNode {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
	readonly alwaysOutputData?: boolean;
}

const FIRST = '={{ $json.first }}';
const LAST = '={{ $json.last }}';
const EMAIL = '={{ $json.email }}';
const PHONE = '={{ $json.phone }}';

function uses(credential: CredentialRef): Required<Pick<BenchNode, 'credentials'>> {
	const { type, id, name } = credential;
	return { credentials: { [type]: { id, name } } };
}

/** CRM Sync with fields chosen by hand; `more` is what tells the CRM and its account. */
export function crmSync(
	system: Candidate['system'],
	credential: CredentialRef,
	{ key, values, more }: { key: string; values: Record<string, string>; more: object },
): Candidate {
	const contactFields = {
		mappingMode: 'defineBelow',
		matchingColumns: [key],
		value: { [key]: EMAIL, ...values },
		schema: [],
	};
	return {
		name: 'CRM Sync, contact: create or update',
		system,
		isOurs: true,
		nodes: [
			{
				name: 'CRM Sync',
				type: 'n8n-nodes-affiliate-loop.crmSync',
				typeVersion: 1,
				parameters: {
					crm: system.toLowerCase(),
					resource: 'contact',
					operation: 'createOrUpdate',
					fieldMapping: 'define',
					contactFields,
					...more,
				},
				...uses(credential),
			},
		],
	};
}

export const OUR_VALUES = {
	hubspot: { firstname: FIRST, lastname: LAST, phone: PHONE },
	salesforce: { FirstName: FIRST, LastName: LAST, Phone: PHONE },
	pipedrive: { first_name: FIRST, last_name: LAST, phones: PHONE },
} as const;

/** Unless `Simplify Output` is added, the node reads back each contact that it has written. */
export function stockHubSpot(credential: CredentialRef, simplifies: boolean): Candidate {
	return {
		name: `HubSpot node, contact: upsert${simplifies ? ', Simplify Output on' : ''}`,
		system: 'HubSpot',
		isOurs: false,
		nodes: [
			{
				name: 'HubSpot',
				type: 'n8n-nodes-base.hubspot',
				typeVersion: 2.2,
				parameters: {
					authentication: 'appToken',
					resource: 'contact',
					operation: 'upsert',
					email: EMAIL,
					additionalFields: { firstName: FIRST, lastName: LAST, phoneNumber: PHONE },
					options: simplifies ? { resolveData: true } : {},
				},
				...uses(credential),
			},
		],
	};
}

export function stockSalesforce(credential: CredentialRef): Candidate {
	return {
		name: 'Salesforce node, contact: upsert by external id',
		system: 'Salesforce',
		isOurs: false,
		nodes: [
			{
				name: 'Salesforce',
				type: 'n8n-nodes-base.salesforce',
				typeVersion: 1.1,
				parameters: {
					authentication: 'jwt',
					resource: 'contact',
					operation: 'upsert',
					externalId: SALESFORCE_KEY,
					externalIdValue: EMAIL,
					lastname: LAST,
					additionalFields: { firstName: FIRST, email: EMAIL, phone: PHONE },
				},
				...uses(credential),
			},
		],
	};
}

function pipedriveNode(
	credential: CredentialRef,
	name: string,
	parameters: Readonly<Record<string, unknown>>,
): BenchNode {
	return {
		name,
		type: 'n8n-nodes-base.pipedrive',
		typeVersion: 2,
		parameters: { authentication: 'apiToken', resource: 'person', ...parameters },
		...uses(credential),
	};
}

function merge(name: string, joinMode: string): BenchNode {
	return {
		name,
		type: 'n8n-nodes-base.merge',
		typeVersion: 3.1,
		parameters: {
			mode: 'combine',
			combineBy: 'combineByFields',
			fieldsToMatchString: 'email',
			joinMode,
			...(joinMode === 'keepNonMatches' ? { outputDataFrom: 'input1' } : {}),
			options: {},
		},
	};
}

const NAME = '={{ $json.first }} {{ $json.last }}';

function addresses(credentialField: 'emails' | 'phones'): Record<string, unknown> {
	const [property, value] =
		credentialField === 'emails' ? ['emailProperties', EMAIL] : ['phoneProperties', PHONE];
	return { [credentialField]: { [property]: [{ value, primary: true, label: 'work' }] } };
}

/**
 * Pipedrive's node has no upsert, so: search all, tell the known from the new by their address, then
 * create or update. Asking once for all saves it the fields that a loop would read for each person.
 */
export function stockPipedrive(credential: CredentialRef, from: string): Candidate {
	const search = pipedriveNode(credential, 'Search', {
		operation: 'search',
		term: EMAIL,
		exactMatch: true,
		limit: 1,
		additionalFields: { fields: ['email'] },
	});
	const found: BenchNode = {
		name: 'Found',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: '={{ { "id": $json.id ?? null, "email": $json.emails?.[0] ?? null } }}',
			options: {},
		},
	};
	const phones = addresses('phones');
	return {
		name: 'Pipedrive node: search, then create or update',
		system: 'Pipedrive',
		isOurs: false,
		nodes: [
			{ ...search, alwaysOutputData: true },
			found,
			merge('New', 'keepNonMatches'),
			pipedriveNode(credential, 'Create', {
				operation: 'create',
				name: NAME,
				additionalFields: { ...addresses('emails'), ...phones },
			}),
			merge('Known', 'keepMatches'),
			pipedriveNode(credential, 'Update', {
				operation: 'update',
				personId: '={{ $json.id }}',
				updateFields: { name: NAME, ...phones },
			}),
		],
		branches: [
			[from, 'Search', 0],
			['Search', 'Found', 0],
			[from, 'New', 0],
			['Found', 'New', 1],
			['New', 'Create', 0],
			[from, 'Known', 0],
			['Found', 'Known', 1],
			['Known', 'Update', 0],
		],
	};
}
