import type { IDataObject } from 'n8n-workflow';
import { createProperties } from '../../../../lib/connectors/hubspot';
import { AFFILIATE_PROPERTIES, AFFILIATE_PROPERTY_GROUP } from '../../../../lib/mapping/hubspot';
import { toNodeError } from '../../../shared/nodeErrors';
import { hubspotClient } from '../../hubspotClient';
import type { CrmOperation } from '../../operation';

/** Prepares an account once, before the first purchase is synced. */
export const createMissingProperties: CrmOperation = {
	value: 'createMissing',
	name: 'Create Missing',
	action: 'Create missing properties',
	description: 'Create the affiliate properties of contacts and deals that the account lacks',
	fields: [],
	async run(execute) {
		const client = await hubspotClient(execute);
		try {
			const created = await createProperties(
				client,
				AFFILIATE_PROPERTIES,
				AFFILIATE_PROPERTY_GROUP,
			);
			const isUnchanged = Object.values(created).every((names) => names.length === 0);
			const crm = { system: 'hubspot', outcome: isUnchanged ? 'unchanged' : 'created', created };
			return [[{ json: { crm: crm as unknown as IDataObject }, pairedItem: { item: 0 } }]];
		} catch (error) {
			const nodeError = toNodeError(execute.getNode(), error, 0);
			if (!execute.continueOnFail()) throw nodeError;
			return [[{ json: { error: nodeError.message }, pairedItem: { item: 0 } }]];
		}
	},
};
