import { byHand, contactWrite, pipedrive } from './pipedrive-harness';

const SOURCE = { field: 'affiliate_source', value: 'anna' } as const;

describe('contacts that changed in Pipedrive', () => {
	it('come oldest first, with the address of the store and the fields that were asked for', async () => {
		let clock = Date.parse('2026-11-17T12:00:00.400Z');
		const { simulator, connector } = await pipedrive({ now: () => clock });
		await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);
		const [carla] = simulator.persons();
		clock += 60_000;
		simulator.addRecord('persons', byHand('Dora', 'dora@example.com'));
		clock += 60_000;
		if (carla !== undefined) {
			simulator.changeRecord('persons', carla, byHand('Carla B.', 'new@example.com'));
		}

		const page = await connector().changedContacts(
			'2026-11-17T12:00:30.123Z',
			['affiliate_source', 'name', 'phones'],
			null,
		);

		expect(page).toEqual({
			contacts: [
				{
					id: expect.any(String),
					email: 'dora@example.com',
					changedAt: '2026-11-17T12:01:00.000Z',
					values: { affiliate_source: '', name: 'Dora', phones: '' },
				},
				{
					id: String(carla?.id),
					email: 'carla@example.com',
					changedAt: '2026-11-17T12:02:00.000Z',
					values: { affiliate_source: 'anna', name: 'Carla B.', phones: '' },
				},
			],
			cursor: null,
		});
	});

	it('come in pages, none left out and none told twice, also within one second', async () => {
		const { simulator, connector } = await pipedrive({ now: () => Date.UTC(2026, 10, 17) });
		for (let index = 0; index < 1_100; index += 1) {
			simulator.addRecord('persons', byHand(`P${index}`, `p${index}@example.com`));
		}
		const run = connector();
		const seen: string[] = [];

		let cursor: string | null = null;
		do {
			const page = await run.changedContacts('2026-11-01T00:00:00.000Z', [], cursor);
			seen.push(...page.contacts.map(({ id }) => id));
			cursor = page.cursor;
		} while (cursor !== null);

		expect(seen).toHaveLength(1_100);
		expect(new Set(seen).size).toBe(1_100);
	});

	it('may be asked for with more fields than a list can be narrowed to', async () => {
		const { simulator, connector } = await pipedrive();
		await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);
		const codes = simulator
			.fields('persons')
			.filter(({ is_custom_field: isCustom }) => isCustom)
			.map(({ field_code: code }) => code);

		const page = await connector().changedContacts('2026-01-01T00:00:00.000Z', codes, null);

		expect(codes.length).toBeGreaterThan(15);
		expect(Object.values(page.contacts[0]?.values ?? {})).toContain('anna');
	});

	it('cannot be continued from a position that is none', async () => {
		const { connector } = await pipedrive();

		await expect(
			connector().changedContacts('2026-01-01T00:00:00.000Z', [], 'elsewhere'),
		).rejects.toMatchObject({ code: 'invalid_input', path: 'cursor' });
	});

	it('cannot have fields that the account does not have', async () => {
		const { connector } = await pipedrive();

		await expect(
			connector().changedContacts('2026-01-01T00:00:00.000Z', ['shoe_size'], null),
		).rejects.toMatchObject({ code: 'missing_fields' });
	});
});
