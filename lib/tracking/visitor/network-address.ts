/**
 * The network an address lies in: last IPv4 octet zero, IPv6 cut to its /48. Orders keep their
 * visitor's address in this form, so the hash of a click's network can be compared with theirs.
 * Expects an address as `readClientIp` writes it.
 */
export function networkAddress(ip: string): string {
	if (!ip.includes(':')) return `${ip.split('.').slice(0, 3).join('.')}.0`;
	const [head = '', tail] = ip.split('::');
	const left = head === '' ? [] : head.split(':');
	const right = tail === undefined || tail === '' ? [] : tail.split(':');
	const gap = Array.from({ length: 8 - left.length - right.length }, () => '0');
	const groups = [...left, ...(tail === undefined ? [] : gap), ...right].slice(0, 3);
	return new URL(`http://[${groups.join(':')}::]/`).hostname.slice(1, -1);
}
