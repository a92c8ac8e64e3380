export { siteKey, wooDelivery } from './delivery';
export { wooNotice } from './notice';
export { wooOrderRead } from './read';
