import { DEFAULT_KLAVIYO_SETTINGS } from '../../lib/connectors/klaviyo';
import { KLAVIYO_FIELDS } from '../../lib/mapping/klaviyo';
import { klaviyo, START } from './klaviyo-harness';

const at = (milliseconds: number): string => new Date(START + milliseconds).toISOString();

describe('changes of Klaviyo profiles', () => {
	it('are told oldest first from the very moment on, with the wanted fields', async () => {
		const { simulator, pass, connector } = await klaviyo();
		const early = simulator.addProfile({ email: 'early@example.com' });
		pass(10_000);
		simulator.addProfile({
			email: 'carla@example.com',
			first_name: 'Carla',
			properties: { n: 1.5 },
		});
		pass(10_000);
		simulator.addProfile({ email: 'bert@example.com' });
		pass(10_000);
		simulator.changeProfile(early, { properties: { tier: 'gold' } });

		const page = await connector().changedContacts(at(10_000), ['first_name', 'n', 'tier'], null);

		expect(page.cursor).toBeNull();
		expect(page.contacts.map(({ email, changedAt }) => [email, changedAt])).toEqual([
			['carla@example.com', at(10_000)],
			['bert@example.com', at(20_000)],
			['early@example.com', at(30_000)],
		]);
		expect(page.contacts.map(({ values }) => values)).toEqual([
			{ first_name: 'Carla', n: '1.5', tier: '' },
			{ first_name: '', n: '', tier: '' },
			{ first_name: '', n: '', tier: 'gold' },
		]);
	});

	it('come in pages that leave none out', async () => {
		const { simulator, pass, connector } = await klaviyo();
		for (let index = 0; index < 250; index += 1) {
			simulator.addProfile({ email: `p${index}@example.com` });
			if (index % 3 === 0) pass(1_000);
		}
		const seen: Array<string | null> = [];
		let cursor: string | null = null;
		do {
			const page = await connector().changedContacts(at(0), [], cursor);
			seen.push(...page.contacts.map(({ email }) => email));
			({ cursor } = page);
		} while (cursor !== null);

		expect(new Set(seen).size).toBe(250);
		expect(seen).toHaveLength(250);
	});

	it('cannot be continued from a position that is none', async () => {
		const { connector } = await klaviyo();

		await expect(connector().changedContacts(at(0), [], '%%%')).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'cursor',
		});
	});

	it('that cannot be read are an error', async () => {
		const { connector } = await klaviyo();

		await expect(connector({}, 'pk_wrong').changedContacts(at(0), [], null)).rejects.toMatchObject({
			code: 'vendor_unavailable',
		});
	});
});

describe('segments and lists of Klaviyo', () => {
	it('are told by name, all pages of them', async () => {
		const { simulator, connector } = await klaviyo();
		for (let index = 0; index < 23; index += 1) simulator.addSegment(`S${index}`, []);
		simulator.addList('Newsletter');

		expect(await connector().listSegments()).toHaveLength(23);
		expect((await connector().listLists()).map(({ name }) => name)).toEqual(['Newsletter']);
	});

	it('tell who is in a segment, page by page', async () => {
		const { simulator, connector } = await klaviyo();
		const members = Array.from({ length: 130 }, (_, index) =>
			simulator.addProfile({ email: `p${index}@example.com`, properties: { tier: 'gold' } }),
		);
		const { id } = simulator.addSegment('Affiliates', members);

		const first = await connector().profilesOfSegment(id, null, ['tier']);
		const second = await connector().profilesOfSegment(id, first.cursor, ['tier']);

		expect(first.profiles).toHaveLength(100);
		expect(first.profiles[0]?.values).toEqual({ tier: 'gold' });
		expect(second.cursor).toBeNull();
		const emails = [...first.profiles, ...second.profiles].map(({ email }) => email);
		expect(new Set(emails).size).toBe(130);
	});

	it('that do not exist are an error', async () => {
		const { connector } = await klaviyo();

		await expect(connector().profilesOfSegment('NONE', null)).rejects.toMatchObject({
			code: 'vendor_unavailable',
		});
	});

	it('take profiles into a list, subscribing nobody', async () => {
		const { simulator, connector } = await klaviyo();
		const list = simulator.addList('Affiliate customers');
		const carla = simulator.addProfile({ email: 'carla@example.com' });

		const outcomes = await connector().addToList(list.id, [
			'CARLA@example.com',
			'nobody@example.com',
		]);

		expect(outcomes.map(({ outcome, profileId }) => [outcome, profileId])).toEqual([
			['added', carla.id],
			['rejected', null],
		]);
		expect([...list.profileIds]).toEqual([carla.id]);
		expect(carla.marketing.consent).toBe('NEVER_SUBSCRIBED');
	});

	it('that do not exist take nobody', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({ email: 'carla@example.com' });

		const [outcome] = await connector().addToList('NONE', ['carla@example.com']);

		expect(outcome).toMatchObject({ outcome: 'rejected', profileId: expect.any(String) as string });
	});
});

describe('fields of Klaviyo', () => {
	it('are the attributes, ours, and the properties of a sample', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({
			email: 'carla@example.com',
			properties: { vip: true, visits: 3, colours: ['red'], title: 'Dr', $source: 'x' },
		});

		const fields = await connector().listFields('contact');

		const of = (name: string) => fields.find((field) => field.name === name);
		expect(of('first_name')).toMatchObject({ label: 'First Name', type: 'text', isWritable: true });
		expect(of('email')?.isWritable).toBe(false);
		expect(of('affiliate_lifetime_value')).toMatchObject({
			label: 'Lifetime value',
			type: 'number',
		});
		expect(of('vip')?.type).toBe('boolean');
		expect(of('visits')?.type).toBe('number');
		expect(of('colours')?.type).toBe('choices');
		expect(of('properties.title')?.label).toBe('title');
		expect(of('$source')?.isWritable).toBe(false);
		const labels = fields.map(({ label }) => label);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('of purchases are the properties that events get', async () => {
		const { simulator, connector } = await klaviyo();

		const fields = await connector().listFields('purchase');

		expect(fields.map(({ name }) => name).sort()).toEqual(
			KLAVIYO_FIELDS.filter(({ object }) => object === 'purchase')
				.map(({ name }) => name)
				.sort(),
		);
		expect(simulator.requests()).toEqual([]);
	});

	it('are looked for in so many profiles and no more', async () => {
		const { simulator, connector } = await klaviyo();
		for (let index = 0; index < 350; index += 1) {
			simulator.addProfile({ email: `p${index}@example.com` });
		}

		await connector().listFields('contact');

		expect(simulator.requests()).toHaveLength(DEFAULT_KLAVIYO_SETTINGS.sampleSize / 100);
	});

	it('need no preparation', async () => {
		const { simulator, connector } = await klaviyo();

		expect(await connector().prepare(KLAVIYO_FIELDS)).toEqual({ created: [], missing: [] });
		expect(simulator.requests()).toEqual([]);
	});
});
