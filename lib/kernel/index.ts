export { AffiliateError, type AffiliateErrorDetails } from './errors/affiliate-error';
export { networkAddress } from './identity/network-address';
export { canonicalEmail, normalizeEmail } from './identity/canonical-email';
export * from './ids';
export * from './money';
export { ROUNDING_MODES, roundQuotient, type RoundingMode } from './rounding';
export * from './time';
