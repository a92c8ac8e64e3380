import { describeFailure, type FailureWords, type VendorFailure } from '../vendor';

/** A failure of Magento in words that can be shown and logged. */
export function describeMagentoFailure(
	failure: VendorFailure,
	sentValues: readonly string[] = [],
): FailureWords {
	return describeFailure(failure, { vendor: 'Magento', hintFor }, sentValues);
}

function hintFor({ status, code, field }: VendorFailure): string | null {
	switch (code) {
		case 'MISSING_RESOURCE':
			return `Tick the resource${field === null ? '' : ` '${field}'`} under System > Integrations > API in the store, then activate the integration again.`;
		case 'NOT_THE_API':
			return 'Check the address of the store: it must be the one that /rest is below, without a redirection.';
		case 'UNKNOWN_ATTRIBUTE':
			return `Create the customer attribute${field === null ? '' : ` '${field}'`} in the store first; Magento silently drops values of attributes it does not know.`;
		case 'UNKNOWN_OPTION':
			return `Add the value to the options of${field === null ? ' the attribute' : ` '${field}'`} in the store, or send one that is there.`;
		case 'SEVERAL_CUSTOMERS':
			return 'Name the website: customers of this store belong to one website each.';
		default:
			return status === 401
				? "Check the credential. A token alone (Bearer) is refused since Magento 2.4.4, unless 'Allow OAuth Access Tokens to be used as standalone Bearer tokens' is switched on; use the four OAuth keys otherwise. For signed requests the clock must be right."
				: null;
	}
}
