import type { INodeProperties } from 'n8n-workflow';

export const listNameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. cloud-ranges',
	description: 'Short name of the list: letters, digits, dots, dashes and underscores',
};
