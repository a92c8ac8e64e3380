import { SalesforceConnector } from '../../lib/connectors/salesforce';
import { axiosHttpPort } from '../support/axios-http-port';
import { limitExceeded } from '../simulators/salesforce';
import {
	answering,
	contactWrite,
	INSERT,
	manyPurchases,
	purchase,
	READ,
	salesforce,
	to,
	TOKEN,
	UPDATE,
	UPSERT,
} from './salesforce-harness';

const LONG = 'x'.repeat(41);

describe('a record that Salesforce does not take', () => {
	it('does not sink the others of its call: each has an outcome of its own', async () => {
		const { simulator, connector } = await salesforce();
		const purchases = manyPurchases(100);
		purchases[42] = purchase('not-an-address', 'o42');

		const outcomes = await connector().syncPurchases(purchases);

		expect(outcomes[42]).toMatchObject({
			outcome: 'rejected',
			field: 'Email',
			retryable: false,
			purchaseId: null,
		});
		expect(outcomes[42]?.reason).toContain('INVALID_EMAIL_ADDRESS');
		expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(99);
		expect(simulator.contacts()).toHaveLength(99);
		expect(simulator.opportunities()).toHaveLength(99);
	});

	it('is named without its values', async () => {
		const { connector } = await salesforce();

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'FirstName', value: `Carla${LONG}` }),
		]);

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'FirstName' });
		expect(outcome?.reason).toContain('STRING_TOO_LONG');
		expect(JSON.stringify(outcome)).not.toMatch(/carla/i);

		const [other] = await connector().syncContacts([
			contactWrite('carla@localhost', { field: 'FirstName', value: 'Carla' }),
		]);
		expect(other?.reason).toContain('INVALID_EMAIL_ADDRESS');
		expect(JSON.stringify(other)).not.toMatch(/carla/i);
	});

	it('in an update is singled out as well', async () => {
		const { simulator, connector } = await salesforce();
		await connector().syncPurchases(manyPurchases(20));

		const outcomes = await connector().syncContacts(
			manyPurchases(20).map(({ contact }, index) =>
				contactWrite(contact.key, { field: 'FirstName', value: index === 7 ? LONG : 'Dora' }),
			),
		);

		expect(outcomes[7]).toMatchObject({ outcome: 'rejected', field: 'FirstName' });
		expect(outcomes.filter(({ outcome }) => outcome === 'updated')).toHaveLength(19);
		expect(simulator.contacts().filter((row) => row['FirstName'] === 'Dora')).toHaveLength(19);
	});

	it('because its value cannot be parsed, which refuses the whole call, is singled out by halving', async () => {
		const { simulator, connector } = await salesforce();
		const writes = manyPurchases(20).map(({ contact }, index) =>
			contactWrite(contact.key, {
				field: 'Affiliate_Click_Date__c',
				value: index === 7 ? 'yesterday' : '2026-11-14T10:00:00.000Z',
			}),
		);

		const outcomes = await connector().syncContacts(writes);

		expect(outcomes[7]?.outcome).toBe('rejected');
		expect(outcomes[7]?.reason).toContain('JSON_PARSER_ERROR');
		expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(19);
		expect(simulator.contacts()).toHaveLength(19);
	});

	it('because the org requires a field of its own says which', async () => {
		const { simulator, connector } = await salesforce();
		const body = [
			{
				success: false,
				errors: [
					{
						statusCode: 'REQUIRED_FIELD_MISSING',
						message: 'Required fields are missing: [Region__c]',
						fields: ['Region__c'],
					},
				],
			},
		];
		simulator.setFaults([{ when: INSERT, then: { answer: { status: 200, body } } }]);

		const [outcome] = await connector().syncContacts([purchase('a@example.com', '1').contact]);

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'Region__c' });
		expect(outcome?.hint).toContain('field mapping');
	});

	it('because its key belongs to a record that the user cannot see is refused, not asked for ever', async () => {
		const { simulator, connector } = await salesforce();
		const body = [
			{
				success: false,
				errors: [
					{
						statusCode: 'DUPLICATE_VALUE',
						message:
							'duplicate value found: Affiliate_Email_Key__c duplicates value on record with id: 0035g0000000001AAA',
						fields: [],
					},
				],
			},
		];
		simulator.setFaults([{ when: INSERT, then: { answer: { status: 200, body } } }]);

		const [outcome] = await connector().syncContacts([purchase('a@example.com', '1').contact]);

		expect(outcome?.outcome).toBe('rejected');
		expect(outcome?.hint).toContain('sharing');
		expect(simulator.requests().filter(INSERT)).toHaveLength(2);
	});
});

describe('a duplicate rule', () => {
	const duplicateRule = {
		action: 'alert' as const,
		matches: (fresh: Record<string, unknown>, there: Record<string, unknown>) =>
			fresh['LastName'] === there['LastName'],
	};

	it('keeps a contact out, which the outcome explains', async () => {
		const { simulator, connector } = await salesforce({ duplicateRule });
		simulator.addRecord('Contact', { LastName: 'Customer' });

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({ outcome: 'rejected', retryable: false, purchaseId: null });
		expect(outcome?.reason).toContain('DUPLICATES_DETECTED');
		expect(outcome?.hint).toContain('Allow Duplicates');
		expect(simulator.contacts()).toHaveLength(1);
	});

	it('that only alerts lets it in when duplicates are allowed', async () => {
		const { simulator, connector } = await salesforce({ duplicateRule }, { allowDuplicates: true });
		simulator.addRecord('Contact', { LastName: 'Customer' });

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome?.outcome).toBe('created');
		expect(simulator.contacts()).toHaveLength(2);
	});
});

describe('a locked record', () => {
	it('is sent again on its own until it is free', async () => {
		const { simulator, connector, waits } = await salesforce();
		await connector().syncPurchases(manyPurchases(3));
		simulator.lock(simulator.contacts()[1]?.Id ?? '', 2);
		simulator.clearRequests();

		const outcomes = await connector().syncContacts(
			manyPurchases(3).map(({ contact }) =>
				contactWrite(contact.key, { field: 'FirstName', value: 'Dora' }),
			),
		);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'updated', 'updated']);
		const sizes = simulator
			.requests()
			.filter(UPDATE)
			.map(({ body }) => (body as { records: unknown[] }).records.length);
		expect(sizes).toEqual([3, 1, 1]);
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('that stays locked fails alone and may be tried later', async () => {
		const { simulator, connector, waits } = await salesforce();
		simulator.lock('buyer1@example.com', 1_000);

		const outcomes = await connector().syncContacts(manyPurchases(3).map(({ contact }) => contact));

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'created']);
		expect(outcomes[1]).toMatchObject({ retryable: true });
		expect(outcomes[1]?.reason).toContain('UNABLE_TO_LOCK_ROW');
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
	});
});

describe('waiting and trying again', () => {
	it('obeys Retry-After of a 429', async () => {
		const { simulator, connector, waits } = await salesforce();
		const then = answering(429, 'TOO_MANY_REQUESTS', { headers: { 'retry-after': '3' } });
		simulator.setFaults([{ when: READ, times: 1, then }]);

		const [outcome] = await connector().syncPurchases(manyPurchases(1));

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual([3_000]);
	});

	it.each([500, 502, 503, 504])('gets through a %i', async (status) => {
		const { simulator, connector, waits } = await salesforce();
		simulator.setFaults([{ when: UPSERT, times: 2, then: answering(status, 'UNKNOWN_EXCEPTION') }]);

		const [outcome] = await connector().syncPurchases(manyPurchases(1));

		expect(outcome?.outcome).toBe('created');
		expect(simulator.opportunities()).toHaveLength(1);
		expect(waits).toEqual([1_000, 2_000]);
	});

	it.each([
		{ what: 'contacts', when: INSERT },
		{ what: 'opportunities', when: UPSERT },
	])('creates no second one when the answer to creating $what was lost', async ({ when }) => {
		const { simulator, connector, waits } = await salesforce();
		simulator.setFaults([{ when, times: 1, then: 'lose_answer' }]);

		const outcomes = await connector().syncPurchases(manyPurchases(5));

		expect(outcomes.every(({ reason }) => reason === null)).toBe(true);
		expect(simulator.contacts()).toHaveLength(5);
		expect(simulator.opportunities()).toHaveLength(5);
		expect(simulator.roles()).toHaveLength(5);
		expect(waits).toEqual([1_000]);
	});

	it('waits for room when too many long requests run at once', async () => {
		const { simulator, connector, waits } = await salesforce();
		const answer = limitExceeded('ConcurrentRequests (Concurrent API Requests)');
		simulator.setFaults([{ when: READ, times: 2, then: { answer } }]);

		const [outcome] = await connector().syncPurchases(manyPurchases(1));

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('asks for nothing more once the requests of the day are used up', async () => {
		// Two descriptions, the read and the insert of the contacts.
		const { simulator, connector, waits } = await salesforce({ dailyRequests: 4 });

		const outcomes = await connector().syncPurchases(manyPurchases(3));

		expect(waits).toEqual([]);
		expect(simulator.requests().map(({ status }) => status)).toEqual([200, 200, 200, 200, 403]);
		expect(outcomes).toHaveLength(3);
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ outcome: 'failed', retryable: true, purchaseId: null });
			expect(outcome.reason).toContain('REQUEST_LIMIT_EXCEEDED');
			expect(outcome.contactId).not.toBeNull();
		}
	});

	it('stops at a token that is refused', async () => {
		const { simulator, connector } = await salesforce();

		const run = connector('expired').syncPurchases(manyPurchases(3));

		await expect(run).rejects.toMatchObject({
			code: 'vendor_unavailable',
			message: expect.stringContaining('refused the credential (401)') as string,
		});
		expect(simulator.requests()).toHaveLength(1);
	});

	it('stops at a token that runs out on the way, and answers alike for the rest', async () => {
		const { simulator, connector } = await salesforce();
		simulator.setFaults([{ when: INSERT, then: answering(401, 'INVALID_SESSION_ID') }]);

		const outcomes = await connector().syncPurchases(manyPurchases(201));

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
		expect(simulator.requests().filter(INSERT)).toHaveLength(1);
	});

	it('tells when nothing answers at all', async () => {
		const { simulator, connector } = await salesforce();
		simulator.setFaults([{ when: () => true, then: 'drop' }]);

		await expect(connector().listFields('contact')).rejects.toMatchObject({
			code: 'vendor_unavailable',
			message: 'Salesforce did not answer',
		});
	});

	it('tells when something else than Salesforce answers', async () => {
		const { simulator, connector } = await salesforce();
		const answer = { status: 200, body: 'Maintenance' };
		simulator.setFaults([{ when: to('GET', '/describe'), then: { answer } }]);

		await expect(connector().listFields('contact')).rejects.toMatchObject({
			code: 'vendor_unavailable',
			hint: expect.stringContaining('instance address') as string,
		});
	});
});

describe('several records with one external id', () => {
	it('is a clear refusal when Salesforce answers 300', async () => {
		const { simulator, connector } = await salesforce();
		const then = { answer: { status: 300, body: ['/a', '/b'] } };
		simulator.setFaults([{ when: UPSERT, then }]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({ outcome: 'rejected', retryable: false });
		expect(outcome?.reason).toContain('DUPLICATE_EXTERNAL_ID');
	});
});

describe('a contact without an address', () => {
	it('is refused, and not taken for one that has none either', async () => {
		const { simulator, connector } = await salesforce();
		const row = simulator.addRecord('Contact', { LastName: 'Nobody' });

		const [outcome, other] = await connector().syncContacts([
			contactWrite(' ', { field: 'FirstName', value: 'Carla' }),
			contactWrite('dora@example.com', { field: 'FirstName', value: 'Dora' }),
		]);

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: 'The record has no key to find it by',
		});
		expect(other?.outcome).toBe('created');
		expect(simulator.contacts()).toHaveLength(2);
		expect(row['FirstName']).toBeUndefined();
	});
});

describe('values in queries', () => {
	it('cannot change the query', async () => {
		const { simulator, connector } = await salesforce();
		const rows = ['One', 'Two'].map((LastName) => simulator.addRecord('Contact', { LastName }));
		const key = String.raw`x') or lastname != ('\' "y`;

		const [outcome] = await connector().syncContacts([
			contactWrite(key, { field: 'FirstName', value: 'Mallory' }),
		]);

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'Email' });
		expect(simulator.contacts()).toEqual(rows);
	});
});

describe('an address or version that cannot be used', () => {
	const connection = {
		http: axiosHttpPort({ authorization: `Bearer ${TOKEN}` }),
		sleeper: { sleep: () => Promise.resolve() },
		jitter: () => 0,
	};

	it.each(['http://example.my.salesforce.com', 'https://user:pw@example.my.salesforce.com'])(
		'%s is refused before anything is sent',
		(baseUrl) => {
			expect(() => new SalesforceConnector({ ...connection, baseUrl })).toThrow(
				expect.objectContaining({ code: 'invalid_input', path: 'baseUrl' }) as Error,
			);
		},
	);

	it.each(['v45.0', 'latest', '60.0/../x'])('version %s is refused', (apiVersion) => {
		const baseUrl = 'https://example.my.salesforce.com';
		expect(() => new SalesforceConnector({ ...connection, baseUrl }, { apiVersion })).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'apiVersion' }) as Error,
		);
	});

	it('another version of the API is called where it is asked for', async () => {
		const { simulator, connector } = await salesforce(
			{ apiVersion: 'v62.0' },
			{ apiVersion: '62' },
		);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome?.outcome).toBe('created');
		expect(simulator.requests().every(({ path }) => path.startsWith('/services/data/v62.0/'))).toBe(
			true,
		);
	});
});
