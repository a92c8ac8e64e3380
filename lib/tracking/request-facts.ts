/** Header values as node:http gives them: names in lower case, repeats as a list or joined. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the engine needs to know of a request for a tracked link. */
export interface RequestFacts {
	readonly method: 'GET' | 'HEAD';
	readonly headers: RequestHeaders;
	readonly query: URLSearchParams;
	/** Code from the path (`/go/<code>`); null when the link is named in the query. */
	readonly pathCode: string | null;
	/** Address of the other end of the connection; null when the socket is gone. */
	readonly remoteAddress: string | null;
	readonly isHttps: boolean;
}

/** The first value of a header, trimmed; null when it is missing or empty. */
export function headerText(headers: RequestHeaders, name: string): string | null {
	const value = headers[name.toLowerCase()];
	const text = (typeof value === 'string' ? value : value?.[0])?.trim();
	return text === undefined || text === '' ? null : text;
}

/** Every value of a header that may be repeated or hold a comma-separated list. */
export function headerList(headers: RequestHeaders, name: string): string[] {
	const value = headers[name.toLowerCase()];
	if (value === undefined) return [];
	return (typeof value === 'string' ? [value] : [...value])
		.flatMap((entry) => entry.split(','))
		.map((entry) => entry.trim());
}
