/*
 * Typed examples of every model noun. They belong together: the affiliate Anna in the programme
 * "spring" sends a customer on 14 November who buys for 100.00 EUR on 17 November. Every builder
 * takes overrides of its own fields.
 */
export * from './builders/decision';
export * from './builders/examples';
export * from './builders/order';
export * from './builders/registry';
