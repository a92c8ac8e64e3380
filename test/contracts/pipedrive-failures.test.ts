import { setTimeout } from 'node:timers/promises';
import { PipedriveConnector } from '../../lib/connectors/pipedrive';
import { PIPEDRIVE_FIELDS } from '../../lib/mapping/pipedrive';
import { blocked } from '../simulators/pipedrive';
import { axiosHttpPort } from '../support/axios-http-port';
import {
	answering,
	byHand,
	contactWrite,
	CREATE_DEAL,
	CREATE_PERSON,
	LIST_PERSONS,
	manyContacts,
	manyPurchases,
	pipedrive,
	purchase,
	SEARCH_PERSONS,
	to,
	TOKEN,
	UPDATE_PERSON,
} from './pipedrive-harness';

describe('a record that Pipedrive does not take', () => {
	it('does not sink the others, and its deal is not made', async () => {
		const { simulator, connector } = await pipedrive();
		const purchases = manyPurchases(10);
		const contact = contactWrite('buyer4@example.com', {
			field: 'affiliate_coupon',
			value: 'x'.repeat(256),
		});
		const [, , , , fifth] = purchases;
		if (fifth !== undefined) purchases[4] = { ...fifth, contact };

		const outcomes = await connector().syncPurchases(purchases);

		expect(outcomes[4]).toMatchObject({
			outcome: 'rejected',
			field: 'Affiliate coupon',
			retryable: false,
			purchaseId: null,
		});
		expect(outcomes[4]?.reason).toContain('ERR_SCHEMA_VALIDATION_FAILED');
		expect(outcomes[4]?.reason).not.toMatch(/[0-9a-f]{40}/);
		expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(9);
		expect(simulator.deals()).toHaveLength(9);
	});

	it('is named without its values', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([
			{
				when: CREATE_PERSON,
				then: answering(400, {
					body: {
						success: false,
						error: 'Carla <carla@example.com> is not welcome',
						error_info: 'Please check developers.pipedrive.com',
					},
				}),
			},
		]);

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'first_name', value: 'Carla' }),
		]);

		expect(outcome).toMatchObject({ outcome: 'rejected' });
		expect(outcome?.reason).toContain('is not welcome');
		expect(JSON.stringify(outcome)).not.toMatch(/carla/i);
	});

	it('because it was deleted meanwhile is rejected, and the run goes on', async () => {
		const { simulator, connector } = await pipedrive();
		const gone = simulator.addRecord('persons', byHand('Gone', 'gone@example.com'));
		simulator.setFaults([
			{
				when: (request) => {
					if (UPDATE_PERSON(request)) gone.is_deleted = true;
					return false;
				},
				then: 'drop',
			},
		]);

		const outcomes = await connector().syncContacts([
			contactWrite('gone@example.com', { field: 'affiliate_source', value: 'anna' }),
			contactWrite('here@example.com', { field: 'affiliate_source', value: 'anna' }),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'created']);
	});

	it('because of a limit of the plan fails, and what needs no room is written', async () => {
		const { simulator, connector } = await pipedrive({ openDeals: 1 });
		const pending = manyPurchases(2).map((order) => ({ ...order, stage: 'pending' as const }));
		const paid = purchase('paid@example.com', 'paid');

		const outcomes = await connector().syncPurchases([...pending, paid]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'created']);
		expect(outcomes[1]).toMatchObject({
			reason: expect.stringContaining('feature_capping_deals_limit'),
			hint: expect.stringContaining('plan'),
			retryable: false,
			contactId: expect.any(String),
		});
		expect(simulator.deals()).toHaveLength(2);
	});

	it('although the answer was a 200 is told as well', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([
			{
				when: CREATE_PERSON,
				then: answering(200, { body: { success: false, error: 'Person was not added' } }),
			},
		]);

		const [outcome] = await connector().syncContacts(manyContacts(1));

		expect(outcome).toMatchObject({ outcome: 'rejected' });
		expect(outcome?.reason).toContain('Person was not added');
	});
});

describe('waiting and trying again', () => {
	it.each([
		{ headers: { 'retry-after': '3' }, wait: 3_000, because: 'Retry-After counts' },
		{ headers: { 'x-ratelimit-reset': '4' }, wait: 4_000, because: 'else the window counts' },
		{ headers: {}, wait: 2_000, because: 'else it is the window that is documented' },
	])('obeys 429, and makes nothing twice: $because', async ({ headers, wait }) => {
		const { simulator, connector, waits } = await pipedrive();
		simulator.setFaults([{ when: CREATE_PERSON, times: 1, then: answering(429, { headers }) }]);

		const [outcome] = await connector().syncContacts(manyContacts(1));

		expect(outcome?.outcome).toBe('created');
		expect(simulator.persons()).toHaveLength(1);
		expect(waits).toEqual([wait]);
	});

	it('stays below the windows of two seconds, so that Pipedrive need not refuse', async () => {
		const limits = { burst: 6, searchBurst: 2, dailyTokens: 100_000 };
		const { simulator } = await pipedrive({ limits });
		const connector = new PipedriveConnector(
			{
				http: axiosHttpPort({ 'x-api-token': TOKEN }),
				sleeper: { sleep: async (milliseconds) => await setTimeout(milliseconds) },
				jitter: () => 0,
				baseUrl: simulator.url,
			},
			{ definitions: PIPEDRIVE_FIELDS },
		);

		const outcomes = await connector.syncPurchases(manyPurchases(3));

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		expect(simulator.requests().map(({ status }) => status)).not.toContain(429);
	}, 30_000);

	it.each([500, 502, 503, 504])('reads again after %i with growing waits', async (status) => {
		const { simulator, connector, waits } = await pipedrive();
		simulator.setFaults([{ when: LIST_PERSONS, times: 3, then: answering(status) }]);

		const [outcome] = await connector().syncContacts(manyContacts(1));

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual([1_000, 2_000, 4_000]);
	});

	it('changes again after a dropped connection', async () => {
		const { simulator, connector, waits } = await pipedrive();
		simulator.addRecord('persons', byHand('Buyer', 'buyer0@example.com'));
		simulator.setFaults([{ when: UPDATE_PERSON, times: 2, then: 'lose_answer' }]);

		const [outcome] = await connector().syncContacts(manyContacts(1));

		expect(outcome?.outcome).toBe('updated');
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('gives up after five attempts and says that trying later may work', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([{ when: LIST_PERSONS, then: answering(503) }]);

		const outcomes = await connector().syncContacts(manyContacts(2));

		expect(outcomes).toMatchObject([
			{ outcome: 'failed', retryable: true },
			{ outcome: 'failed', retryable: true },
		]);
		expect(simulator.requests().filter(LIST_PERSONS)).toHaveLength(5);
		expect(simulator.requests().filter(SEARCH_PERSONS)).toEqual([]);
	});
});

describe('the daily budget', () => {
	it('that is used up ends the run at once, and the next day goes on where it ended', async () => {
		const limits = { dailyTokens: 200, burst: 100_000, searchBurst: 100_000 };
		const { simulator, connector, waits } = await pipedrive({ limits });
		const writes = manyContacts(60);

		const outcomes = await connector().syncContacts(writes);

		const created = outcomes.filter(({ outcome }) => outcome === 'created').length;
		expect(created).toBeGreaterThan(10);
		expect(outcomes.at(-1)).toMatchObject({
			outcome: 'failed',
			retryable: true,
			reason: 'The daily budget of the Pipedrive account is used up (429)',
			hint: expect.stringContaining('midnight'),
		});
		expect(waits).toEqual([]);
		expect(simulator.requests().filter(({ status }) => status === 429)).toHaveLength(1);
		expect(JSON.stringify(outcomes)).not.toContain('buyer59');

		simulator.beginDay();
		await connector().syncContacts(writes);
		simulator.beginDay();
		const last = await connector().syncContacts(writes);

		expect(simulator.persons()).toHaveLength(60);
		expect(last.every(({ reason }) => reason === null)).toBe(true);
	});

	it('that does not last for all orders is not spent on their persons alone', async () => {
		const limits = { dailyTokens: 2_000, burst: 100_000, searchBurst: 100_000 };
		const { simulator, connector } = await pipedrive({ limits });

		const outcomes = await connector().syncPurchases(manyPurchases(150));

		expect(simulator.persons()).toHaveLength(75);
		expect(simulator.deals()).toHaveLength(50);
		expect(outcomes.at(-1)).toMatchObject({ outcome: 'failed', retryable: true });
	});

	it('is also told by the older header', async () => {
		const { simulator, connector, waits } = await pipedrive();
		const headers = { 'x-daily-requests-left': '0' };
		simulator.setFaults([{ when: CREATE_PERSON, then: answering(429, { headers }) }]);

		const outcomes = await connector().syncContacts(manyContacts(3));

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
		expect(waits).toEqual([]);
		expect(simulator.requests().filter(CREATE_PERSON)).toHaveLength(1);
	});
});

describe('an account that is closed to us', () => {
	it('stops the run with one clear message and one request when the token is refused', async () => {
		const { simulator, connector } = await pipedrive();

		await expect(connector('wrong').syncPurchases(manyPurchases(3))).rejects.toMatchObject({
			code: 'vendor_unavailable',
			message: expect.stringContaining('401'),
		});
		expect(simulator.requests()).toHaveLength(1);
	});

	it('because the network in front of Pipedrive blocks, is asked for nothing more', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([{ when: CREATE_PERSON, then: { answer: blocked() } }]);

		const outcomes = await connector().syncContacts(manyContacts(3));

		expect(outcomes[0]).toMatchObject({
			outcome: 'failed',
			retryable: true,
			reason: 'Pipedrive has blocked the sender of the requests (403)',
			hint: expect.stringContaining('Pause all workflows'),
		});
		expect(simulator.requests().filter(CREATE_PERSON)).toHaveLength(1);
	});

	it('because it is not paid for, is asked for nothing more', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([{ when: CREATE_DEAL, then: answering(402) }]);

		const outcomes = await connector().syncPurchases(manyPurchases(3));

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
		expect(outcomes[0]?.hint).toContain('not paid for');
		expect(simulator.requests().filter(CREATE_DEAL)).toHaveLength(1);
	});

	it('because the scope to search is missing, is asked once', async () => {
		const { simulator, connector } = await pipedrive();
		for (let index = 0; index < 600; index += 1) {
			simulator.addRecord('persons', byHand(`Person ${index}`, `person${index}@example.com`));
		}
		const body = { success: false, error: 'Scope and URL mismatch', error_info: '' };
		simulator.setFaults([{ when: SEARCH_PERSONS, then: answering(403, { body }) }]);

		const outcomes = await connector().syncContacts(manyContacts(3));

		expect(outcomes[2]).toMatchObject({
			outcome: 'failed',
			retryable: false,
			hint: expect.stringContaining('search:read'),
		});
		expect(simulator.requests().filter(SEARCH_PERSONS)).toHaveLength(1);
	});

	it('or an answer that is none of Pipedrive, is told as such', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([
			{ when: to('GET', '/personFields'), then: { answer: { status: 200, body: 'Welcome!' } } },
		]);

		await expect(connector().listFields('contact')).rejects.toMatchObject({
			code: 'vendor_unavailable',
			message: expect.stringContaining('cannot be read'),
		});
	});
});

describe('the credential', () => {
	it.each([
		{ by: 'header', headers: { 'x-api-token': TOKEN } },
		{ by: 'OAuth', headers: { authorization: `Bearer ${TOKEN}` } },
	])('is the business of the port: $by', async ({ headers }) => {
		const { simulator } = await pipedrive();
		const connector = new PipedriveConnector({
			http: axiosHttpPort(headers),
			sleeper: { sleep: () => Promise.resolve() },
			jitter: () => 0,
			baseUrl: `${simulator.url}/`,
		});

		expect((await connector.listFields('contact')).length).toBeGreaterThan(10);
	});

	it.each([
		[{ statuses: { pending: 'open', paid: 'won', cancelled: 'gone' } }, 'statuses'],
		[{ pipelineId: 'first' }, 'stageIds'],
	])('needs settings that can be used: %j', (settings, path) => {
		const connection = {
			http: axiosHttpPort({}),
			sleeper: { sleep: () => Promise.resolve() },
			jitter: () => 0,
			baseUrl: 'https://api.pipedrive.com',
		};

		expect(() => new PipedriveConnector(connection, settings as never)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path }),
		);
		expect(
			() => new PipedriveConnector({ ...connection, baseUrl: 'http://api.pipedrive.com' }),
		).toThrow(expect.objectContaining({ code: 'invalid_input' }));
	});
});
