import { startHubSpotSimulator, type HubSpotSimulator } from '../../simulators/hubspot';
import { CrmWorkspace, TOKEN } from './crm-workspace';

const EMAIL = 'dora@example.com';

interface ChangedJson {
	readonly contact: {
		readonly system: string;
		readonly id: string;
		readonly email: string | null;
		readonly changedAt: string;
		readonly values: Record<string, string>;
		readonly changed: string[];
	};
}

let simulator: HubSpotSimulator;
let crm: CrmWorkspace;
let count = 0;

beforeEach(async () => {
	simulator = await startHubSpotSimulator({
		token: TOKEN,
		limits: { burst: 100_000, searchBurst: 1_000 },
	});
	count += 1;
	crm = new CrmWorkspace(simulator, `changes-${count}`);
});

afterEach(async () => {
	await simulator.close();
});

async function changes(
	parameters: Record<string, unknown> = {},
): Promise<ChangedJson['contact'][]> {
	const run = await crm.run(
		{
			resource: 'contact',
			operation: 'getChanged',
			changedFields: ['phone', 'firstname', 'affiliate_lifetime_value'],
			...parameters,
		},
		[{}, {}],
	);
	return run.json<ChangedJson>().map(({ contact }) => contact);
}

const write = async (values: Record<string, string>) =>
	await crm.contact({ email: EMAIL, ...values }, []);

describe('Contact: Get Changed', () => {
	it('gives what changed since the last run, once', async () => {
		simulator.addRecord('contacts', { email: EMAIL, phone: '100' });
		expect(await changes({ changedFields: ['phone'] })).toEqual([
			{
				system: 'hubspot',
				id: expect.any(String),
				email: EMAIL,
				changedAt: expect.stringMatching(/Z$/),
				values: { phone: '100' },
				changed: ['phone'],
			},
		]);
		expect(await changes({ changedFields: ['phone'] })).toEqual([]);
	});

	it('leaves out the echo of our own write, also when the CRM writes numbers its own way', async () => {
		await write({ phone: '100', affiliate_lifetime_value: '87.20' });
		expect(crm.stored(EMAIL)['affiliate_lifetime_value']).toBe('87.2');
		expect(await changes()).toEqual([]);
		expect(await changes({ includeOwnWrites: true })).toHaveLength(1);
	});

	it('gives what a person changed after our write, and what changed back', async () => {
		await write({ phone: '100' });
		crm.edit(EMAIL, { phone: '999' });
		expect((await changes()).map(({ changed, values }) => [changed, values['phone']])).toEqual([
			[['phone'], '999'],
		]);
		crm.edit(EMAIL, { phone: '100' });
		expect((await changes()).map(({ changed, values }) => [changed, values['phone']])).toEqual([
			[['phone'], '100'],
		]);
	});

	it('gives a field that was emptied', async () => {
		await write({ phone: '100' });
		crm.edit(EMAIL, { phone: '' });
		expect((await changes()).map(({ values }) => values['phone'])).toEqual(['']);
	});

	it('begins where it is told to, at first a day back', async () => {
		simulator.addRecord('contacts', { email: EMAIL, phone: '100' });
		const later = new Date(Date.now() + 60_000).toISOString();
		expect(await changes({ since: later })).toEqual([]);
		await expect(changes({ since: 'soon' })).rejects.toMatchObject({
			message: "'Since' is not a date",
		});
	});

	it('goes on where a run stopped', async () => {
		for (let index = 0; index < 450; index += 1) {
			simulator.addRecord('contacts', { email: `p${index}@example.com`, phone: String(index) });
		}
		const pages = [];
		for (let run = 0; run < 5; run += 1) {
			pages.push((await changes({ mostContacts: 100 })).map(({ email }) => email));
		}
		expect(pages[0]).toHaveLength(200);
		expect(pages.at(-1)).toEqual([]);
		expect(pages.flat()).toHaveLength(450);
		expect(new Set(pages.flat()).size).toBe(450);
	});

	it('gives the same contacts once more when reading failed', async () => {
		simulator.addRecord('contacts', { email: EMAIL, phone: '100' });
		const failing = new CrmWorkspace(simulator, crm.workspace);
		await expect(
			failing.run({ resource: 'contact', operation: 'getChanged' }, [{}], {
				credentials: { hubspotAppToken: { appToken: 'old' } },
			}),
		).rejects.toMatchObject({ message: expect.stringContaining('401') });
		expect(await changes()).toHaveLength(1);
	});

	it('reads the fields of the preset when none is chosen', async () => {
		simulator.addRecord('contacts', { email: EMAIL, firstname: 'Dora' });
		const [contact] = await changes({ changedFields: [] });
		expect(contact?.values).toMatchObject({ firstname: 'Dora', affiliate_source: '' });
	});

	it('gives no second conflict for what came from the CRM', async () => {
		const ask = [{ field: 'phone', policy: 'ask' }];
		await crm.contact({ email: EMAIL, phone: '100' }, ask);
		crm.edit(EMAIL, { phone: '999' });
		const [contact] = await changes();
		const back = await crm.contact({ email: EMAIL, phone: contact?.values['phone'] ?? '' }, ask);
		const next = await crm.contact({ email: EMAIL, phone: '300' }, ask);
		expect([back.json(1), next.json(1)]).toEqual([[], []]);
		expect(crm.stored(EMAIL)['phone']).toBe('300');
	});
});

describe('Contact: Mark Done', () => {
	const markDone = async (items: readonly object[]) =>
		await crm.run({ resource: 'contact', operation: 'markDone' }, items);

	it('is what the next run waits for, when told to', async () => {
		simulator.addRecord('contacts', { email: EMAIL, phone: '100' });
		const waiting = { waitForDone: true };
		expect(await changes(waiting)).toHaveLength(1);
		const again = await changes(waiting);
		expect(again).toHaveLength(1);

		await markDone(again.map((contact) => ({ contact })));
		expect(await changes(waiting)).toEqual([]);
		crm.edit(EMAIL, { phone: '200' });
		expect(await changes(waiting)).toHaveLength(1);
	});

	it('names what an item lacks', async () => {
		await expect(markDone([{ contact: { id: '1' } }])).rejects.toMatchObject({
			message: 'An item has no mark of Get Changed',
			description: expect.stringContaining("'Wait for Mark Done'"),
		});
	});
});
