export { genericDelivery, genericDeliveryTold } from './delivery';
export { genericNotice } from './notice';
