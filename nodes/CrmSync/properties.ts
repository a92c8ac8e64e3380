import type { INodeProperties } from 'n8n-workflow';
import { resourceProperties } from '../shared/resourceProperties';
import { optionsProperty } from './options';
import { CRM_RESOURCES } from './resources';

const crmProperty: INodeProperties = {
	displayName: 'CRM',
	name: 'crm',
	type: 'options',
	noDataExpression: true,
	options: [{ name: 'HubSpot', value: 'hubspot' }],
	default: 'hubspot',
	description: 'System to write to',
};

const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'Cannot create properties; create them in HubSpot beforehand',
		},
		{
			name: 'Service Key',
			value: 'serviceKey',
			description: 'A service key, or the token of a private app',
		},
	],
	default: 'serviceKey',
	displayOptions: { show: { crm: ['hubspot'] } },
};

/** All parameters of the node, made from the resources. */
export const crmProperties: INodeProperties[] = [
	crmProperty,
	authenticationProperty,
	...resourceProperties(CRM_RESOURCES, 'purchase'),
	optionsProperty,
];
