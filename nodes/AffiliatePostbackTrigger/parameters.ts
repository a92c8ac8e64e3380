import type { INodeProperties } from 'n8n-workflow';

/** What the merchant sees: one field, everything else optional. No field takes expressions. */
export const postbackTriggerProperties: INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: 'postback',
		required: true,
		placeholder: 'e.g. postback',
		noDataExpression: true,
		description:
			'End of the address that partners post to. It must be different for every trigger.',
	},
	{
		displayName:
			"Give partners the production address and the programme's secret, which 'Programme: Rotate Postback Secret' of the Affiliate Ledger shows once. Calls without the right signature are refused. The format is in docs/postbacks.md of the package.",
		name: 'postbackNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Most Clicks per Minute',
				name: 'mostPerMinute',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100_000, numberPrecision: 0 },
				default: 20,
				noDataExpression: true,
				description:
					"Further clicks of one visitor's address within a minute are kept and not counted. 0 counts them all.",
			},
			{
				displayName: 'Repeat Window (Seconds)',
				name: 'repeatWindowSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 31_536_000 },
				default: 3600,
				noDataExpression: true,
				description: 'How long another click of the same visitor on the same link is not counted',
			},
			{
				displayName: 'Require Consent',
				name: 'requireConsent',
				type: 'boolean',
				default: false,
				noDataExpression: true,
				description: 'Whether to treat visitors as not having agreed unless the call says so',
			},
		],
	},
];
