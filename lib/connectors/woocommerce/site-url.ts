/**
 * The address of a shop as people type it, without the path of the API: that is put behind it with
 * every request. "https://shop.example.com/store/wp-json/wc/v3/" is "https://shop.example.com/store".
 */
export function wooBaseUrl(address: string): string {
	return address
		.trim()
		.replace(/\/wp-json(?:\/.*)?$/i, '')
		.replace(/\/+$/, '');
}
