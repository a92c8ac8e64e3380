import type { Click, NetworkKind } from '../../lib/model/click';
import type { AffiliateStore } from '../../lib/ports/store';
import { serveLink, type RequestHeaders } from '../../lib/tracking';
import { aDirectory, aRequest, someSettings } from '../support/tracking';
import type { Visit } from '../simulators/fraud/actions';
import type { SimulatedAffiliate } from '../simulators/fraud/affiliates';
import { MILLISECONDS_PER_MINUTE } from '../simulators/fraud/calendar';
import type { Draws } from '../simulators/fraud/draws';
import type { Browser } from '../simulators/fraud/people';
import { PROGRAMME, registered } from './simulated-shop';

/** A session ends after half an hour; its first page is what the shop tells as landing page. */
export const SESSION = 30 * MILLISECONDS_PER_MINUTE;

/** The click trigger's engine, asked by browsers that keep their cookies. */
export class ClickEndpoint {
	private readonly directory;

	constructor(
		affiliates: readonly SimulatedAffiliate[],
		private readonly store: AffiliateStore,
		private readonly networkKinds: (address: string) => readonly NetworkKind[],
		private readonly draws: Draws,
	) {
		const entries = affiliates.map(registered);
		this.directory = aDirectory({
			programmes: [PROGRAMME],
			affiliates: entries.map(({ record }) => record),
			links: entries.map(({ link }) => link),
		});
	}

	/** Serves a link; the browser keeps what it is given. */
	async serve(visit: Visit): Promise<Click | null> {
		const { browser, at, affiliateCode } = visit;
		const query = new URLSearchParams({ ...visit.query, l: affiliateCode });
		const served = await serveLink(
			aRequest({
				query: query.toString(),
				remoteAddress: browser.address,
				headers: headersOf(visit),
			}),
			someSettings(),
			{
				directory: this.directory,
				keyedHash: this.store.keyedHash.bind(this.store),
				networkKinds: this.networkKinds,
				nowMilliseconds: () => Math.floor(at),
				randomBytes: () => Uint8Array.from({ length: 10 }, () => this.draws.whole(0, 255)),
			},
		);
		for (const cookie of served.cookies) keepCookie(browser, cookie);
		if (visit.opening !== 'embedded') land(browser, served.location, at);
		return served.click;
	}
}

function headersOf({ browser, opening, referrer }: Visit): RequestHeaders {
	const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	return {
		'user-agent': browser.userAgent,
		...(opening === 'machine' ? {} : { 'accept-language': 'de-DE,de;q=0.9' }),
		...(browser.refuses ? { 'sec-gpc': '1' } : {}),
		...(referrer === null ? {} : { referer: referrer }),
		...(cookies === '' ? {} : { cookie: cookies }),
		...(browser.sendsFetchMetadata ? FETCH_METADATA[opening] : {}),
	};
}

const FETCH_METADATA: Readonly<Record<Visit['opening'], RequestHeaders>> = {
	page: { 'sec-fetch-dest': 'document', 'sec-fetch-user': '?1' },
	no_activation: { 'sec-fetch-dest': 'document' },
	embedded: { 'sec-fetch-dest': 'image' },
	machine: {},
};

function keepCookie(browser: Browser, cookie: string): void {
	const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split('=');
	browser.cookies.set(name, value);
}

function land(browser: Browser, url: string, at: number): void {
	if (browser.landing !== null && at - browser.landing.at < SESSION) return;
	browser.landing = { url, at };
}
