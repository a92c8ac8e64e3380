import { accountIncomplete } from './account-incomplete';
import { affiliateNotActive } from './affiliate-not-active';
import { belowMinimum } from './below-minimum';
import { coolingPeriod } from './cooling-period';
import { noPositiveBalance } from './no-positive-balance';
import { noProfile } from './no-profile';
import { nothingPayable } from './nothing-payable';
import { onHold } from './on-hold';
import { otherCurrency } from './other-currency';
import { otherMethod } from './other-method';
import type { ReasonRule } from './reason';
import { selfBillingNotAccepted } from './self-billing-not-accepted';
import { taxDetailsMissing } from './tax-details-missing';
import { tooFewCustomers } from './too-few-customers';
import { underReview } from './under-review';

export type { EligibilityFacts, PayoutReason } from './reason';

/** Every condition of eligibility, in the order in which they are shown (C35, C37, F34). */
export const REASON_RULES: readonly ReasonRule[] = [
	affiliateNotActive,
	underReview,
	onHold,
	noProfile,
	otherMethod,
	otherCurrency,
	accountIncomplete,
	coolingPeriod,
	taxDetailsMissing,
	selfBillingNotAccepted,
	tooFewCustomers,
	noPositiveBalance,
	belowMinimum,
	nothingPayable,
];
