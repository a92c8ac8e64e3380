import type { Draws } from './draws';

function chrome(system: string, version: number, suffix = ''): string {
	return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 ${suffix}Safari/537.36`;
}

function safariPhone(version: string): string {
	const system = version.replace('.', '_');
	return `Mozilla/5.0 (iPhone; CPU iPhone OS ${system} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/604.1`;
}

const WINDOWS = 'Windows NT 10.0; Win64; x64';
const MAC = 'Macintosh; Intel Mac OS X 10_15_7';
const ANDROID = 'Linux; Android 10; K';

/** Browsers freeze their strings, so that many people have the very same one. */
const BROWSERS: readonly string[] = [
	...[141, 142, 143].flatMap((version) => [
		chrome(WINDOWS, version),
		chrome(MAC, version),
		chrome(ANDROID, version, 'Mobile '),
		`${chrome(WINDOWS, version)} Edg/${version}.0.0.0`,
	]),
	...['17.6', '18.1', '18.5', '18.6', '26.0', '26.1'].map(safariPhone),
	...['144.0', '145.0'].map(
		(version) => `Mozilla/5.0 (${WINDOWS}; rv:${version}) Gecko/20100101 Firefox/${version}`,
	),
	`Mozilla/5.0 (${MAC}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
	`${chrome('Linux; Android 10; K', 138, 'SamsungBrowser/28.0 Mobile ')}`,
	`${chrome(ANDROID, 142, 'Mobile ')} Instagram 401.0.0.0.0 Android`,
];

/** Programs that say what they are. */
const DECLARED_BOTS: readonly string[] = [
	'python-requests/2.32.3',
	'curl/8.9.1',
	'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36',
	'Go-http-client/2.0',
];

export const PLAIN_CHROME = chrome(WINDOWS, 142);

export function someUserAgent(draws: Draws): string {
	return draws.pick(BROWSERS);
}

export function someBotAgent(draws: Draws): string {
	return draws.pick(DECLARED_BOTS);
}
