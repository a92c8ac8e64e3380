import { createOrUpdateContact } from './actions/contact/createOrUpdate.operation';
import { createMissingProperties } from './actions/property/createMissing.operation';
import { syncPurchase } from './actions/purchase/sync.operation';
import { syncRefund } from './actions/purchase/syncRefund.operation';
import type { CrmResource } from './operation';

/** Alphabetical, as n8n shows them. */
export const CRM_RESOURCES: readonly CrmResource[] = [
	{ value: 'contact', name: 'Contact', operations: [createOrUpdateContact] },
	{ value: 'property', name: 'Property', operations: [createMissingProperties] },
	{ value: 'purchase', name: 'Purchase', operations: [syncPurchase, syncRefund] },
];
