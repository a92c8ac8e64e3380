import type { ChangedContact } from '../../lib/connectors/crm';
import { HubSpotConnector } from '../../lib/connectors/hubspot';
import { hubspot, SETTINGS, to } from './hubspot-harness';

const START = Date.parse('2026-11-20T10:00:00.000Z');
const SINCE = '2026-11-20T10:00:00.000Z';
const SEARCH = to('/contacts/search');

/** An account whose clock stands still until it is set. */
async function accountWithClock(options: { searchLagMilliseconds?: number } = {}) {
	const clock = { now: START };
	const { simulator, client, waits } = await hubspot({
		now: () => clock.now,
		limits: { burst: 100_000, searchBurst: 100_000 },
		...options,
	});
	const connector = (): HubSpotConnector => new HubSpotConnector(client(), SETTINGS);
	return { clock, simulator, connector, waits };
}

async function readAll(connector: HubSpotConnector, since = SINCE): Promise<ChangedContact[]> {
	const contacts: ChangedContact[] = [];
	let cursor: string | null = null;
	do {
		const page = await connector.changedContacts(since, ['lifecyclestage'], cursor);
		contacts.push(...page.contacts);
		({ cursor } = page);
	} while (cursor !== null);
	return contacts;
}

describe('contacts that changed in HubSpot', () => {
	it('come with the asked properties, oldest first', async () => {
		const { clock, simulator, connector } = await accountWithClock();
		simulator.addRecord('contacts', { email: 'before@example.com' });
		clock.now += 60_000;
		const later = simulator.addRecord('contacts', {
			email: 'a@example.com',
			lifecyclestage: 'customer',
		});
		const since = new Date(clock.now).toISOString();
		const page = await connector().changedContacts(since, ['lifecyclestage', 'phone'], null);

		expect(page).toEqual({
			contacts: [
				{
					id: later.id,
					email: 'a@example.com',
					changedAt: '2026-11-20T10:01:00.000Z',
					values: expect.objectContaining({ lifecyclestage: 'customer' }),
				},
			],
			cursor: null,
		});
	});

	it('come in pages of 200 that leave none out', async () => {
		const { clock, simulator, connector } = await accountWithClock();
		for (let index = 0; index < 650; index += 1) {
			// Groups of 250 share a moment, so that pages end inside of one.
			if (index % 250 === 0) clock.now += 1_000;
			simulator.addRecord('contacts', { email: `p${index}@example.com` });
		}
		const contacts = await readAll(connector());

		expect(new Set(contacts.map(({ id }) => id)).size).toBe(650);
		expect(contacts.map(({ changedAt }) => changedAt)).toEqual(
			contacts.map(({ changedAt }) => changedAt).sort(),
		);
		for (const { body } of simulator.requests().filter(SEARCH)) {
			expect(body).toMatchObject({ limit: 200, sorts: [{ propertyName: 'lastmodifieddate' }] });
		}
	});

	it('are not left out when one of them changes again between two pages', async () => {
		const { clock, simulator, connector } = await accountWithClock();
		const records = Array.from({ length: 400 }, (_, index) => {
			clock.now += 1_000;
			return simulator.addRecord('contacts', { email: `p${index}@example.com` });
		});
		const crm = connector();
		const first = await crm.changedContacts(SINCE, [], null);
		clock.now += 1_000;
		for (const record of records.slice(0, 5)) simulator.changeRecord(record, { firstname: 'New' });
		const seen = new Set(first.contacts.map(({ id }) => id));
		for (let { cursor } = first; cursor !== null;) {
			const page = await crm.changedContacts(SINCE, [], cursor);
			for (const { id } of page.contacts) seen.add(id);
			({ cursor } = page);
		}
		expect(seen.size).toBe(400);
	});

	it('are all read where there are more than search gives in all', async () => {
		const { clock, simulator, connector } = await accountWithClock();
		for (let index = 0; index < 10_300; index += 1) {
			clock.now += 1;
			simulator.addRecord('contacts', { firstname: `P${index}` });
		}
		const contacts = await readAll(connector());
		expect(new Set(contacts.map(({ id }) => id)).size).toBe(10_300);
	});

	it('of more than 10,000 in one moment do not keep those after it from being read', async () => {
		const { clock, simulator, connector } = await accountWithClock();
		clock.now += 1_000;
		for (let index = 0; index < 10_050; index += 1) {
			simulator.addRecord('contacts', { firstname: `P${index}` });
		}
		clock.now += 1_000;
		const last = simulator.addRecord('contacts', { firstname: 'Last' });
		const contacts = await readAll(connector());
		expect(contacts.at(-1)?.id).toBe(last.id);
	});

	it('are told once the index of the search has them', async () => {
		const { clock, simulator, connector } = await accountWithClock({
			searchLagMilliseconds: 10_000,
		});
		simulator.addRecord('contacts', { email: 'a@example.com' });
		expect(await readAll(connector())).toEqual([]);
		clock.now += 10_000;
		expect(await readAll(connector())).toHaveLength(1);
	});

	it('are asked for again when the limit of searches per second is reached', async () => {
		const clock = { now: START };
		const { simulator, client, waits } = await hubspot({ now: () => clock.now });
		simulator.setFaults([
			{
				when: SEARCH,
				times: 1,
				then: {
					answer: {
						status: 429,
						body: { status: 'error', errorType: 'RATE_LIMIT', policyName: 'SECONDLY' },
					},
				},
			},
		]);
		const page = await new HubSpotConnector(client(), SETTINGS).changedContacts(SINCE, [], null);
		expect(page.contacts).toEqual([]);
		expect(waits).toHaveLength(1);
	});

	it('cannot be read without the permission, which is said', async () => {
		const { client } = await hubspot({ scopes: [] });
		await expect(
			new HubSpotConnector(client(), SETTINGS).changedContacts(SINCE, [], null),
		).rejects.toMatchObject({ code: 'vendor_unavailable' });
	});
});

describe('the simulated search', () => {
	it('refuses more searches in a second than HubSpot allows', async () => {
		const clock = { now: START };
		const { simulator, client } = await hubspot({ now: () => clock.now });
		const connector = new HubSpotConnector(client(), SETTINGS);
		for (let call = 0; call < 6; call += 1) {
			await connector.changedContacts(SINCE, [], null).catch(() => undefined);
		}
		expect(simulator.requests().map(({ status }) => status)).toContain(429);
	});
});
