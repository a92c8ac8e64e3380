import { operation } from '../operation';

export const CUSTOMER_BY_EMAIL = operation(
	'CustomerByEmail',
	`query CustomerByEmail($email: String!, $namespace: String!) {
	customerByIdentifier(identifier: { emailAddress: $email }) {
		id legacyResourceId tags numberOfOrders
		amountSpent { amount currencyCode }
		defaultEmailAddress { marketingState marketingOptInLevel marketingUpdatedAt }
		metafields(first: 50, namespace: $namespace) {
			nodes { namespace key type value compareDigest }
		}
	}
}`,
);

export const CUSTOMER_CONSENT = operation(
	'CustomerConsent',
	`query CustomerConsent($id: ID!) {
	customer(id: $id) {
		id defaultEmailAddress { marketingState marketingOptInLevel marketingUpdatedAt }
	}
}`,
);

export const SET_CONSENT = operation(
	'SetConsent',
	`mutation SetConsent($input: CustomerEmailMarketingConsentUpdateInput!) {
	customerEmailMarketingConsentUpdate(input: $input) {
		customer { id defaultEmailAddress { marketingState } }
		userErrors { field message code }
	}
}`,
);
