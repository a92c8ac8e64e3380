import {
	byHand,
	contactWrite,
	CREATE_DEAL,
	CREATE_PERSON,
	emailsOf,
	isWrite,
	LIST_PERSONS,
	manyContacts,
	pipedrive,
	purchase,
	SEARCH_PERSONS,
	TOKEN,
} from './pipedrive-harness';

const SOURCE = { field: 'affiliate_source', value: 'anna' } as const;

/** More persons than one run reads ahead for a single order. */
const CROWD = 600;

type Simulator = Awaited<ReturnType<typeof pipedrive>>['simulator'];

function addCrowd(simulator: Simulator): void {
	for (let index = 0; index < CROWD; index += 1) {
		simulator.addRecord('persons', byHand(`Person ${index}`, `person${index}@example.com`));
	}
}

describe('a person', () => {
	it('is found by search in an account too large to read ahead', async () => {
		let clock = Date.parse('2026-11-17T12:00:00Z');
		const { simulator, connector } = await pipedrive({ now: () => clock });
		const carla = simulator.addRecord('persons', byHand('Carla Rossi', 'Carla@Example.com'));
		clock += 10_000;
		addCrowd(simulator);

		const [outcome] = await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);

		expect(outcome).toMatchObject({ outcome: 'updated', contactId: String(carla.id) });
		expect(simulator.requests().filter(SEARCH_PERSONS)).toHaveLength(1);
		expect(simulator.persons()).toHaveLength(CROWD + 1);
	});

	it('is found by our key when the address was changed by hand', async () => {
		let clock = Date.parse('2026-11-17T12:00:00Z');
		const { simulator, connector } = await pipedrive({ now: () => clock });
		await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);
		const [carla] = simulator.persons();
		if (carla === undefined) throw new Error('Nothing was written');
		simulator.changeRecord('persons', carla, {
			emails: [{ value: 'new@example.com', primary: true, label: 'work' }],
		});
		clock += 10_000;
		addCrowd(simulator);

		const [outcome] = await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);

		expect(outcome).toMatchObject({ outcome: 'unchanged', contactId: String(carla.id) });
		expect(emailsOf(carla)).toEqual(['new@example.com']);
	});

	it('who shops with two addresses stays one, and keeps the first as the key', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addRecord('persons', byHand('Carla', 'a@example.com', 'b@example.com'));
		const writes = [contactWrite('a@example.com', SOURCE), contactWrite('b@example.com', SOURCE)];

		const outcomes = await connector().syncContacts(writes);
		const again = await connector().syncContacts(writes);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged']);
		expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
		const [person, ...others] = simulator.persons();
		expect(others).toEqual([]);
		expect(person && simulator.custom('persons', person)).toMatchObject({
			'Affiliate email key': 'a@example.com',
		});
	});

	it('with an address that several have is refused, and nothing is written', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addRecord('persons', byHand('Carla', 'carla@example.com'));
		simulator.addRecord('persons', byHand('Carla R.', 'CARLA@example.com'));

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: 'Pipedrive has 2 persons with this e-mail address',
			hint: expect.stringContaining('Merge the persons'),
			retryable: false,
			purchaseId: null,
		});
		expect(simulator.requests().filter(isWrite)).toEqual([]);
		expect(JSON.stringify(outcome)).not.toMatch(/carla/i);
	});

	it('with an address that several have is the one with our key', async () => {
		const { simulator, connector } = await pipedrive();
		await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);
		simulator.addRecord('persons', byHand('Carla R.', 'carla@example.com'));

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'affiliate_source', value: 'bert' }),
		]);

		expect(outcome).toMatchObject({
			outcome: 'updated',
			contactId: String(simulator.persons()[0]?.id),
		});
	});

	it('is not confused with one whose address only looks alike', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addRecord('persons', byHand('Other', 'xcarla@example.com'));

		const [outcome] = await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);

		expect(outcome?.outcome).toBe('created');
	});
});

describe('a search index that trails behind', () => {
	it('makes no second person or deal within a run', async () => {
		const { simulator, connector } = await pipedrive({ searchLagSeconds: 60 });
		const run = connector();

		await run.syncContacts(manyContacts(15));
		const outcomes = await run.syncPurchases([
			purchase('buyer1@example.com', '1001'),
			purchase('buyer1@example.com', '1002'),
		]);
		await run.syncPurchases([purchase('buyer1@example.com', '1001')]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		expect(simulator.persons()).toHaveLength(15);
		expect(simulator.deals()).toHaveLength(2);
	});

	it('makes no second person or deal in the next run either', async () => {
		let clock = Date.parse('2026-11-17T12:00:00Z');
		const { simulator, connector } = await pipedrive({ searchLagSeconds: 60, now: () => clock });
		addCrowd(simulator);
		clock += 5_000;
		const order = purchase('carla@example.com', '1001');
		await connector().syncPurchases([{ ...order, stage: 'pending' }]);
		clock += 2_000;

		const [outcome] = await connector().syncPurchases([order]);

		expect(outcome?.outcome).toBe('updated');
		expect(simulator.persons()).toHaveLength(CROWD + 1);
		expect(simulator.deals()).toHaveLength(1);
		expect(simulator.deals()[0]?.values['status']).toBe('won');
	});
});

describe('a creation whose answer got lost', () => {
	it('is looked up before anything is made again, and the run goes on', async () => {
		const { simulator, connector, waits } = await pipedrive({ searchLagSeconds: 60 });
		simulator.setFaults([
			{ when: CREATE_PERSON, times: 1, then: 'lose_answer' },
			{ when: CREATE_DEAL, times: 1, then: 'lose_answer' },
		]);

		const outcomes = await connector().syncPurchases([
			purchase('carla@example.com', '1001'),
			purchase('dora@example.com', '1002'),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		expect(simulator.persons()).toHaveLength(2);
		expect(simulator.deals()).toHaveLength(2);
		expect(waits).toEqual([1_000, 1_000]);
	});

	it('is made again when it had not arrived', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([{ when: CREATE_PERSON, times: 2, then: 'drop' }]);

		const [outcome] = await connector().syncContacts([contactWrite('carla@example.com', SOURCE)]);

		expect(outcome?.outcome).toBe('created');
		expect(simulator.persons()).toHaveLength(1);
	});

	it('ends the run once it was tried often enough', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([{ when: CREATE_PERSON, then: 'drop' }]);

		const outcomes = await connector().syncContacts(manyContacts(3));

		expect(outcomes.map(({ outcome, retryable }) => ({ outcome, retryable }))).toEqual(
			Array.from({ length: 3 }, () => ({ outcome: 'failed', retryable: true })),
		);
		expect(simulator.requests().filter(CREATE_PERSON)).toHaveLength(5);
	});
});

describe('a deal', () => {
	it('that is in the archive is refused, not made a second time', async () => {
		const { simulator, connector } = await pipedrive();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);
		const [deal] = simulator.deals();
		if (deal !== undefined) deal.is_archived = true;

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: 'The deal of this order is in the archive',
		});
		expect(simulator.deals()).toHaveLength(1);
	});

	it('that was made twice by hand is refused', async () => {
		const { simulator, connector } = await pipedrive();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);
		const [deal] = simulator.deals();
		simulator.addRecord('deals', { title: 'Copy', custom_fields: { ...deal?.custom_fields } });

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: 'Pipedrive has 2 deals with this key',
		});
	});
});

describe('a small account', () => {
	it('is read ahead, so that no search is needed', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addRecord('persons', byHand('Carla', 'carla@example.com'));

		await connector(TOKEN).syncContacts(manyContacts(20));

		expect(simulator.requests().filter(LIST_PERSONS)).toHaveLength(1);
		expect(simulator.requests().filter(SEARCH_PERSONS)).toEqual([]);
	});
});
