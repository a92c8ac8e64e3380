export { DEFAULT_API_VERSION, type HubSpotObjectType } from './api-paths';
export { HUBSPOT_BASE_URL, parseBaseUrl } from './base-url';
export { HubSpotClient, type HubSpotConnection } from './client';
export { HubSpotConnector } from './hubspot-connector';
export { describeFailure, type FailureWords } from './describe-failure';
export { ensureProperties, type EnsureOutcome } from './ensure-properties';
export type { HubSpotFailure } from './failure';
export { listPipelines, type Pipeline } from './list-pipelines';
export { listProperties } from './list-properties';
export type { PropertyDefinition, PropertyGroup } from './property-definition';
export { CONTACTS, contactKey, DEAL_KEY_PROPERTY, DEALS, type RecordKind } from './record-types';
export type { HubSpotProperty } from './schema';
export {
	DEFAULT_DEAL_STAGES,
	syncContacts,
	syncPurchases,
	type DealStages,
	type SyncSettings,
} from './sync-purchases';
export { syncRecords } from './sync-records';
export { REFUND_LIST_PROPERTY, REFUNDED_AMOUNT_PROPERTY, syncRefunds } from './sync-refunds';
