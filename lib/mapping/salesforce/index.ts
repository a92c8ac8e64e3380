export { SALESFORCE_FIELDS, SALESFORCE_FIRST_TOUCH_FIELDS } from './fields';
export { SALESFORCE_PRESET } from './preset';
