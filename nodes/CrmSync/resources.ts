import { createOrUpdateContact } from './actions/contact/createOrUpdate.operation';
import { getChangedContacts } from './actions/contact/getChanged.operation';
import { markChangedDone } from './actions/contact/markDone.operation';
import { getManyConflicts } from './actions/conflict/getMany.operation';
import { settleConflict } from './actions/conflict/settle.operation';
import { MARKETING_OPERATIONS } from './actions/marketing';
import { createMissingProperties } from './actions/property/createMissing.operation';
import { syncPurchase } from './actions/purchase/sync.operation';
import { syncRefund } from './actions/purchase/syncRefund.operation';
import type { CrmResource } from './operation';

/** Alphabetical, as n8n shows them. */
export const CRM_RESOURCES: readonly CrmResource[] = [
	{ value: 'conflict', name: 'Conflict', operations: [getManyConflicts, settleConflict] },
	{
		value: 'contact',
		name: 'Contact',
		operations: [createOrUpdateContact, getChangedContacts, markChangedDone],
	},
	{ value: 'marketing', name: 'Marketing', operations: MARKETING_OPERATIONS },
	{ value: 'property', name: 'Property', operations: [createMissingProperties] },
	{ value: 'purchase', name: 'Purchase', operations: [syncPurchase, syncRefund] },
];
