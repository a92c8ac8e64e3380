import type { INodeProperties } from 'n8n-workflow';
import { SOURCE_VOCABULARIES, TARGET_VOCABULARIES } from '../../lib/mapping/fields';
import { mappingFields } from './mappingFields';

const byName = (a: { name: string }, b: { name: string }): number =>
	a.name.localeCompare(b.name, 'en');

const sources = SOURCE_VOCABULARIES.map(({ name, value }) => ({ name, value })).sort(byName);
const targets = TARGET_VOCABULARIES.map(({ name, value }) => ({ name, value })).sort(byName);

/** What the marketer sees: a preset for the start, a form, or JSON to keep per client. */
export const fieldMapperProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Export Mapping',
				value: 'export',
				action: 'Export mapping',
				description: 'Give the mapping as JSON, to keep it or to use it for another client',
			},
			{
				name: 'Map',
				value: 'map',
				action: 'Map item',
				description: "Put what a sync node is to write on each item, under the key 'mapped'",
			},
		],
		default: 'map',
	},
	{
		displayName: 'Mapping',
		name: 'mapping',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Define Below', value: 'define' },
			{ name: 'JSON', value: 'json', description: "As 'Export Mapping' gives it" },
			{ name: 'Preset', value: 'preset', description: 'What two systems have words for' },
		],
		default: 'preset',
		description: 'Where the mapping comes from',
	},
	{
		displayName: 'From',
		name: 'presetSource',
		type: 'options',
		noDataExpression: true,
		options: sources,
		default: 'affiliateLoop',
		displayOptions: { show: { mapping: ['preset'] } },
		description: 'System that the items come from',
	},
	{
		displayName: 'To',
		name: 'presetTarget',
		type: 'options',
		noDataExpression: true,
		options: targets,
		default: 'hubspot',
		displayOptions: { show: { mapping: ['preset'] } },
		description: 'System that the fields are for',
	},
	{
		displayName: 'Target',
		name: 'target',
		type: 'options',
		noDataExpression: true,
		options: [...targets, { name: 'Other', value: 'custom' }].sort(byName),
		default: 'hubspot',
		displayOptions: { show: { mapping: ['define'] } },
		description: 'System that the fields are named for',
	},
	{
		displayName: 'Object',
		name: 'object',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Contact', value: 'contact' },
			{ name: 'Purchase', value: 'purchase' },
		],
		default: 'contact',
		displayOptions: { show: { mapping: ['define', 'preset'] } },
		description: 'What the fields belong to',
	},
	{
		displayName: 'Key From',
		name: 'keyPath',
		type: 'string',
		default: 'order.customer.email',
		displayOptions: { show: { mapping: ['define'] } },
		description: 'Place of the e-mail address (or the order key) that the record is found by',
	},
	{ ...mappingFields, displayOptions: { show: { mapping: ['define'] } } },
	{
		displayName: 'Mapping JSON',
		name: 'mappingJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { mapping: ['json'] } },
		description:
			"As 'Export Mapping' gives it; the package documents the form as the schema field-mapping",
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { operation: ['map'] } },
		options: [
			{
				displayName: 'Add Plain Fields',
				name: 'plainFields',
				type: 'boolean',
				default: false,
				description:
					"Whether to put the values as a plain object under 'fields', too, for nodes of other packages",
			},
		],
	},
];
