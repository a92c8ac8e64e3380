import type { INodeProperties } from 'n8n-workflow';
import { addressField } from '../addressOf';

function text(
	displayName: string,
	name: string,
	placeholder: string,
	methods: readonly string[],
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description,
		displayOptions: { show: { method: [...methods] } },
	};
}

/** Where the money goes, by method. Everything is stored encrypted. */
export const accountFields: readonly INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'Manual', value: 'manual', description: 'Paid by hand; the list says to whom' },
			{ name: 'PayPal', value: 'paypal' },
			{ name: 'SEPA Bank Transfer', value: 'sepa', description: 'Euro accounts with an IBAN' },
			{ name: 'Wise', value: 'wise' },
		],
		default: 'sepa',
		description: 'A change starts the cooling period',
	},
	text(
		'Account Holder',
		'accountHolder',
		'e.g. Anna Kowalska',
		['sepa', 'wise', 'manual'],
		'Name as the bank has it',
	),
	text('IBAN', 'iban', 'e.g. DE89 3704 0044 0532 0130 00', ['sepa', 'wise', 'manual'], ''),
	text('BIC', 'bic', 'e.g. COBADEFFXXX', ['sepa', 'wise', 'manual'], 'Optional inside the EEA'),
	text('Account Number', 'accountNumber', 'e.g. 12345678', ['wise'], 'Where there is no IBAN'),
	text('Routing Number', 'routingNumber', 'e.g. 026073150', ['wise'], 'Sort code, BSB or ABA'),
	text(
		'Email',
		'email',
		'e.g. name@email.com',
		['paypal', 'wise'],
		'Recipient address at the payment service',
	),
];

/** What a tax office wants to know, and other terms. In alphabetical order. */
export const profileOptions: readonly INodeProperties[] = [
	{
		displayName: 'Accepts Self-Billing',
		name: 'acceptsSelfBilling',
		type: 'boolean',
		default: false,
		description: 'Whether the affiliate agreed that you write the invoice',
	},
	addressField,
	{
		displayName: 'Hold Reason',
		name: 'holdReason',
		type: 'string',
		default: '',
		description: 'Why payouts are on hold',
	},
	{ displayName: 'Legal Name', name: 'legalName', type: 'string', default: '' },
	{
		displayName: 'Minimum Payout',
		name: 'minimum',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100.00 EUR',
		description: "Instead of the policy's, where it is higher",
	},
	{
		displayName: 'On Hold',
		name: 'isOnHold',
		type: 'boolean',
		default: false,
		description: 'Whether nothing is paid until this is off again',
	},
	{
		displayName: 'Tax ID',
		name: 'taxId',
		type: 'string',
		default: '',
		description: 'Stored encrypted',
	},
	{
		displayName: 'Tax Status',
		name: 'taxStatus',
		type: 'options',
		options: [
			{ name: 'Exempt', value: 'exempt' },
			{ name: 'Missing', value: 'missing' },
			{ name: 'Submitted', value: 'submitted' },
			{ name: 'Verified', value: 'verified' },
		],
		default: 'missing',
	},
	{ displayName: 'VAT ID', name: 'vatId', type: 'string', default: '' },
	{
		displayName: 'VAT Mode',
		name: 'vatMode',
		type: 'options',
		options: [
			{ name: 'Added', value: 'added', description: 'On top: 100.00 becomes 120.00 at 20 %' },
			{ name: 'Included', value: 'included', description: '100.00 is 83.33 and 16.67 at 20 %' },
			{ name: 'None', value: 'none' },
			{ name: 'Reverse Charge', value: 'reverse_charge' },
		],
		default: 'none',
	},
	{
		displayName: 'VAT Percent',
		name: 'vatPercent',
		type: 'string',
		default: '0',
		placeholder: 'e.g. 20',
	},
	{
		displayName: 'Withholding Percent',
		name: 'withholdingPercent',
		type: 'string',
		default: '0',
		placeholder: 'e.g. 10',
		description: 'Kept back for the tax office, of the net',
	},
];
