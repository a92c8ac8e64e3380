export { attributeOrder } from './attribute-order';
export { COUPON_POLICY_DEFINITIONS, type CouponPolicyDefinition } from './coupon-policies';
export {
	DEFAULT_LOOKBACK_DAYS,
	MAXIMUM_LOOKBACK_DAYS,
	type AttributionFacts,
	type AttributionPolicy,
	type BindingFact,
} from './facts';
export {
	DEFAULT_SIGNAL_SETTINGS,
	findSignals,
	type ClickSignal,
	type CodeSignal,
	type OrderSignals,
	type SignalSettings,
} from './find-signals';
export { ATTRIBUTION_MODEL_DEFINITIONS, type AttributionModelDefinition } from './models';
