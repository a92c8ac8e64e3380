import { addDays, type Instant } from '../../../lib/kernel';
import { systemClock } from '../../shared/clock';

/** As far as any platform lists; some list only a few weeks unless a beginning is given. */
const MOST_DAYS = 3 * 365;

export function yearsBack(): Instant {
	return addDays(systemClock.now(), -MOST_DAYS);
}
