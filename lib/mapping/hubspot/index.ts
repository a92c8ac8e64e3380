export { mapFields, mapValues, type MappedProperty } from './map-fields';
export {
	comparePurchases,
	DEFAULT_DEAL_STAGES,
	mapPurchase,
	type DealStages,
	type MappedPurchase,
} from './map-purchase';
export { mapAppliedRefunds, mapRefund, type MappedRefund } from './map-refund';
export { AFFILIATE_LOOP_MAPPING } from './preset';
export {
	AFFILIATE_PROPERTIES,
	AFFILIATE_PROPERTY_GROUP,
	FIRST_TOUCH_PROPERTIES,
} from './property-definitions';
export { orderKey, purchaseView, type PurchaseFacts } from './purchase-view';
export {
	fieldMappingSchema,
	hubSpotMappingSchema,
	ledgerAnswerSchema,
	type FieldMapping,
	type HubSpotMapping,
	type LedgerAnswer,
} from './schema';
export { SOURCE_PATHS, SOURCES, type PurchaseView, type SourcePath } from './source-paths';
