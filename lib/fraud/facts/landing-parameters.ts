const MOST_PARAMETERS = 50;
const MOST_CHARACTERS = 100;
const MOST_URL_CHARACTERS = 8_192;

/** Names that are one: not an address that somebody put there, nor what every object has. */
const NAME = /^(?!__proto__$)[\w.:~[\]-]+$/;

/** Names under which forms hand on who somebody is. */
const PERSONAL_NAME =
	/e-?mail|phone|mobile|(?:^|_)tel(?:$|_)|(?:first|last|full|user|sur)_?name|address|birth|passw|token/;

/**
 * Query parameters of a landing page: names in lower case, the first value of each, cut to 100
 * characters, at most 50. Values that may tell who the visitor is are left empty; that of a name
 * alone can be evidence too.
 */
export function landingParameters(landingUrl: string | null): Record<string, string> {
	const url = landingUrl ?? '';
	const start = url.indexOf('?');
	if (start < 0 || url.length > MOST_URL_CHARACTERS) return {};
	const found = new Map<string, string>();
	for (const [rawName, value] of new URLSearchParams(url.slice(start + 1).split('#', 1)[0])) {
		if (found.size === MOST_PARAMETERS) break;
		const name = rawName.trim().toLowerCase().slice(0, MOST_CHARACTERS);
		if (!NAME.test(name) || found.has(name)) continue;
		found.set(name, isPersonal(name, value) ? '' : value.slice(0, MOST_CHARACTERS));
	}
	return Object.fromEntries(found);
}

function isPersonal(name: string, value: string): boolean {
	return PERSONAL_NAME.test(name) || /@|%40/.test(value);
}
