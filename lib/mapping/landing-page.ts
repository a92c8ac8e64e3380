const UTM_KEYS = ['source', 'medium', 'campaign', 'term', 'content', 'id'] as const;

/** Words stores and browsers write where there is no value. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(['', '(none)', '(direct)', '(not set)']);

/** A landing page as an absolute address; a bare path gets the shop's host. Null if unreadable. */
export function absoluteLandingPage(landing: string | null, shopHost: string): string | null {
	if (landing === null || landing === '') return null;
	try {
		const url = new URL(landing, `https://${shopHost}`);
		return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
	} catch {
		return null;
	}
}

/** The utm parameters of an address under their short names: source, medium, campaign … */
export function utmOfUrl(address: string | null): Record<string, string> {
	if (address === null || !URL.canParse(address)) return {};
	const { searchParams } = new URL(address);
	return utmMap((key) => searchParams.get(`utm_${key}`));
}

/** Collects the known utm values, leaving out what stores write for "none". */
export function utmMap(read: (key: string) => string | null): Record<string, string> {
	const utm: Record<string, string> = {};
	for (const key of UTM_KEYS) {
		const value = read(key)?.trim() ?? '';
		if (!EMPTY_WORDS.has(value)) utm[key] = value.slice(0, 500);
	}
	return utm;
}
