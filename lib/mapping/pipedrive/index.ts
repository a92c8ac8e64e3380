export { PIPEDRIVE_FIELDS, PIPEDRIVE_FIRST_TOUCH_FIELDS } from './fields';
export { PIPEDRIVE_PRESET } from './preset';
