import { parseCatchHook, sendEvent, type HookOutcome } from '../../lib/connectors/catch-hooks';
import { AffiliateError } from '../../lib/kernel';
import { flatEvent, sampleEvent } from '../../lib/mapping/catch-hook';
import { timestampedSignature } from '../../lib/mapping/webhook-signature';
import { catchHookEventSchema } from '../../lib/model/catch-hook';
import { startCatchHooksSimulator, type CatchHooksSimulator } from '../simulators/catch-hooks';
import { axiosHttpPort } from '../support/axios-http-port';
import {
	aCustomer,
	anAttribution,
	anOrder,
	aRecordedCommission,
	aRefund,
} from '../support/builders';
import { countedWaits } from './crm-writes';

const SECRET = 'a-secret-of-the-receiver';
const START = Date.parse('2026-11-23T06:00:00Z');

type Hook = keyof CatchHooksSimulator['hooks'];

const SERVICES: Readonly<Record<Hook, string>> = {
	zapier: 'zapier',
	silentZapier: 'zapier',
	make: 'make',
	pabbly: 'pabbly',
	own: 'other',
};

let simulator: CatchHooksSimulator;
let now = START;
let count = 0;

beforeEach(async () => {
	now = START;
	simulator = await startCatchHooksSimulator({ secret: SECRET, now: () => now });
});

afterEach(async () => await simulator.close());

/** Waiting moves the simulator's clock instead of taking time. */
const { waits, sleeper } = countedWaits((milliseconds) => {
	now += milliseconds;
});

beforeEach(() => {
	waits.length = 0;
});

async function send(
	hook: Hook,
	own: { readonly secret?: string; readonly url?: string; readonly makeKey?: string } = {},
	event = sampleEvent(`evt_${(count += 1)}`, '2026-11-23T06:00:00.000Z'),
): Promise<HookOutcome> {
	const { secret = '', url = simulator.hooks[hook], makeKey } = own;
	const parsed = parseCatchHook({ service: SERVICES[hook], url, signingSecret: secret });
	const connection = {
		http: axiosHttpPort(makeKey === undefined ? {} : { 'x-make-apikey': makeKey }),
		sleeper,
		jitter: () => 0,
		sign: (body: string, key: string) =>
			timestampedSignature(body, key, new Date(now).toISOString()),
	};
	return await sendEvent(connection, parsed, event);
}

const always = (status: number, headers: Record<string, string> = {}, body?: unknown) => [
	{ when: () => true, then: { answer: { status, headers, body } } },
];

describe('an event that is sent', () => {
	it.each(['zapier', 'silentZapier', 'make', 'pabbly'] as const)(
		'is taken by %s as a flat object, with its id as key',
		async (hook) => {
			expect(await send(hook)).toMatchObject({ taken: true, status: 200 });
			expect(catchHookEventSchema.parse(simulator.received()[0]).is_sample).toBe(true);
			expect(simulator.headers()[0]).toMatchObject({
				'content-type': 'application/json',
				'idempotency-key': `evt_${count}`,
				'user-agent': 'n8n-nodes-affiliate-loop',
			});
			expect(simulator.headers()[0]).not.toHaveProperty('x-affiliate-signature');
		},
	);

	it('brings back the id that Zapier finds it by', async () => {
		expect(await send('zapier')).toEqual({ taken: true, status: 200, receipt: '0190-1' });
	});

	it('is signed for a receiver that checks it, letters of any script included', async () => {
		const event = { ...sampleEvent('evt', '2026-11-23T06:00:00.000Z'), order_products: 'Käse 茶' };
		expect(await send('own', { secret: SECRET }, event)).toMatchObject({ status: 204 });
		expect(simulator.received()[0]).toEqual(event);
		const other = { secret: 'another-secret-of-nobody' };
		expect(await send('own', other)).toMatchObject({ taken: false, status: 401 });
	});

	it('brings Make the key that its webhook asks for', async () => {
		simulator.setMakeKey('key-1');
		expect(await send('make', { makeKey: 'key-1' })).toMatchObject({ taken: true });
		expect(await send('make')).toMatchObject({
			taken: false,
			retryable: false,
			reason: 'Make refused the request (401)',
			hint: expect.stringContaining('Make API Key'),
		});
	});
});

describe('the limits of a service', () => {
	it('of Zapier let 30 in a second through and the next a second later', async () => {
		for (let sent = 0; sent < 31; sent += 1) {
			expect(await send('zapier')).toMatchObject({ taken: true });
		}
		expect(waits).toEqual([1_000]);
		expect(simulator.received()).toHaveLength(31);
	});

	it('of Make are waited for as long as its window', async () => {
		for (let sent = 0; sent < 301; sent += 1) await send('make');
		expect(waits).toEqual([10_000]);
		expect(simulator.received()).toHaveLength(301);
	});

	it('keep what is too large from being sent', async () => {
		const event = { ...sampleEvent('big', '2026-11-23T06:00:00.000Z') };
		const large = { ...event, event_data: 'x'.repeat(5_000_001) };
		expect(await send('make', {}, large)).toMatchObject({ status: 413, retryable: false });
		expect(simulator.requests()).toHaveLength(0);
		expect(await send('zapier', {}, large)).toMatchObject({ taken: true });
	});
});

describe('an answer that is no', () => {
	it('of Make is final when no scenario listens any more', async () => {
		simulator.setMakeScenario('gone');
		expect(await send('make')).toMatchObject({
			taken: false,
			status: 410,
			retryable: false,
			reason: 'Make has no workflow behind this address any more (410)',
			hint: expect.stringContaining('scenario'),
		});
		expect(simulator.requests()).toHaveLength(1);
	});

	it('of Make is for now when the queue is full', async () => {
		simulator.setMakeScenario('queue_full');
		expect(await send('make')).toMatchObject({
			status: 400,
			retryable: true,
			reason: 'The queue of the webhook in Make is full (400)',
		});
		expect(waits).toEqual([5_000, 5_000]);
	});

	it.each([400, 404, 410, 422])('of others is final with status %i', async (status) => {
		simulator.setFaults(always(status));
		expect(await send('pabbly')).toMatchObject({ status, retryable: false });
		expect(simulator.requests()).toHaveLength(1);
	});

	it.each([408, 425, 429, 500, 503])('is for now with status %i', async (status) => {
		simulator.setFaults(always(status));
		expect(await send('own')).toMatchObject({ status, retryable: true });
		expect(simulator.requests()).toHaveLength(3);
		simulator.setFaults([]);
	});

	it('tells how long the service wants to be left alone', async () => {
		simulator.setFaults(always(429, { 'retry-after': '90' }));
		expect(await send('zapier')).toMatchObject({
			retryable: true,
			retryAfterMilliseconds: 90_000,
		});
		expect(simulator.requests()).toHaveLength(1);
	});

	it('is what a confirmation is that does not confirm', async () => {
		simulator.setFaults(always(200, {}, { status: 'error' }));
		expect(await send('zapier')).toMatchObject({ taken: false, status: 200, retryable: true });
		expect(await send('pabbly')).toMatchObject({ taken: false });
		expect(await send('make')).toMatchObject({ taken: true });
		simulator.setFaults(always(200, {}, 'Please sign in'));
		expect(await send('zapier')).toMatchObject({ taken: false });
	});

	it('is not followed elsewhere', async () => {
		const answer = { status: 302, headers: { location: simulator.hooks.pabbly } };
		simulator.setFaults([{ when: ({ path }) => path.startsWith('/hooks'), then: { answer } }]);
		expect(await send('zapier')).toMatchObject({ taken: false, status: 302, retryable: false });
		expect(simulator.received()).toHaveLength(0);
	});
});

describe('a connection that breaks', () => {
	it('is tried again, and the event keeps its id', async () => {
		simulator.setFaults([{ when: () => true, times: 1, then: 'lose_answer' }]);
		expect(await send('zapier')).toMatchObject({ taken: true });
		expect(simulator.received().map(({ event_id: id }) => id)).toEqual([
			`evt_${count}`,
			`evt_${count}`,
		]);
	});

	it('for good may be over later', async () => {
		simulator.setFaults([{ when: () => true, then: 'drop' }]);
		expect(await send('make')).toMatchObject({
			taken: false,
			status: 0,
			retryable: true,
			reason: 'Make did not answer',
		});
	});
});

describe('the address of a hook', () => {
	const problemOf = (service: string, url: string, signingSecret = ''): string => {
		try {
			parseCatchHook({ service, url, signingSecret });
		} catch (error) {
			const { message, hint = '' } = error as AffiliateError;
			return `${message} ${hint}`;
		}
		return 'none';
	};

	it.each([
		['zapier', 'https://hooks.zapier.com/hooks/catch/1/a/'],
		['make', 'https://hook.eu2.make.com/abc'],
		['make', 'https://hook.us1.make.celonis.com/abc'],
		['pabbly', 'https://connect.pabbly.com/workflow/sendwebhookdata/abc='],
		['other', 'https://hooks.example.com/in?token=abc'],
		['other', 'http://127.0.0.1:8080/in'],
	])('of %s may be %s', (service, url) => {
		expect(problemOf(service, url)).toBe('none');
	});

	it.each([
		['zapier', 'https://hooks.zapier.com.evil.example/s3cret', 'not one of Zapier'],
		['make', 'https://eu2.make.com/s3cret', 'not one of Make'],
		['pabbly', 'https://hooks.zapier.com/s3cret', 'not one of Pabbly Connect'],
		['other', 'http://hooks.example.com/s3cret', 'must start with https'],
		['other', 'ftp://127.0.0.1/s3cret', 'must start with https'],
		['other', 'https://user:s3cret@hooks.example.com/', 'no user name'],
		['other', 's3cret', 'no web address'],
		['somebody', 'https://hooks.example.com/s3cret', 'service is not known'],
	])('of %s cannot be %s, which is not repeated', (service, url, problem) => {
		expect(problemOf(service, url)).toContain(problem);
		expect(problemOf(service, url)).not.toContain('s3cret');
	});

	it('goes with a secret that cannot be guessed, or with none', () => {
		const url = 'https://hooks.example.com/in';
		expect(problemOf('other', url, 'short')).toContain('too short');
		expect(problemOf('other', url, 'a-long-enough-secret')).toBe('none');
	});
});

describe('a flat event', () => {
	const event = {
		eventId: 'out_1',
		type: 'conversion.recorded',
		occurredAt: '2026-11-17T10:00:00.000Z',
	};
	const nothing = { order: null, refund: null, attribution: null, ledger: null };
	const order = anOrder({ customer: aCustomer({ phone: '+49 30 5550100' }) });

	it('has every key whatever it tells', () => {
		const full = {
			order,
			refund: aRefund(),
			attribution: anAttribution(),
			ledger: {
				outcome: 'recorded',
				commissions: [aRecordedCommission()],
				customer: null,
				refunds: [],
			},
		};
		const keys = Object.keys(catchHookEventSchema.shape);
		for (const facts of [nothing, full]) {
			const flat = flatEvent({ event, ...facts }, { includeContact: true });
			expect(Object.keys(flat).sort()).toEqual([...keys].sort());
			expect(catchHookEventSchema.parse(flat)).toEqual(flat);
		}
		expect(flatEvent({ event, ...full }, { includeContact: false })).toMatchObject({
			event: 'conversion.recorded',
			order_total: '100.00',
			affiliate_code: 'anna',
			commission_currency: 'EUR',
			refund_id: aRefund().refundId,
		});
	});

	it('has the contact only where it is wanted', () => {
		const without = flatEvent({ event, ...nothing, order }, { includeContact: false });
		for (const text of ['carla@', 'Carla', 'Customer', '5550100', 'DE']) {
			expect(JSON.stringify(without)).not.toContain(text);
		}
		expect(flatEvent({ event, ...nothing, order }, { includeContact: true })).toMatchObject({
			contact_email: 'carla@example.com',
			contact_phone: '+49 30 5550100',
			contact_country: 'DE',
		});
	});

	it('of a store has its kind and its record', () => {
		const { type: _type, ...store } = event;
		const told = { ...store, kind: 'order.paid', recordId: '1001' };
		expect(flatEvent({ event: told, ...nothing }, { includeContact: false })).toMatchObject({
			event: 'order.paid',
			record_id: '1001',
			event_data: null,
		});
	});
});
