import { createAffiliate } from './actions/affiliate/create.operation';
import { getAffiliate } from './actions/affiliate/get.operation';
import { getAffiliates } from './actions/affiliate/getMany.operation';
import { approveAffiliate, declineAffiliate } from './actions/affiliate/setStatus';
import { updateAffiliate } from './actions/affiliate/update.operation';
import { requestCall } from './actions/apiCall/request.operation';
import { createClick } from './actions/click/create.operation';
import { approveCommission, declineCommission } from './actions/commission/decide';
import { getCommissions } from './actions/commission/getMany.operation';
import { adjustConversion } from './actions/conversion/adjust.operation';
import { cancelConversion } from './actions/conversion/cancel.operation';
import { confirmConversion } from './actions/conversion/confirm.operation';
import { confirmConversions } from './actions/conversion/confirmMany.operation';
import { createConversion } from './actions/conversion/create.operation';
import { getConversion } from './actions/conversion/get.operation';
import { getConversions } from './actions/conversion/getMany.operation';
import { mirrorConversion } from './actions/conversion/mirror.operation';
import { buildLink } from './actions/link/build.operation';
import { exportMigration } from './actions/migration/export.operation';
import { getPayouts } from './actions/payout/getMany.operation';
import { markPaid } from './actions/payout/markPaid.operation';
import { getProgrammes } from './actions/programme/getMany.operation';
import { compareReconciliation } from './actions/reconciliation/compare.operation';
import type { PlatformResource } from './operation';

/** Alphabetical, as n8n shows them. */
export const PLATFORM_RESOURCES: readonly PlatformResource[] = [
	{
		value: 'affiliate',
		name: 'Affiliate',
		operations: [
			approveAffiliate,
			createAffiliate,
			declineAffiliate,
			getAffiliate,
			getAffiliates,
			updateAffiliate,
		],
	},
	{ value: 'apiCall', name: 'API Call', operations: [requestCall] },
	{ value: 'click', name: 'Click', operations: [createClick] },
	{
		value: 'commission',
		name: 'Commission',
		operations: [approveCommission, declineCommission, getCommissions],
	},
	{
		value: 'conversion',
		name: 'Conversion',
		operations: [
			adjustConversion,
			cancelConversion,
			confirmConversion,
			confirmConversions,
			createConversion,
			getConversion,
			getConversions,
			mirrorConversion,
		],
	},
	{ value: 'link', name: 'Link', operations: [buildLink] },
	{ value: 'migration', name: 'Migration', operations: [exportMigration] },
	{ value: 'payout', name: 'Payout', operations: [getPayouts, markPaid] },
	{ value: 'programme', name: 'Programme', operations: [getProgrammes] },
	{ value: 'reconciliation', name: 'Reconciliation', operations: [compareReconciliation] },
];
