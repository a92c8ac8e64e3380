export { isTimeZone } from './time-zone';
export { addMonths, monthsBetween } from './calendar-months';
export { CALENDAR_WINDOWS, windowEnd, windowStart, type CalendarWindow } from './calendar-window';
export { localDate } from './local-day';
export {
	addDays,
	instantFromMilliseconds,
	MILLISECONDS_PER_DAY,
	millisecondsBetween,
	parseInstant,
	toMilliseconds,
	type Instant,
} from './instant';
export { zoneOffset } from './zone-offset';
