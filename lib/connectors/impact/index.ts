export { IMPACT_CAPABILITIES } from './capabilities';
export { IMPACT_BASE_URL, IMPACT_TRACKING_URL } from './client';
export { ImpactPlatform } from './impact-platform';
export type { ImpactSettings } from './settings';
