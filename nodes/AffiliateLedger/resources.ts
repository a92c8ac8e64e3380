import { createOrUpdateAffiliate } from './actions/affiliate/createOrUpdate.operation';
import { getAffiliate } from './actions/affiliate/get.operation';
import { getManyAffiliates } from './actions/affiliate/getMany.operation';
import { getBalance } from './actions/balance/get.operation';
import { approveCommissionOperation } from './actions/commission/approve.operation';
import { getManyCommissions } from './actions/commission/getMany.operation';
import { reverseCommissionOperation } from './actions/commission/reverse.operation';
import { getConversion } from './actions/conversion/get.operation';
import { recordConversionOperation } from './actions/conversion/record.operation';
import { createOrUpdateCoupon } from './actions/coupon/createOrUpdate.operation';
import { deleteCoupon } from './actions/coupon/delete.operation';
import { getCoupon } from './actions/coupon/get.operation';
import { getManyCoupons } from './actions/coupon/getMany.operation';
import { createOrUpdateExchangeRate } from './actions/exchangeRate/createOrUpdate.operation';
import { createOrUpdateLink } from './actions/link/createOrUpdate.operation';
import { deleteLink } from './actions/link/delete.operation';
import { getLink } from './actions/link/get.operation';
import { getManyLinks } from './actions/link/getMany.operation';
import { createOrUpdatePlan } from './actions/plan/createOrUpdate.operation';
import { getPlan } from './actions/plan/get.operation';
import { getManyPlans } from './actions/plan/getMany.operation';
import { createOrUpdateProgramme } from './actions/programme/createOrUpdate.operation';
import { getProgramme } from './actions/programme/get.operation';
import { getManyProgrammes } from './actions/programme/getMany.operation';
import { recordRefundOperation } from './actions/refund/record.operation';
import { getStatement } from './actions/statement/get.operation';
import type { LedgerResource } from './operation';

/** Everything the node does, in the order of its dropdowns. */
export const LEDGER_RESOURCES: readonly LedgerResource[] = [
	{
		value: 'affiliate',
		name: 'Affiliate',
		operations: [createOrUpdateAffiliate, getAffiliate, getManyAffiliates],
	},
	{ value: 'balance', name: 'Balance', operations: [getBalance] },
	{
		value: 'commission',
		name: 'Commission',
		operations: [approveCommissionOperation, getManyCommissions, reverseCommissionOperation],
	},
	{
		value: 'conversion',
		name: 'Conversion',
		operations: [getConversion, recordConversionOperation],
	},
	{
		value: 'coupon',
		name: 'Coupon',
		operations: [createOrUpdateCoupon, deleteCoupon, getCoupon, getManyCoupons],
	},
	{ value: 'exchangeRate', name: 'Exchange Rate', operations: [createOrUpdateExchangeRate] },
	{
		value: 'link',
		name: 'Link',
		operations: [createOrUpdateLink, deleteLink, getLink, getManyLinks],
	},
	{ value: 'plan', name: 'Plan', operations: [createOrUpdatePlan, getPlan, getManyPlans] },
	{
		value: 'programme',
		name: 'Programme',
		operations: [createOrUpdateProgramme, getProgramme, getManyProgrammes],
	},
	{ value: 'refund', name: 'Refund', operations: [recordRefundOperation] },
	{ value: 'statement', name: 'Statement', operations: [getStatement] },
];
