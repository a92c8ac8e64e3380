export { shopifyDelivery, shopKey } from './delivery';
export { shopifyNotice } from './notice';
export { shopifyOrder } from './order';
export { shopifyRefund } from './refund';
export { withShopifyJourney, type JoinedJourney } from './journey';
