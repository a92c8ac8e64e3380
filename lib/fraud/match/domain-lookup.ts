/** A list of domains in lower case, however it is kept. */
export interface DomainLookup {
	has(domain: string): boolean;
}

/** Longest name of the DNS; every part of a longer text would be looked up. */
const MOST_CHARACTERS = 253;

/** Whether a list names a host or one of the domains above it. */
export function isListedDomain(list: DomainLookup, host: string): boolean {
	if (host.length > MOST_CHARACTERS + 1) return false;
	const labels = host.trim().toLowerCase().replace(/\.$/, '').split('.');
	return labels.some((_label, index) => list.has(labels.slice(index).join('.')));
}
