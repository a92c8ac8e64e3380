import type { FraudRule } from '../../define-fraud-rule';
import { refundRate } from './f18-refund-rate';
import { disputes } from './f19-disputes';
import { refundAfterPayout } from './f20-refund-after-payout';
import { couponLeak } from './f21-coupon-leak';
import { suspiciousSignup } from './f28-signup';
import { duplicateAffiliates } from './f29-duplicate-affiliates';
import { customerRing } from './f30-customer-ring';
import { leadQuality } from './f32-lead-quality';
import { orderShape } from './f33-order-shape';
import { payoutAccountChanged } from './f34-payout-account';
import { unsignedPostback } from './f35-unsigned-postback';
import { rateAnomaly } from './f36-rate-anomaly';
import { rulePrecisionTooLow } from './f38-rule-precision';
import { clickFlood } from './f6-click-flood';
import { conversionRate } from './f7-conversion-rate';

/** Rules that look at anything but a single order, as they come in the catalogue. */
export const SCAN_RULES: readonly FraudRule[] = [
	clickFlood,
	conversionRate,
	refundRate,
	disputes,
	refundAfterPayout,
	couponLeak,
	suspiciousSignup,
	duplicateAffiliates,
	customerRing,
	leadQuality,
	orderShape,
	payoutAccountChanged,
	unsignedPostback,
	rateAnomaly,
	rulePrecisionTooLow,
];
