import { salesforce } from './salesforce-harness';

const START = Date.parse('2026-11-20T10:00:00.000Z');
const SINCE = '2026-11-20T10:00:00.000Z';

/** An org whose clock stands still until it is set. */
async function orgWithClock() {
	const clock = { now: START };
	return { clock, ...(await salesforce({ now: () => clock.now })) };
}

describe('contacts that changed', () => {
	it('come with the asked fields and the address of the store, oldest first', async () => {
		const { clock, simulator, connector } = await orgWithClock();
		const first = simulator.addRecord('Contact', {
			LastName: 'One',
			Email: 'new@example.com',
			Affiliate_Email_Key__c: 'old@example.com',
			Affiliate_Lifetime_Value__c: 12.5,
			Affiliate_Click_Date__c: '2026-11-14T10:00:00.000Z',
		});
		clock.now += 60_000;
		const second = simulator.addRecord('Contact', { LastName: 'Two' });

		const fields = ['LastName', 'Affiliate_Lifetime_Value__c', 'Affiliate_Click_Date__c', 'Name'];
		const page = await connector().changedContacts(SINCE, fields, null);

		expect(page).toEqual({
			contacts: [
				{
					id: first.Id,
					email: 'old@example.com',
					changedAt: '2026-11-20T10:00:00.000Z',
					values: {
						LastName: 'One',
						Affiliate_Lifetime_Value__c: '12.5',
						Affiliate_Click_Date__c: '2026-11-14T10:00:00.000Z',
						Name: '',
					},
				},
				{
					id: second.Id,
					email: null,
					changedAt: '2026-11-20T10:01:00.000Z',
					values: {
						LastName: 'Two',
						Affiliate_Lifetime_Value__c: '',
						Affiliate_Click_Date__c: '',
						Name: '',
					},
				},
			],
			cursor: null,
		});
	});

	it('come in pages that leave none out and tell none twice, although many changed at once', async () => {
		const { clock, simulator, connector } = await orgWithClock();
		for (let index = 0; index < 1_203; index += 1) {
			// Groups of 300 share a moment, so that pages end inside of one.
			if (index % 300 === 299) clock.now += 1_000;
			simulator.addRecord('Contact', { LastName: `Buyer ${index}` });
		}
		const ids: string[] = [];
		let cursor: string | null = null;
		let pages = 0;
		do {
			const page = await connector().changedContacts(SINCE, [], cursor);
			ids.push(...page.contacts.map(({ id }) => id));
			({ cursor } = page);
			pages += 1;
		} while (cursor !== null);

		expect(pages).toBe(3);
		expect(new Set(ids).size).toBe(1_203);
		expect(ids).toHaveLength(1_203);
	});

	it('begin at the moment that is asked for', async () => {
		const { clock, simulator, connector } = await orgWithClock();
		const row = simulator.addRecord('Contact', { LastName: 'One' });
		simulator.addRecord('Contact', { LastName: 'Two' });
		clock.now += 3_600_000;
		simulator.changeRecord(row, { LastName: 'Changed' });

		const page = await connector().changedContacts('2026-11-20T11:00:00.000Z', ['LastName'], null);

		expect(page.contacts).toMatchObject([{ id: row.Id, values: { LastName: 'Changed' } }]);
	});

	it.each(["2026-11-20T10:00:00.000Z|x' OR Id != '", 'page 2', '2026-11-20T10:00:00.000Z|'])(
		'are not read on from %s',
		async (cursor) => {
			const { simulator, connector } = await salesforce();

			await expect(connector().changedContacts(SINCE, [], cursor)).rejects.toMatchObject({
				code: 'invalid_input',
				path: 'cursor',
			});
			expect(simulator.requests().some(({ method }) => method === 'POST')).toBe(false);
		},
	);

	it('cannot be asked for fields that the org does not have, or for what is no field', async () => {
		const { connector } = await salesforce();

		await expect(connector().changedContacts(SINCE, ['Shoe_Size__c'], null)).rejects.toMatchObject({
			code: 'missing_fields',
		});
		await expect(connector().changedContacts(SINCE, ['Id FROM User'], null)).rejects.toMatchObject({
			code: 'invalid_input',
		});
	});
});
