import { couponRate } from './coupon-rate';
import { flatPercentage } from './flat-percentage';
import { monthlyTiers } from './monthly-tiers';
import { newCustomers } from './new-customers';
import { perClick } from './per-click';
import { perLead } from './per-lead';
import { perProduct } from './per-product';
import type { PlanPreset } from './plan-preset';
import { recurringMonths } from './recurring-months';
import { twoLevels } from './two-levels';

export type { PlanPreset, PlanTermsJson } from './plan-preset';

/** Every preset, in alphabetical order of names. */
export const PLAN_PRESETS: readonly PlanPreset[] = [
	couponRate,
	flatPercentage,
	newCustomers,
	perClick,
	perLead,
	perProduct,
	recurringMonths,
	monthlyTiers,
	twoLevels,
];
