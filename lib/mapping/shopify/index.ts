export { shopifyDelivery, shopKey } from './delivery';
export { shopifyNotice } from './notice';
export { shopifyOrder } from './order';
export { shopifyRefund } from './refund';
