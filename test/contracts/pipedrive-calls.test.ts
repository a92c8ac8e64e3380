import type { LoggedRequest } from '../simulators/simulator-server';
import { byHand, emailsOf, manyContacts, pipedrive, purchase } from './pipedrive-harness';

/** Requests by method and path, ids left out. */
function counted(requests: readonly LoggedRequest[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { method, path } of requests) {
		const name = `${method} ${path.replace('/api/v2', '').replace(/\d+$/, '{id}')}`;
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

describe('requests and tokens', () => {
	it('are one and five for each of 1,000 new contacts of a small account', async () => {
		const { simulator, connector } = await pipedrive();

		const outcomes = await connector().syncContacts(manyContacts(1_000));

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
		expect(counted(simulator.requests())).toEqual({
			'GET /personFields': 1,
			'GET /persons': 1,
			'POST /persons': 1_000,
		});
		expect(simulator.tokensUsed()).toBe(5_020);
	}, 30_000);

	it('are three and thirty for 1,000 contacts of a small account that are as wanted', async () => {
		const { simulator, connector } = await pipedrive();
		const writes = manyContacts(1_000);
		const first = connector();
		await first.syncContacts(writes);
		simulator.clearRequests();
		const before = simulator.tokensUsed();

		const outcomes = await connector().syncContacts(writes);

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
		expect(counted(simulator.requests())).toEqual({ 'GET /personFields': 1, 'GET /persons': 2 });
		expect(simulator.tokensUsed() - before).toBe(30);
	}, 30_000);

	it('are a search for each contact of a large account, and a read for each 25', async () => {
		const { simulator, connector } = await pipedrive();
		const writes = manyContacts(100);
		await connector().syncContacts(writes);
		for (let index = 0; index < 5_100; index += 1) {
			simulator.addRecord('persons', byHand(`Person ${index}`, `person${index}@example.com`));
		}
		simulator.clearRequests();
		const before = simulator.tokensUsed();

		const outcomes = await connector().syncContacts(writes);

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
		// Ten pages were read ahead, a twentieth of what the searches take; then four lists by ids.
		expect(counted(simulator.requests())).toEqual({
			'GET /personFields': 1,
			'GET /persons': 14,
			'GET /persons/search': 100,
		});
		expect(simulator.tokensUsed() - before).toBe(10 + 140 + 2_000);
	}, 30_000);

	it('are eight for one new order, and four for its next event', async () => {
		const { simulator, connector } = await pipedrive();
		for (let index = 0; index < 600; index += 1) {
			simulator.addRecord('persons', byHand(`Person ${index}`, `person${index}@example.com`));
		}

		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(counted(simulator.requests())).toEqual({
			'GET /dealFields': 1,
			'GET /personFields': 1,
			'GET /persons': 1,
			'GET /persons/search': 1,
			'POST /persons': 1,
			'GET /deals': 1,
			'GET /deals/search': 1,
			'POST /deals': 1,
		});
		expect(simulator.tokensUsed()).toBe(90);
		simulator.clearRequests();

		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(counted(simulator.requests())).toEqual({
			'GET /dealFields': 1,
			'GET /personFields': 1,
			'GET /persons': 1,
			'GET /deals': 1,
		});
		expect(simulator.persons().flatMap(emailsOf)).toHaveLength(601);
	});

	it('are none for nothing', async () => {
		const { simulator, connector } = await pipedrive();

		expect(await connector().syncContacts([])).toEqual([]);
		expect(await connector().syncPurchases([])).toEqual([]);
		expect(await connector().syncRefunds([])).toEqual([]);

		expect(simulator.requests()).toEqual([]);
	});
});
