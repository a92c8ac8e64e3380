export { payPalUrlFor, PAYPAL_URLS } from './base-url';
export { MOST_ITEMS, type PayPalProblem } from './check-payouts';
export { PayPalClient, type PayPalConnection } from './client';
export { createPayPalPayout, type CreatedPayout, type PayPalTexts } from './create-payout';
export type { ItemOutcome } from './item-outcome';
export { readPayPalPayout, type PayPalItem, type ReadPayout } from './read-payout';
