import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { eachItem } from '../shared/eachItem';
import { toNodeError } from '../shared/nodeErrors';
import { mapItem, OUTPUTS } from './mapItem';
import { fieldMapperProperties } from './properties';
import { readMapping } from './readMapping';

export class AffiliateFieldMapper implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Field Mapper',
		name: 'affiliateFieldMapper',
		icon: { light: 'file:affiliateFieldMapper.svg', dark: 'file:affiliateFieldMapper.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "export" ? "export mapping" : "map fields" }}',
		description:
			'Map fields between any two systems, with transforms, checks and a policy per field',
		defaults: { name: 'Affiliate Field Mapper' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Mapped', 'Invalid'],
		properties: fieldMapperProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const mapping = readMapping(this);
			if (this.getNodeParameter('operation', 0) === 'export') {
				const json = { mapping: mapping as unknown as IDataObject };
				return [[{ json, pairedItem: { item: 0 } }], []];
			}
			const map = async (itemIndex: number) =>
				await Promise.resolve(mapItem(this, itemIndex, mapping));
			return await eachItem(this, 2, map, { unhandledOutput: OUTPUTS.invalid });
		} catch (error) {
			throw toNodeError(this.getNode(), error, 0);
		}
	}
}
