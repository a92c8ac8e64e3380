import type { FraudRule } from '../../define-fraud-rule';
import { repeatClick } from './f1-repeat-click';
import { cartInterception } from './f10-interception';
import { selfReferral } from './f11-self-referral';
import { weakSelfReferral } from './f12-weak-self-referral';
import { disguisedEmail } from './f13-disguised-email';
import { disposableEmail } from './f14-disposable-email';
import { duplicateOrder } from './f15-duplicate-order';
import { repeatedOrder } from './f16-repeated-order';
import { manyOrders } from './f17-many-orders';
import { clickBurst } from './f2-click-burst';
import { couponAtCheckout } from './f22-coupon-at-checkout';
import { paidTraffic } from './f23-paid-traffic';
import { brandBid } from './f24-brand-bid';
import { unregisteredSite } from './f25-unregistered-site';
import { places } from './f26-places';
import { hiddenNetwork } from './f27-hidden-network';
import { machineClick } from './f3-machine-click';
import { newAffiliate } from './f31-new-affiliate';
import { claimMismatch } from './f37-claim-mismatch';
import { banned } from './f4-banned';
import { unseenOpening } from './f5-unseen-opening';
import { tooFast } from './f8-too-fast';
import { outsideWindow } from './f9-outside-window';

/** Rules that look at one attributed order, live; the catalogue puts them in order. */
export const ORDER_RULES: ReadonlyArray<FraudRule<'order'>> = [
	repeatClick,
	clickBurst,
	machineClick,
	banned,
	unseenOpening,
	tooFast,
	outsideWindow,
	cartInterception,
	selfReferral,
	weakSelfReferral,
	disguisedEmail,
	disposableEmail,
	duplicateOrder,
	repeatedOrder,
	manyOrders,
	couponAtCheckout,
	paidTraffic,
	brandBid,
	unregisteredSite,
	places,
	hiddenNetwork,
	newAffiliate,
	claimMismatch,
];
