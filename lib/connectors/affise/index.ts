export { AFFISE_CAPABILITIES } from './capabilities';
export { AffisePlatform } from './affise-platform';
export type { AffiseSettings } from './settings';
