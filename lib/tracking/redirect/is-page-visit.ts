import { headerText, type RequestFacts } from '../request-facts';

/**
 * Whether the browser opens a page, as far as it tells (`Sec-Fetch-Dest`). An image, a frame or a
 * script that calls the link may not leave a cookie: that is how cookies are stuffed.
 */
export function isPageVisit({ headers }: RequestFacts): boolean {
	const target = headerText(headers, 'sec-fetch-dest');
	return target === null || target === 'document';
}
