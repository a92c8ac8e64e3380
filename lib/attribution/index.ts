export { MAXIMUM_JOURNEY_CLICKS } from './assess-journey';
export { attributeOrder } from './attribute-order';
export { COUPON_POLICY_DEFINITIONS, type CouponPolicyDefinition } from './coupon-policies';
export {
	DEFAULT_LOOKBACK_DAYS,
	MAXIMUM_LOOKBACK_DAYS,
	type AttributionFacts,
	type AttributionPolicy,
	type BindingFact,
	type SiteOwner,
} from './facts';
export type { ReferrerSignal } from './find-referrers';
export {
	DEFAULT_SIGNAL_SETTINGS,
	findSignals,
	type ClickSignal,
	type CodeSignal,
	type OrderSignals,
	type SignalSettings,
} from './find-signals';
export { hasEligibleClick } from './has-eligible-click';
export { manualAttribution, type ManualDecision } from './manual-attribution';
export {
	ATTRIBUTION_MODEL_DEFINITIONS,
	type AttributionModelDefinition,
	type ModelContext,
	type WeightedTouch,
} from './models';
export {
	reattributionOf,
	type CreditDifference,
	type CreditShare,
	type Reattribution,
} from './reattribution-of';
