export { CALENDAR_WINDOWS, windowStart, type CalendarWindow } from './calendar-window';
export {
	addDays,
	instantFromMilliseconds,
	MILLISECONDS_PER_DAY,
	millisecondsBetween,
	parseInstant,
	toMilliseconds,
	type Instant,
} from './instant';
