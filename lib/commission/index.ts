export type { CommissionFacts } from './commission-facts';
export { priceOrder } from './price-order';
export type { TierMetrics } from './resolve-tier';
export { tierWindowStart } from './tier-window';
