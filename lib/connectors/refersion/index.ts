export { REFERSION_CAPABILITIES } from './capabilities';
export { REFERSION_BASE_URL, REFERSION_GRAPHQL_URL, REFERSION_ORDERS_URL } from './client';
export { readRefersionEvent, refersionEventObject, type RefersionEvent } from './events';
export { RefersionPlatform } from './refersion-platform';
