import { createOrUpdateAffiliate } from './actions/affiliate/createOrUpdate.operation';
import { getAffiliate } from './actions/affiliate/get.operation';
import { getManyAffiliates } from './actions/affiliate/getMany.operation';
import { trainAnomaly } from './actions/anomalyModel/train.operation';
import { getAttributionWeights } from './actions/attributionWeights/get.operation';
import { trainAttributionWeights } from './actions/attributionWeights/train.operation';
import { sealAudit } from './actions/audit/seal.operation';
import { verifyAudit } from './actions/audit/verify.operation';
import { getBalance } from './actions/balance/get.operation';
import { evaluateBonusesOperation } from './actions/bonus/evaluate.operation';
import { deleteOldClicks } from './actions/click/deleteOld.operation';
import { getClickTotals } from './actions/click/getTotals.operation';
import { payClicks } from './actions/click/pay.operation';
import { adjustCommissionOperation } from './actions/commission/adjust.operation';
import { approveCommissionOperation } from './actions/commission/approve.operation';
import { approveDueCommissions } from './actions/commission/approveDue.operation';
import { explainCommissionOperation } from './actions/commission/explain.operation';
import { getManyCommissions } from './actions/commission/getMany.operation';
import { holdCommissionOperation } from './actions/commission/hold.operation';
import { releaseCommissionOperation } from './actions/commission/release.operation';
import { reverseCommissionOperation } from './actions/commission/reverse.operation';
import { attributeByHandOperation } from './actions/conversion/attributeByHand.operation';
import { getConversion } from './actions/conversion/get.operation';
import { priceWaitingConversions } from './actions/conversion/priceWaiting.operation';
import { reattributeConversionOperation } from './actions/conversion/reattribute.operation';
import { recordConversionOperation } from './actions/conversion/record.operation';
import { createOrUpdateCoupon } from './actions/coupon/createOrUpdate.operation';
import { deleteCoupon } from './actions/coupon/delete.operation';
import { getCoupon } from './actions/coupon/get.operation';
import { getManyCoupons } from './actions/coupon/getMany.operation';
import { forgetCustomer } from './actions/customer/forget.operation';
import { getCustomer } from './actions/customer/get.operation';
import { getCustomerBinding } from './actions/customerBinding/get.operation';
import { transferCustomerBinding } from './actions/customerBinding/transfer.operation';
import { getDeadLetters } from './actions/delivery/getDeadLetters.operation';
import { getQueues } from './actions/delivery/getQueues.operation';
import { replayDeadLetters } from './actions/delivery/replay.operation';
import { replayEventsSince } from './actions/delivery/replaySince.operation';
import { retireDestination } from './actions/delivery/retire.operation';
import { recordDisputeOperation } from './actions/dispute/record.operation';
import { createOrUpdateExchangeRate } from './actions/exchangeRate/createOrUpdate.operation';
import { importExchangeRates } from './actions/exchangeRate/import.operation';
import { backtestFraudPolicy } from './actions/fraudPolicy/backtest.operation';
import { createOrUpdateFraudPolicy } from './actions/fraudPolicy/createOrUpdate.operation';
import { getFraudPolicy } from './actions/fraudPolicy/get.operation';
import { decideFraudCaseOperation } from './actions/fraudReview/decide.operation';
import { expireFraudCases } from './actions/fraudReview/expire.operation';
import { getManyFraudCases } from './actions/fraudReview/getMany.operation';
import { fraudRulePrecision } from './actions/fraudReview/precision.operation';
import { runFraudScan } from './actions/fraudScan/run.operation';
import { importCsvOperation } from './actions/import/csv.operation';
import { createOrUpdateLink } from './actions/link/createOrUpdate.operation';
import { deleteLink } from './actions/link/delete.operation';
import { getLink } from './actions/link/get.operation';
import { getManyLinks } from './actions/link/getMany.operation';
import { getLinkQrCode } from './actions/link/qrCode.operation';
import { approvePayoutBatch } from './actions/payout/approveBatch.operation';
import { cancelPayoutBatch } from './actions/payout/cancelBatch.operation';
import { createPayoutBatch } from './actions/payout/createBatch.operation';
import { exportPayoutFile } from './actions/payout/exportFile.operation';
import { getPayoutBatch } from './actions/payout/getBatch.operation';
import { getManyBatches } from './actions/payout/getManyBatches.operation';
import { getManyPayouts } from './actions/payout/getManyPayouts.operation';
import { getNegativeBalances } from './actions/payout/negativeBalances.operation';
import { previewPayouts } from './actions/payout/preview.operation';
import { getPayPalResults } from './actions/payout/readPayPal.operation';
import { recordResultsOperation } from './actions/payout/recordResults.operation';
import { markBatchSent } from './actions/payout/sendBatch.operation';
import { sendWithPayPal } from './actions/payout/sendPayPal.operation';
import { makeStatements } from './actions/payout/statement.operation';
import { writeOffNegativeBalance } from './actions/payout/writeOff.operation';
import { createOrUpdatePayoutPolicy } from './actions/payoutPolicy/createOrUpdate.operation';
import { getPayoutPolicy } from './actions/payoutPolicy/get.operation';
import { createOrUpdatePayoutProfile } from './actions/payoutProfile/createOrUpdate.operation';
import { getPayoutProfile } from './actions/payoutProfile/get.operation';
import { backtestPlan } from './actions/plan/backtest.operation';
import { createOrUpdatePlan } from './actions/plan/createOrUpdate.operation';
import { getPlan } from './actions/plan/get.operation';
import { getManyPlans } from './actions/plan/getMany.operation';
import { reRateOrders } from './actions/plan/reRate.operation';
import { createOrUpdateProgramme } from './actions/programme/createOrUpdate.operation';
import { getProgramme } from './actions/programme/get.operation';
import { getManyProgrammes } from './actions/programme/getMany.operation';
import { rotatePostbackSecret } from './actions/programme/rotatePostbackSecret.operation';
import { deleteReferenceList } from './actions/referenceList/delete.operation';
import { getManyReferenceLists } from './actions/referenceList/getMany.operation';
import { importReferenceList } from './actions/referenceList/import.operation';
import { getWaitingRefunds } from './actions/refund/getWaiting.operation';
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
	{ value: 'anomalyModel', name: 'Anomaly Model', operations: [trainAnomaly] },
	{
		value: 'attributionWeights',
		name: 'Attribution Weight',
		operations: [getAttributionWeights, trainAttributionWeights],
	},
	{ value: 'audit', name: 'Audit', operations: [sealAudit, verifyAudit] },
	{ value: 'balance', name: 'Balance', operations: [getBalance] },
	{ value: 'bonus', name: 'Bonus', operations: [evaluateBonusesOperation] },
	{
		value: 'click',
		name: 'Click',
		operations: [deleteOldClicks, getClickTotals, payClicks],
		preset: payClicks.value,
	},
	{
		value: 'commission',
		name: 'Commission',
		operations: [
			adjustCommissionOperation,
			approveCommissionOperation,
			approveDueCommissions,
			explainCommissionOperation,
			getManyCommissions,
			holdCommissionOperation,
			releaseCommissionOperation,
			reverseCommissionOperation,
		],
	},
	{
		value: 'conversion',
		name: 'Conversion',
		operations: [
			attributeByHandOperation,
			getConversion,
			priceWaitingConversions,
			reattributeConversionOperation,
			recordConversionOperation,
		],
	},
	{
		value: 'coupon',
		name: 'Coupon',
		operations: [createOrUpdateCoupon, deleteCoupon, getCoupon, getManyCoupons],
	},
	{ value: 'customer', name: 'Customer', operations: [forgetCustomer, getCustomer] },
	{
		value: 'customerBinding',
		name: 'Customer Binding',
		operations: [getCustomerBinding, transferCustomerBinding],
	},
	{
		value: 'delivery',
		name: 'Delivery',
		operations: [
			getDeadLetters,
			getQueues,
			replayDeadLetters,
			replayEventsSince,
			retireDestination,
		],
	},
	{ value: 'dispute', name: 'Dispute', operations: [recordDisputeOperation] },
	{
		value: 'exchangeRate',
		name: 'Exchange Rate',
		operations: [createOrUpdateExchangeRate, importExchangeRates],
	},
	{
		value: 'fraudPolicy',
		name: 'Fraud Policy',
		operations: [backtestFraudPolicy, createOrUpdateFraudPolicy, getFraudPolicy],
	},
	{
		value: 'fraudReview',
		name: 'Fraud Review',
		operations: [decideFraudCaseOperation, expireFraudCases, getManyFraudCases, fraudRulePrecision],
	},
	{ value: 'fraudScan', name: 'Fraud Scan', operations: [runFraudScan] },
	{ value: 'import', name: 'Import', operations: [importCsvOperation] },
	{
		value: 'link',
		name: 'Link',
		operations: [createOrUpdateLink, deleteLink, getLink, getManyLinks, getLinkQrCode],
	},
	{
		value: 'payout',
		name: 'Payout',
		operations: [
			approvePayoutBatch,
			cancelPayoutBatch,
			createPayoutBatch,
			exportPayoutFile,
			getPayoutBatch,
			getManyPayouts,
			getManyBatches,
			getNegativeBalances,
			getPayPalResults,
			makeStatements,
			markBatchSent,
			previewPayouts,
			recordResultsOperation,
			sendWithPayPal,
			writeOffNegativeBalance,
		],
	},
	{
		value: 'payoutPolicy',
		name: 'Payout Policy',
		operations: [createOrUpdatePayoutPolicy, getPayoutPolicy],
	},
	{
		value: 'payoutProfile',
		name: 'Payout Profile',
		operations: [createOrUpdatePayoutProfile, getPayoutProfile],
	},
	{
		value: 'plan',
		name: 'Plan',
		operations: [backtestPlan, createOrUpdatePlan, getPlan, getManyPlans, reRateOrders],
	},
	{
		value: 'programme',
		name: 'Programme',
		operations: [createOrUpdateProgramme, getProgramme, getManyProgrammes, rotatePostbackSecret],
	},
	{
		value: 'referenceList',
		name: 'Reference List',
		operations: [deleteReferenceList, getManyReferenceLists, importReferenceList],
	},
	{ value: 'refund', name: 'Refund', operations: [getWaitingRefunds, recordRefundOperation] },
	{ value: 'statement', name: 'Statement', operations: [getStatement] },
];
