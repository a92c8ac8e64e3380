export { DEFAULT_STRIPE_STORE, stripeDelivery, stripeDeliveryTold } from './delivery';
export { stripeNotice } from './notice';
