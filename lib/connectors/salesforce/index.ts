export { SalesforceConnector } from './connector';
export { DEFAULT_SALESFORCE_SETTINGS, type SalesforceSettings } from './settings';
export { soqlText } from './soql';
