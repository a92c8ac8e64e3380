/** Whether this is a time zone that the runtime knows, such as "Europe/Berlin". */
export function isTimeZone(name: string): boolean {
	if (name === '') return false;
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
