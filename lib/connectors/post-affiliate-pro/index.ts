export { POST_AFFILIATE_PRO_CAPABILITIES } from './capabilities';
export { PostAffiliateProPlatform } from './post-affiliate-pro-platform';
export type { PostAffiliateProSettings } from './settings';
