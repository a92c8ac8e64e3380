/** Recorded for the trail only: no money came in, so they are no part of a customer's history. */
export const REASONS_WITHOUT_ORDER = ['test_order', 'order_not_paid'] as const;

/** Conversion kind of an order; an action such as a lead is no purchase, nor is a bonus. */
export const PURCHASE = 'order';
