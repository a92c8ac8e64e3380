/** Whether a vendor can reach an address: most want https, and some refuse private hosts. */
export function isPublicAddress(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	if (protocol !== 'https:') return false;
	if (hostname.startsWith('[')) return !/^\[(?:::1?\]|f[cde])/i.test(hostname);
	if (!hostname.includes('.') || /\.(?:local|localhost|internal|test)$/.test(hostname))
		return false;
	return !/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
}
