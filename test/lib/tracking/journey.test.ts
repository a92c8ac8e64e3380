import { aLink } from '../../support/builders';
import type { Click, NetworkKind } from '../../../lib/model/click';
import { serveLink, type RequestHeaders, type ServedLink } from '../../../lib/tracking';
import { aDirectory, aRequest, aRequestWith, someSettings, testHash } from '../../support/tracking';

const JOURNEY = `jny_${'ab'.repeat(10)}`;

interface Given {
	readonly headers?: RequestHeaders;
	readonly address?: string;
	readonly networks?: Readonly<Record<string, NetworkKind[]>>;
	readonly query?: string;
	readonly at?: number;
}

async function serve({
	headers = {},
	address,
	networks = {},
	query,
	at = 0,
}: Given = {}): Promise<ServedLink> {
	const request = aRequestWith(headers, query);
	return await serveLink(
		address === undefined ? request : { ...request, remoteAddress: address },
		someSettings(),
		{
			directory: aDirectory(),
			keyedHash: testHash,
			networkKinds: (asked) => networks[asked] ?? [],
			nowMilliseconds: () => Date.UTC(2026, 10, 22, 18, 5) + at,
			randomBytes: () => new Uint8Array(10).fill(7),
		},
	);
}

async function clickOf(given?: Given): Promise<Click> {
	const { click } = await serve(given);
	if (click === null) throw new Error('there is no click');
	return click;
}

describe('the clicks of one browser', () => {
	it('join the journey that its first click began', async () => {
		const first = await serve();
		const cookie = first.cookies[1]?.split(';')[0] ?? '';
		expect(cookie).toBe(`aff_click_journey=${first.click?.journeyId}`);
		const second = await clickOf({ headers: { cookie: `x=1; ${cookie}; y=2` } });
		expect(second.journeyId).toBe(first.click?.journeyId);
	});

	it.each(['jny_short', `${JOURNEY}0`, '<script>', ''])(
		'begin a new one when the cookie says %p',
		async (value) => {
			const { journeyId } = await clickOf({ headers: { cookie: `aff_click_journey=${value}` } });
			expect(journeyId).toBe(`jny_6b032ecc${'07'.repeat(10)}`);
		},
	);

	it('have no journey without consent', async () => {
		const given = { headers: { cookie: `aff_click_journey=${JOURNEY}`, 'sec-gpc': '1' } };
		expect(await clickOf(given)).toMatchObject({ journeyId: null, addressHash: null });
		expect((await serve(given)).cookies).toEqual([]);
	});

	it('gain no touch from an image that somebody put into a page', async () => {
		const headers = { cookie: `aff_click_journey=${JOURNEY}`, 'sec-fetch-dest': 'image' };
		expect(await clickOf({ headers })).toMatchObject({ journeyId: null, opening: 'embedded' });
	});
});

describe('how a link is opened', () => {
	const cases: Array<[string, RequestHeaders, Click['opening']]> = [
		['nothing told', {}, 'unknown'],
		['a click of a person', { 'sec-fetch-dest': 'document', 'sec-fetch-user': '?1' }, 'page'],
		['a script that moves the page', { 'sec-fetch-dest': 'document' }, 'no_activation'],
		['a frame', { 'sec-fetch-dest': 'iframe', 'sec-fetch-user': '?1' }, 'embedded'],
	];
	it.each(cases)('%s', async (_, headers, opening) => {
		expect((await clickOf({ headers })).opening).toBe(opening);
	});

	it('inside of something is kept and does not count', async () => {
		const headers = { 'sec-fetch-dest': 'iframe' };
		expect(await clickOf({ headers })).toMatchObject({
			category: 'human',
			isCounted: false,
			countReason: 'embedded',
		});
		expect(await clickOf({ headers: { 'sec-fetch-dest': 'document' } })).toMatchObject({
			isCounted: true,
			countReason: 'counted',
		});
	});
});

describe('the address behind a click', () => {
	const of = async (address: string, at = 0) => (await clickOf({ address, at })).addressHash;

	it('is one for a whole IPv6 household, and another one for the neighbours', async () => {
		expect(await of('2001:db8:1:2::1')).toBe(await of('2001:db8:1:2:ffff::9'));
		expect(await of('2001:db8:1:2::1')).not.toBe(await of('2001:db8:1:3::1'));
		expect(await of('203.0.113.7')).not.toBe(await of('203.0.113.8'));
	});

	it('cannot be followed beyond the day', async () => {
		expect(await of('203.0.113.7')).not.toBe(await of('203.0.113.7', 86_400_000));
	});

	it('from a data centre is kept and does not count', async () => {
		const networks = { '203.0.113.7': ['datacentre' as const, 'vpn' as const] };
		expect(await clickOf({ address: '203.0.113.7', networks })).toMatchObject({
			category: 'human',
			isCounted: false,
			countReason: 'datacentre',
			networkKinds: ['datacentre', 'vpn'],
		});
	});

	it('of a VPN counts', async () => {
		const networks = { '203.0.113.7': ['vpn' as const] };
		expect(await clickOf({ address: '203.0.113.7', networks })).toMatchObject({ isCounted: true });
	});
});

it('a link made for a QR code says so on its clicks', async () => {
	const { click } = await serveLink(aRequest(), someSettings(), {
		directory: aDirectory({ links: [aLink({ medium: 'qr' })] }),
		keyedHash: testHash,
		networkKinds: () => [],
		nowMilliseconds: () => 0,
		randomBytes: () => new Uint8Array(10),
	});
	expect(click?.medium).toBe('qr');
});
