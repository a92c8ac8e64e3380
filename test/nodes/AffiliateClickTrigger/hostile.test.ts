import fc from 'fast-check';
import { anAffiliate, aLink, aProgramme } from '../../support/builders/registry';
import { startTrigger, type RunningTrigger } from '../../support/click-trigger';
import { expectHarmless, rawRequests, sendRaw } from '../../support/raw-requests';
import { FIREFOX } from '../../support/tracking';

let trigger: RunningTrigger;

beforeEach(async () => {
	const options = { trustedProxies: 1 };
	const fallbackUrl = 'https://www.example.com/welcome';
	trigger = await startTrigger({ path: 'go', fallbackUrl, options });
	const { registry } = trigger.store;
	await registry.saveProgramme(aProgramme());
	await registry.saveAffiliate(anAffiliate());
	await registry.saveLink(aLink());
});

afterEach(async () => await trigger.stop());

describe('any bytes at the webhook of links', () => {
	it('are a redirect to an allowed host or are refused, and nothing is thrown', async () => {
		let redirects = 0;
		await fc.assert(
			fc.asyncProperty(rawRequests('/webhook/go'), async (request) => {
				const answer = await sendRaw(trigger.port, request);
				expectHarmless(answer);
				if (answer?.status === 302) redirects += 1;
			}),
			{ numRuns: 1_000 },
		);
		expect(redirects).toBeGreaterThan(100);
		expect(trigger.log.filter(({ level }) => level === 'error')).toEqual([]);
		expect(Object.keys(Object.prototype)).toEqual([]);
	}, 120_000);
});

/** Repeated, they send a careless pattern back and forth. */
const NASTY: ReadonlyArray<readonly [header: string, piece: string]> = [
	...[
		'Mozilla/5.0 ',
		'(',
		'(;',
		' ',
		';',
		'AppleWebKit/',
		'Version/1.',
		'1.',
		'Android ',
		'bot',
	].map((piece) => ['user-agent', piece] as const),
	...['iPhone OS 1_', 'Linux; U; ', 'Chrome/1 Safari/', 'compatible; MSIE 1', 'a/1 '].map(
		(piece) => ['user-agent', piece] as const,
	),
	...['https://', 'https://a/?q=1&', 'a.', '@', '%20', '#'].map(
		(piece) => ['referer', piece] as const,
	),
	...['1.1.1.1,', ' , ', ':', '[', '::ffff:1.1.1.1, ', '1.'].map(
		(piece) => ['x-forwarded-for', piece] as const,
	),
	...['a=b; ', '=;', 'aff_click=', ' ;', 'aff_click_journey=a; ', '%'].map(
		(piece) => ['cookie', piece] as const,
	),
	...['de;q=0.5,', ';q=', '-', 'a-', ' '].map((piece) => ['accept-language', piece] as const),
];

const LONG = 64 * 1_024;
const ROUNDS = 4;

/** Microseconds of work that a request costs this process, the least of some times. */
async function costOf(headers: Record<string, string>): Promise<number> {
	let best = Number.POSITIVE_INFINITY;
	for (let round = 0; round < ROUNDS; round += 1) {
		const before = process.cpuUsage();
		const { status } = await trigger.ask('/webhook/go?l=anna-grinder', headers);
		const { user, system } = process.cpuUsage(before);
		expect(status).toBe(302);
		best = Math.min(best, user + system);
	}
	return best;
}

describe('a header of 64 KB', () => {
	it.each(NASTY)('%s of many "%s" costs no more than in proportion', async (name, piece) => {
		const person = { 'user-agent': FIREFOX };
		await costOf(person);
		const plain = await costOf(person);
		const valueOf = (length: number) => {
			const repeated = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
			return `x${repeated.slice(0, -2)}x`;
		};
		const half = await costOf({ ...person, [name]: valueOf(LONG / 2) });
		const whole = await costOf({ ...person, [name]: valueOf(LONG) });
		// A plain request's worth of noise, some times over, is nobody's fault.
		expect(whole).toBeLessThan(4 * half + 8 * plain);
		expect(whole).toBeLessThan(100 * plain);
	});
});
