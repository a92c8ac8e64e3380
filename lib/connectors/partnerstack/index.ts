export { PARTNERSTACK_CAPABILITIES } from './capabilities';
export { PARTNERSTACK_BASE_URL, PARTNERSTACK_TRACKING_URL } from './client';
export { PartnerStackPlatform } from './partnerstack-platform';
