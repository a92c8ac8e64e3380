export { DEFAULT_API_VERSION, type HubSpotObjectType } from './api-paths';
export { HUBSPOT_BASE_URL, parseBaseUrl } from './base-url';
export { HubSpotClient, type HubSpotConnection } from './client';
export { createProperties } from './create-properties';
export { describeFailure, type FailureWords } from './describe-failure';
export { ensureProperties, type EnsureOutcome } from './ensure-properties';
export type { HubSpotFailure } from './failure';
export { listPipelines, type Pipeline } from './list-pipelines';
export { listProperties } from './list-properties';
export type { PropertyDefinition, PropertyGroup } from './property-definition';
export {
	CONTACTS,
	contactKey,
	DEAL_KEY_PROPERTY,
	DEALS,
	type PropertyWrite,
	type RecordKind,
	type RecordOutcome,
	type RecordWrite,
} from './record-types';
export { addRefunds, type RefundEntry } from './refund-list';
export type { HubSpotProperty } from './schema';
export { skippedOutcome, type SyncOutcome } from './sync-outcome';
export {
	syncContacts,
	syncPurchases,
	type PurchaseWrite,
	type SyncSettings,
} from './sync-purchases';
export { syncRecords } from './sync-records';
export {
	REFUND_LIST_PROPERTY,
	REFUNDED_AMOUNT_PROPERTY,
	syncRefunds,
	type RefundWrite,
} from './sync-refunds';
