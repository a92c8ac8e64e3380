import type { IDataObject } from 'n8n-workflow';
import { toNodeError } from '../../../shared/nodeErrors';
import type { CrmOperation } from '../../operation';
import { chosenSystem } from '../../systems';

/** Prepares an account once, before the first purchase is synced. */
export const createMissingProperties: CrmOperation = {
	value: 'createMissing',
	name: 'Create Missing',
	action: 'Create missing fields',
	description: 'Create the affiliate fields that the account lacks, or list which to create',
	fields: [
		{
			displayName: 'Also for Affiliates',
			name: 'alsoForAffiliates',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether to create the fields of contacts who are affiliates themselves as well: code, status and commissions on an affiliate platform',
		},
	],
	async run(execute) {
		const system = chosenSystem(execute);
		try {
			const connector = await system.connect(execute);
			const isAlso = execute.getNodeParameter('alsoForAffiliates', 0, false) === true;
			const fields = isAlso ? [...system.fields, ...system.partnerFields] : system.fields;
			const { created, missing } = await connector.prepare(fields);
			const crm = {
				system: system.value,
				outcome: created.length === 0 ? 'unchanged' : 'created',
				created: [...created],
				missing: missing.map(({ field, how }) => ({ ...field, how })),
			};
			return [[{ json: { crm: crm as unknown as IDataObject }, pairedItem: { item: 0 } }]];
		} catch (error) {
			const nodeError = toNodeError(execute.getNode(), error, 0);
			if (!execute.continueOnFail()) throw nodeError;
			return [[{ json: { error: nodeError.message }, pairedItem: { item: 0 } }]];
		}
	},
};
