export { AFFILIATE_LOOP_MAPPING } from './preset';
export {
	AFFILIATE_PROPERTIES,
	AFFILIATE_PROPERTY_GROUP,
	FIRST_TOUCH_PROPERTIES,
} from './property-definitions';
