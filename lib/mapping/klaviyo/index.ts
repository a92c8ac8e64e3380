export { KLAVIYO_FIELDS, KLAVIYO_FIRST_TOUCH_FIELDS } from './fields';
export { KLAVIYO_PRESET } from './preset';
