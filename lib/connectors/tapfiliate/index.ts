export { TAPFILIATE_CAPABILITIES } from './capabilities';
export { TAPFILIATE_BASE_URL } from './client';
export { TapfiliatePlatform } from './tapfiliate-platform';
