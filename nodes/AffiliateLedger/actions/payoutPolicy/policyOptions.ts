import type { INodeProperties } from 'n8n-workflow';
import { addressField } from '../addressOf';

/** Optional fields of the policy, in alphabetical order. */
export const policyOptions: readonly INodeProperties[] = [
	{
		displayName: 'Cooling Days',
		name: 'coolingDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 365 },
		default: 7,
		description: 'Days without payout after an affiliate changed the account',
	},
	{
		displayName: 'Minimum Customers',
		name: 'minimumCustomers',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Distinct customers an affiliate needs before the first payout',
	},
	{
		displayName: 'Payer',
		name: 'payer',
		type: 'fixedCollection',
		default: {},
		description: 'You, on statements and in bank files; stored encrypted',
		options: [
			{
				displayName: 'Payer',
				name: 'details',
				values: [
					addressField,
					{ displayName: 'BIC', name: 'bic', type: 'string', default: '' },
					{
						displayName: 'Email',
						name: 'email',
						type: 'string',
						placeholder: 'e.g. name@email.com',
						default: '',
					},
					{ displayName: 'IBAN', name: 'iban', type: 'string', default: '' },
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'VAT ID', name: 'vatId', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Require Self-Billing Consent',
		name: 'requiresSelfBillingConsent',
		type: 'boolean',
		default: false,
		description: 'Whether only affiliates who accept self-billing are paid',
	},
	{
		displayName: 'Require Tax Details',
		name: 'requiresTaxDetails',
		type: 'boolean',
		default: false,
		description: 'Whether only affiliates with tax details are paid',
	},
	{
		displayName: 'Second Approval Above',
		name: 'secondApprovalAbove',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5000.00 EUR',
		description: 'Batch totals above which two people must approve, per currency',
	},
	{
		displayName: 'Statement Prefix',
		name: 'statementPrefix',
		type: 'string',
		default: 'SB-',
		description: 'Begins the numbers of self-billing statements; every prefix counts from 1',
	},
];
