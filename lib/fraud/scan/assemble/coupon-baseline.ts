import type { ScanCouponUse } from '../../../ports/fraud-store';
import { placeSpread } from '../../rules/scan/measure/place-spread';

/** Uses below which nothing is usual. */
const KNOWN_FROM = 20;

/** Over how many places coupons of the programme spread where their owners bring the people. */
export interface CouponBaseline {
	readonly usualCountries: number | null;
	readonly usualReferrers: number | null;
}

/** From the uses of all coupons of the programme, those without a click of the owner left out. */
export function couponBaseline(uses: Iterable<ScanCouponUse>): CouponBaseline {
	const countries: (string | null)[] = [];
	const hosts: (string | null)[] = [];
	for (const { hasOwnerClick, country, referrerHost } of uses) {
		if (!hasOwnerClick) continue;
		countries.push(country);
		hosts.push(referrerHost);
	}
	return { usualCountries: usual(countries), usualReferrers: usual(hosts) };
}

function usual(places: readonly (string | null)[]): number | null {
	const { known, effectivePlaces } = placeSpread(places);
	return known < KNOWN_FROM ? null : effectivePlaces;
}
