import type { RefundWrite } from '../../lib/connectors/crm';
import { parseAmount } from '../../lib/kernel';
import { isWrite, pipedrive, purchase } from './pipedrive-harness';

function refundOf(
	refundId: string,
	amount: string,
	overrides: Partial<RefundWrite> = {},
): RefundWrite {
	return {
		purchaseKey: 'demo.myshopify.com:1001',
		refundId,
		amount: parseAmount(amount, 'EUR'),
		occurredAt: '2026-11-20T10:00:00.000Z',
		email: null,
		purchase: [{ field: 'affiliate_commission_amount', value: '8.38', policy: 'source_wins' }],
		contact: [{ field: 'affiliate_lifetime_value', value: '83.80', policy: 'source_wins' }],
		...overrides,
	};
}

async function withOrder() {
	const set = await pipedrive();
	await set.connector().syncPurchases([purchase('carla@example.com', '1001')]);
	const [person] = set.simulator.persons();
	const [deal] = set.simulator.deals();
	if (person === undefined || deal === undefined) throw new Error('Nothing was written');
	return { ...set, person, deal };
}

describe('a refund', () => {
	it('counts once on the deal and lowers the lifetime value of its person', async () => {
		const { simulator, connector, person, deal } = await withOrder();

		const [first] = await connector().syncRefunds([refundOf('r1', '16.20')]);
		simulator.clearRequests();
		const [again] = await connector().syncRefunds([refundOf('r1', '16.20')]);
		expect(simulator.requests().filter(isWrite)).toEqual([]);
		await connector().syncRefunds([refundOf('r2', '5.00')]);

		expect(first).toMatchObject({
			outcome: 'updated',
			skipped: [],
			contactId: String(person.id),
			purchaseId: String(deal.id),
		});
		expect(again).toMatchObject({ outcome: 'unchanged' });
		expect(deal.values).toMatchObject({ value: 100, status: 'won' });
		expect(simulator.custom('deals', deal)).toMatchObject({
			'Affiliate refunded amount': 21.2,
			'Affiliate refunds': 'r1=16.20;r2=5.00',
			'Affiliate commission amount': 8.38,
		});
		expect(simulator.custom('persons', person)).toMatchObject({
			'Affiliate lifetime value': 83.8,
			'Affiliate email key': 'carla@example.com',
		});
	});

	it('and another of the same order in one run count both, in whatever order', async () => {
		const { simulator, connector, deal } = await withOrder();

		const outcomes = await connector().syncRefunds([
			refundOf('r2', '5.00'),
			refundOf('r1', '16.20'),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
		expect(simulator.custom('deals', deal)).toMatchObject({
			'Affiliate refunded amount': 21.2,
			'Affiliate refunds': 'r1=16.20;r2=5.00',
		});
	});

	it('of many parts does not outgrow its field', async () => {
		const { simulator, connector, deal } = await withOrder();

		await connector().syncRefunds(
			Array.from({ length: 60 }, (_, index) => refundOf(`gid-${1000 + index}`, '0.01')),
		);

		expect(simulator.custom('deals', deal)).toMatchObject({ 'Affiliate refunded amount': 0.6 });
	});

	it('of an order that Pipedrive does not have yet is skipped', async () => {
		const { simulator, connector } = await pipedrive();

		const [outcome] = await connector().syncRefunds([refundOf('r1', '16.20')]);

		expect(outcome).toMatchObject({ outcome: 'skipped', reason: 'purchase_not_found' });
		expect(simulator.requests().filter(isWrite)).toEqual([]);
	});

	it('finds the person by the address when the deal is tied to nobody', async () => {
		const { simulator, connector, person, deal } = await withOrder();
		simulator.changeRecord('deals', deal, { person_id: null });

		const [untold] = await connector().syncRefunds([refundOf('r1', '16.20')]);
		const [told] = await connector().syncRefunds([
			refundOf('r2', '5.00', { email: 'Carla@example.com' }),
		]);

		expect(untold).toMatchObject({
			outcome: 'updated',
			contactId: null,
			skipped: [expect.stringContaining('not tied to a person')],
		});
		expect(told?.contactId).toBe(String(person.id));
	});

	it('leaves a list alone that somebody wrote into', async () => {
		const { simulator, connector, deal } = await withOrder();
		const field = simulator
			.fields('deals')
			.find(({ field_name: name }) => name === 'Affiliate refunds');
		simulator.changeRecord('deals', deal, {
			custom_fields: { [field?.field_code ?? '']: 'see the e-mail of Monday' },
		});

		const [outcome] = await connector().syncRefunds([refundOf('r1', '16.20')]);

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'Affiliate refunds' });
		expect(simulator.custom('deals', deal)).toMatchObject({
			'Affiliate refunds': 'see the e-mail of Monday',
		});
	});
});
