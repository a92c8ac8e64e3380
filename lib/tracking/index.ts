export { classifyRequest } from './classify';
export {
	GROUP_COMMIT_LIMITS,
	GroupCommit,
	type ClickSpool,
	type GroupCommitEvents,
	type GroupCommitLimits,
	type GroupCommitParts,
	BatchLane,
	replaySpool,
} from './commit';
export { isAllowedHost } from './destination/allowed-host';
export { cachedDirectory, type CachedDirectory } from './destination/cached-directory';
export { LookUpCache, type CacheLimits } from './destination/look-up-cache';
export { parseFallbackUrl } from './destination/fallback';
export type { LinkDirectory } from './destination/link-directory';
export { readLinkRequest, type LinkRequest } from './destination/link-request';
export { resolveLink, type RefusalReason, type Resolution } from './destination/resolve-link';
export { safeDestination } from './destination/safe-destination';
export { recordClick } from './record-click';
export { clickCookie, isCookieDomain, isCookieName, type CookieSettings } from './redirect/cookie';
export { redirectUrl } from './redirect/redirect-url';
export { UTM_NAMES } from './redirect/utm';
export type { RequestFacts, RequestHeaders } from './request-facts';
export { serveLink, type ServedLink, type ServeLinkPorts } from './serve-link';
export type { TrackingSettings } from './settings';
export type { Scheduler } from './timing/scheduler';
export { HASH_PURPOSES, type KeyedHash } from './visitor/visitor-hashes';
