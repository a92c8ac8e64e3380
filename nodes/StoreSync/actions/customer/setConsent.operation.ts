import { AffiliateError } from '../../../../lib/kernel';
import { systemClock } from '../../../shared/clock';
import type { StoreOperation } from '../../operation';
import { skippedItem, writtenItem } from '../../storeItem';
import { customerOf, emailField } from './customerFields';

/** What a person has said about e-mails elsewhere, for the shop to respect. */
export const setCustomerConsent: StoreOperation = {
	value: 'setConsent',
	name: 'Set Marketing Consent',
	action: 'Set marketing consent of customer',
	description: 'Write whether a customer wants marketing e-mails (Shopify)',
	fields: [
		emailField,
		{
			displayName: 'Consent',
			name: 'consent',
			type: 'options',
			options: [
				{ name: 'Subscribed', value: 'subscribed', description: 'The person has agreed' },
				{ name: 'Unsubscribed', value: 'unsubscribed', description: 'The person has declined' },
			],
			default: 'unsubscribed',
			description: 'What the person has said; never subscribe somebody who did not agree',
		},
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		if (store.setConsent === null) {
			throw new AffiliateError(`${store.name} keeps no marketing consent that can be set`, {
				code: 'unknown_operation',
				path: 'store',
				hint: 'Use this operation with Shopify, or keep the consent in a field of the customer.',
			});
		}
		const customer = await customerOf(context);
		if (customer === null) return skippedItem(context, 'no_customer', 'The store has no record');
		const isSubscribed = execute.getNodeParameter('consent', itemIndex) === 'subscribed';
		return writtenItem(context, await store.setConsent(customer, isSubscribed, systemClock.now()));
	},
};
