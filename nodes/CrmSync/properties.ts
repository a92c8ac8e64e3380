import type { INodeProperties } from 'n8n-workflow';
import { resourceProperties } from '../shared/resourceProperties';
import { optionsProperty } from './options';
import { CRM_RESOURCES } from './resources';
import { CRM_SYSTEMS } from './systems';

const crmProperty: INodeProperties = {
	displayName: 'CRM',
	name: 'crm',
	type: 'options',
	noDataExpression: true,
	options: CRM_SYSTEMS.map(({ name, value }) => ({ name, value })),
	default: 'hubspot',
	description: 'System to write to',
};

/** All parameters of the node, made from the systems and the resources. */
export const crmProperties: INodeProperties[] = [
	crmProperty,
	...CRM_SYSTEMS.flatMap(({ authentication }) => authentication),
	...resourceProperties(CRM_RESOURCES, 'purchase'),
	optionsProperty,
];
