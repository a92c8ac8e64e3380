import type { AttributionModel, CouponPolicy } from '../model/credit';
import {
	DEFAULT_ATTRIBUTION_SETTINGS,
	type AttributionSettings,
	type Programme,
} from '../model/programme';
import { DEFAULT_LOOKBACK_DAYS, type AttributionPolicy } from './facts';

/** How credit is given for one order. */
export interface RulesInForce {
	readonly model: AttributionModel;
	readonly couponPolicy: CouponPolicy;
	/** An affiliate's own window may go before it (C19). */
	readonly lookbackDays: number;
	readonly settings: AttributionSettings;
}

/** What the policy says, else the programme, else the defaults. */
export function rulesInForce(
	policy: AttributionPolicy,
	programme: Programme | undefined,
): RulesInForce {
	return {
		model: policy.model ?? programme?.attributionModel ?? 'last_click',
		couponPolicy: policy.couponPolicy ?? programme?.couponPolicy ?? 'always',
		lookbackDays: policy.lookbackDays ?? programme?.lookbackDays ?? DEFAULT_LOOKBACK_DAYS,
		settings: {
			...(programme?.attributionSettings ?? DEFAULT_ATTRIBUTION_SETTINGS),
			...policy.settings,
		},
	};
}
