export { KlaviyoConnector } from './connector';
export type { ConsentEntry, ConsentOutcome } from './consent';
export type { ErasureRequest } from './erasure';
export { requireTrackable, type TrackedEvent } from './track-events';
export type { GroupPage, KlaviyoGroup, ListAddition } from './segments';
export {
	DEFAULT_KLAVIYO_REVISION,
	DEFAULT_KLAVIYO_SETTINGS,
	KLAVIYO_BASE_URL,
	type KlaviyoMetrics,
	type KlaviyoSettings,
} from './settings';
