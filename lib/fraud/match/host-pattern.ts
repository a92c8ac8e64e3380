/** Longest name of the DNS. */
const MOST_CHARACTERS = 253;

/** Host of an address ("https://a.example:8080/x" or "a.example/x") in lower case, or null. */
export function hostOf(address: string): string | null {
	const host = address
		.trim()
		.toLowerCase()
		.replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
		.split(/[/?#]/, 1)[0]
		?.split('@')
		.at(-1)
		?.replace(/:\d+$/, '')
		.replace(/\.$/, '');
	return host === undefined || host === '' || host.length > MOST_CHARACTERS ? null : host;
}

/**
 * Whether a host is meant by a pattern: itself and all its sub-domains; `*` stands for any text.
 * "*.example.com" and "example.com" mean the same.
 */
export function matchesHost(host: string, pattern: string): boolean {
	const wanted = pattern.trim().toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');
	if (wanted === '') return false;
	return matchesGlob(host, wanted) || matchesGlob(host, `*.${wanted}`);
}

/** Linear in the text: on a mismatch only the last star takes one character more. */
function matchesGlob(text: string, glob: string): boolean {
	let textAt = 0;
	let globAt = 0;
	let starAt = -1;
	let resumeAt = 0;
	while (textAt < text.length) {
		if (glob[globAt] === '*') {
			starAt = globAt;
			resumeAt = textAt;
			globAt += 1;
		} else if (glob[globAt] === text[textAt]) {
			textAt += 1;
			globAt += 1;
		} else if (starAt >= 0) {
			resumeAt += 1;
			textAt = resumeAt;
			globAt = starAt + 1;
		} else {
			return false;
		}
	}
	return /^\**$/.test(glob.slice(globAt));
}
