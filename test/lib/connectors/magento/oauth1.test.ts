import { oauth1Header, oauth1HttpPort } from '../../../../lib/connectors/magento';
import type { HttpPort, HttpRequest } from '../../../../lib/ports/http';

const KEYS = {
	consumerKey: 'ck_0123',
	consumerSecret: 'cs&secret',
	accessToken: 'at_0123',
	accessTokenSecret: 'ats/secret',
};
const MOMENT = { nonce: 'nonce-1', timestampSeconds: 1_795_370_700 };
const REQUEST = {
	method: 'GET',
	url: 'https://shop.example.com/rest/all/V1/orders',
	query: {
		'searchCriteria[filter_groups][0][filters][0][value]': '2026-11-22 18:05:00',
		'searchCriteria[pageSize]': '100',
		note: "it's (a) *test*!+ü",
	},
} as const;

const signatureOf = (header: string) => /oauth_signature="([^"]+)"/.exec(header)?.[1];

describe('an OAuth 1.0a header', () => {
	it('is the one that another implementation makes of the same request', () => {
		// Made once with the oauth-1.0a package of npm.
		expect(signatureOf(oauth1Header(REQUEST, KEYS, MOMENT))).toBe(
			'mMTKnNioHdf8KK7g9pFPQe1TWNrTZpW9kvX771I2yXs%3D',
		);
	});

	it('names everything that Magento asks for', () => {
		const header = oauth1Header(REQUEST, KEYS, MOMENT);
		expect(header).toMatch(/^OAuth oauth_consumer_key="ck_0123", oauth_nonce="nonce-1", /);
		expect(header).toContain('oauth_signature_method="HMAC-SHA256"');
		expect(header).toContain('oauth_timestamp="1795370700"');
		expect(header).toContain('oauth_token="at_0123"');
		expect(header).not.toMatch(/secret/);
	});

	it('signs a query in the address like one beside it', () => {
		const { query, ...rest } = REQUEST;
		const url = `${rest.url}?${Object.entries(query)
			.map((pair) => pair.map(encodeURIComponent).join('='))
			.join('&')}`;
		expect(oauth1Header({ ...rest, url }, KEYS, MOMENT)).toBe(oauth1Header(REQUEST, KEYS, MOMENT));
	});

	it('leaves the default port and a JSON body out of what is signed', () => {
		const withPort = { ...REQUEST, url: 'https://shop.example.com:443/rest/all/V1/orders' };
		expect(oauth1Header(withPort, KEYS, MOMENT)).toBe(oauth1Header(REQUEST, KEYS, MOMENT));
		const withBody: HttpRequest = { ...REQUEST, body: { a: 1 } };
		expect(oauth1Header(withBody, KEYS, MOMENT)).toBe(oauth1Header(REQUEST, KEYS, MOMENT));
	});
});

describe('a signing port', () => {
	const sent: HttpRequest[] = [];
	const port: HttpPort = {
		request: (request) => {
			sent.push(request);
			return Promise.resolve({ status: 200, headers: {}, body: {} });
		},
	};
	let count = 0;
	const sources = {
		now: () => '2026-11-22T18:05:00.999Z',
		nonce: () => `nonce-${(count += 1)}`,
	};

	it('signs every request anew and keeps its other headers', async () => {
		const signing = oauth1HttpPort(port, { ...KEYS, consumerKey: ' ck_0123\n' }, sources);
		await signing.request({ ...REQUEST, headers: { accept: 'application/json' } });
		await signing.request({ ...REQUEST, headers: { accept: 'application/json' } });
		const [first, second] = sent.map(({ headers }) => headers);
		expect(first?.['accept']).toBe('application/json');
		expect(first?.['authorization']).toContain('oauth_consumer_key="ck_0123"');
		expect(first?.['authorization']).toContain('oauth_timestamp="1795370700"');
		expect(first?.['authorization']).not.toBe(second?.['authorization']);
	});

	it('refuses an empty key and says which', () => {
		expect(() => oauth1HttpPort(port, { ...KEYS, accessTokenSecret: ' ' }, sources)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'accessTokenSecret' }),
		);
	});
});
