export {
	CONTACT_FIELDS,
	CREDIT_FIELDS,
	FIRST_TOUCH_FIELDS,
	ORDER_STATE_FIELDS,
	PARTNER_FIELDS,
} from './affiliate-fields';
export { mapFields, mapValues } from './map-fields';
export { contactLines, creditLines, filledIn, ours } from './preset-lines';
export { comparePurchases, mapPurchase, type MappedPurchase } from './map-purchase';
export { mapAppliedRefunds, mapRefund, type MappedRefund } from './map-refund';
export {
	affiliateView,
	commissionView,
	lifetimeView,
	orderKey,
	purchaseView,
	touchView,
	type PurchaseFacts,
} from './purchase-view';
export {
	crmMappingSchema,
	fieldMappingSchema,
	ledgerAnswerSchema,
	type CrmMapping,
	type FieldMapping,
	type LedgerAnswer,
} from './schema';
export { SOURCE_PATHS, SOURCES, type PurchaseView, type SourcePath } from './source-paths';
