import fc from 'fast-check';
import { connect } from 'node:net';
import { FIREFOX } from './tracking';

/*
 * Requests that no browser sends, byte by byte over a socket.
 */

export interface RawAnswer {
	readonly status: number;
	/** Names in lower case; a name that comes twice has two values. */
	readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** Null where the connection was closed without an answer. */
export async function sendRaw(port: number, request: Buffer): Promise<RawAnswer | null> {
	const text = await new Promise<string>((resolve) => {
		const chunks: Buffer[] = [];
		const socket = connect({ host: '127.0.0.1', port }, () => socket.end(request));
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.on('error', () => undefined);
		socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
	});
	const [head = ''] = text.split('\r\n\r\n');
	const [first = '', ...lines] = head.split('\r\n');
	const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? Number.NaN);
	if (Number.isNaN(status)) return null;
	const headers = new Map<string, string[]>();
	for (const line of lines) {
		const colon = line.indexOf(':');
		const name = line.slice(0, colon).toLowerCase();
		headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
	}
	return { status, headers };
}

const PIECES = [
	'anna-grinder',
	'anna',
	'/',
	'//',
	'\\',
	'..',
	'%',
	'%zz',
	'%00',
	'%0d%0aSet-Cookie:%20stolen=1',
	'%2e%2e%2f',
	'%ff%fe',
	'//evil.example/',
	'/\\evil.example',
	'@evil.example',
	'?l=anna-grinder',
	'?aff=anna&url=https%3A%2F%2Fevil.example%2F',
	'?aff=anna&url=//evil.example',
	'?aff=anna&url=https://shop.example.com@evil.example/',
	'?aff=anna&url=https://shop.example.com%5C.evil.example/',
	'?aff=anna&url=javascript:alert(1)',
	'?aff=anna&url=https://shop.example.com/%0d%0aX:1',
	'&sub1=',
	'&consent=',
	'&__proto__=1',
	'&constructor[prototype][polluted]=1',
	'http://evil.example/',
	'*',
	'#',
	';',
];

const bytesFrom = (min: number, max: number) =>
	fc
		.uint8Array({ min, max, minLength: 1, maxLength: 40 })
		.map((bytes) => Buffer.from(bytes).toString('latin1'));

/** What HTTP allows in a target; the parser refuses everything else before it comes to us. */
const inTarget = bytesFrom(0x21, 0x7e);
/** What it allows in a value, which is nearly everything. */
const inValue = bytesFrom(0x80, 0xff);
const anyBytes = bytesFrom(0x00, 0xff);

const target = fc
	.array(
		fc.oneof(
			{ arbitrary: fc.constantFrom(...PIECES), weight: 30 },
			{ arbitrary: inTarget, weight: 10 },
			{ arbitrary: anyBytes, weight: 1 },
		),
		{ minLength: 0, maxLength: 5 },
	)
	.map((parts) => parts.join(''));

const NAMES = [
	'User-Agent',
	'Referer',
	'X-Forwarded-For',
	'X-Forwarded-Proto',
	'Cookie',
	'Accept-Language',
	'Sec-Fetch-Dest',
	'Sec-GPC',
	'Purpose',
	'__proto__',
	'constructor',
];

/** With these the parser decides where a request ends, so that most of what they hold is refused. */
const FRAMING = ['Host', 'Connection', 'Content-Length', 'Transfer-Encoding'];

const VALUES = [
	'',
	',',
	'1.1.1.1, ::1, evil',
	'aff_click=; aff_click=clk_x; aff_click_journey=%',
	'__proto__=1; constructor=2',
	'[::1',
	'evil.example',
	'*;q=NaN, de-DE;q=9',
	'(((((((((',
	'Mozilla/5.0 (compatible; ',
	'https',
	'1',
	FIREFOX,
];

const header = fc.oneof(
	{
		arbitrary: fc.tuple(
			fc.constantFrom(...NAMES),
			fc.oneof(
				{ arbitrary: fc.constantFrom(...VALUES), weight: 10 },
				{ arbitrary: inTarget, weight: 5 },
				{ arbitrary: inValue, weight: 5 },
				{ arbitrary: anyBytes, weight: 1 },
			),
		),
		weight: 30,
	},
	{
		arbitrary: fc.tuple(
			fc.constantFrom(...FRAMING),
			fc.oneof(fc.constantFrom('chunked', '-1', '5', 'go.example.com:99999', '[::1'), anyBytes),
		),
		weight: 1,
	},
);

const method = fc.constantFrom(
	'GET',
	'GET',
	'GET',
	'GET',
	'HEAD',
	'POST',
	'OPTIONS',
	'get',
	'G\u00ebT',
);

/** A request that asks below `prefix` for whatever, with whatever headers; now and then none at all. */
export function rawRequests(prefix: string): fc.Arbitrary<Buffer> {
	const shaped = fc
		.tuple(method, target, fc.array(header, { maxLength: 6 }))
		.map(([verb, rest, headers]) => {
			const lines = headers.map(([name, value]) => `${name}: ${value}`);
			const host = headers.some(([name]) => name === 'Host') ? [] : ['Host: go.example.com'];
			return [`${verb} ${prefix}${rest} HTTP/1.1`, ...host, ...lines, 'Connection: close', '', ''];
		})
		.map((lines) => Buffer.from(lines.join('\r\n'), 'latin1'));
	const shapeless = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
	return fc.oneof({ arbitrary: shaped, weight: 9 }, { arbitrary: shapeless, weight: 1 });
}

/** Where links may lead in the tests' registry, and where all others are sent. */
const ALLOWED = new Set(['https://shop.example.com', 'https://www.example.com']);

const KNOWN = new Set([
	'location',
	'set-cookie',
	'cache-control',
	'referrer-policy',
	'x-robots-tag',
	'content-length',
	'content-type',
	'date',
	'connection',
	'keep-alive',
	'allow',
	'x-content-type-options',
	'transfer-encoding',
]);

/** Answered with a redirect to an allowed host or refused, and nothing of the request became a header. */
export function expectHarmless(answer: RawAnswer | null): void {
	if (answer === null) return;
	const { status, headers } = answer;
	expect([...headers.keys()].filter((name) => !KNOWN.has(name))).toEqual([]);
	const stolen = (headers.get('set-cookie') ?? []).filter((text) => !text.startsWith('aff_click'));
	expect(stolen).toEqual([]);
	if (status >= 400 && status < 500) return;
	const [location = '', ...others] = headers.get('location') ?? [];
	expect({ status, others, isAllowed: ALLOWED.has(originOf(location)) }).toEqual({
		status: 302,
		others: [],
		isAllowed: true,
	});
}

function originOf(location: string): string {
	return URL.canParse(location) ? new URL(location).origin : location;
}
