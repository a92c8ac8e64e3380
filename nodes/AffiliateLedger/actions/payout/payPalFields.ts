import type { INodeProperties } from 'n8n-workflow';

export const payPalUrlField: INodeProperties = {
	displayName: 'API Base URL',
	name: 'apiBaseUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://api-m.sandbox.paypal.com',
	description:
		"Address of PayPal's API, or of a simulator on this machine for a sandbox credential; the credential's environment when left out",
};
