import { instantFromMilliseconds, type Instant } from '../../kernel';

/** Stripe writes seconds since 1970. */
export function stripeInstant(seconds: number): Instant {
	return instantFromMilliseconds(seconds * 1_000);
}
