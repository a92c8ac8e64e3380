export { storeAccessCredentials, storeAuthenticationProperties } from './access';
export { magentoClient } from './magento';
export { shopifyClient } from './shopify';
export { wooClient } from './wooCommerce';
export type { VendorContext as StoreContext } from '../vendorConnection';
