import type { ICredentialType } from 'n8n-workflow';
import { CrmSync } from '../../../nodes/CrmSync/CrmSync.node';
import type { HubSpotSimulator } from '../../simulators/hubspot';
import { runNode, type NodeRun, type RunNodeOptions } from '../../support/runNode';

export const TOKEN = 'pat-conflicts-test';

/** As n8n's own "HubSpot Service Key" signs requests. */
export class HubspotAppToken implements ICredentialType {
	name = 'hubspotAppToken';

	displayName = 'HubSpot Service Key';

	properties = [
		{ displayName: 'Service Key', name: 'appToken', type: 'string' as const, default: '' },
	];

	authenticate = {
		type: 'generic' as const,
		properties: { headers: { Authorization: '=Bearer {{$credentials.appToken}}' } },
	};
}

export interface Policy {
	readonly field: string;
	readonly policy: string;
	readonly object?: 'contact' | 'purchase';
	readonly owner?: string;
}

/** CRM Sync against one HubSpot account, with the memory of one workspace. */
export class CrmWorkspace {
	constructor(
		private readonly simulator: HubSpotSimulator,
		readonly workspace: string,
	) {}

	async run(
		parameters: Record<string, unknown>,
		items: readonly object[],
		options: RunNodeOptions = {},
	): Promise<NodeRun> {
		return await runNode(CrmSync, {
			parameters: {
				...parameters,
				options: { apiBaseUrl: this.simulator.url },
			} as NonNullable<RunNodeOptions['parameters']>,
			items,
			credentials: { hubspotAppToken: { appToken: TOKEN } },
			credentialTypes: [new HubspotAppToken()],
			workspace: this.workspace,
			...options,
		});
	}

	/** Writes contact fields that are mapped by hand. */
	async contact(
		values: Record<string, string>,
		policies: readonly Policy[],
		more: Record<string, unknown> = {},
	): Promise<NodeRun> {
		const mapping = { mappingMode: 'defineBelow', value: values, matchingColumns: ['email'] };
		return await this.run(
			{
				resource: 'contact',
				operation: 'createOrUpdate',
				fieldMapping: 'define',
				contactFields: { ...mapping, schema: [] },
				fieldPolicies: {
					policies: policies.map((policy) => ({ object: 'contact', owner: '', ...policy })),
				},
			},
			[{ ticket: 7, ...more }],
		);
	}

	/** The contact as HubSpot has it now. */
	stored(email: string): Record<string, string> {
		const found = this.simulator.contacts().find(({ properties }) => properties['email'] === email);
		if (found === undefined) throw new Error(`There is no contact ${email}`);
		return found.properties;
	}

	/** Somebody changes a contact in HubSpot. */
	edit(email: string, properties: Record<string, string>): void {
		const found = this.simulator.contacts().find((each) => each.properties['email'] === email);
		if (found === undefined) throw new Error(`There is no contact ${email}`);
		this.simulator.changeRecord(found, properties);
	}
}
