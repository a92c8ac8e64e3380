import type { RefundWrite } from '../../lib/connectors/crm';
import { parseAmount } from '../../lib/kernel';
import { isWrite, purchase, salesforce } from './salesforce-harness';

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
		purchase: [{ field: 'Affiliate_Commission_Amount__c', value: '8.38', policy: 'source_wins' }],
		contact: [{ field: 'Affiliate_Lifetime_Value__c', value: '83.80', policy: 'source_wins' }],
		...overrides,
	};
}

describe('a refund', () => {
	it('counts once on the opportunity and lowers the lifetime value of its contact', async () => {
		const { simulator, connector } = await salesforce();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		const [first] = await connector().syncRefunds([refundOf('r1', '16.20')]);
		simulator.clearRequests();
		const [again] = await connector().syncRefunds([refundOf('r1', '16.20')]);
		expect(simulator.requests().filter(isWrite)).toEqual([]);
		await connector().syncRefunds([refundOf('r2', '5.00')]);

		expect(first).toMatchObject({ outcome: 'updated', skipped: [] });
		expect(first?.contactId).toBe(simulator.contacts()[0]?.Id);
		expect(again).toMatchObject({ outcome: 'unchanged' });
		expect(simulator.opportunities()).toMatchObject([
			{
				Amount: 100,
				StageName: 'Closed Won',
				Affiliate_Refunded_Amount__c: 21.2,
				Affiliate_Refunds__c: 'r1=16.20;r2=5.00',
				Affiliate_Commission_Amount__c: 8.38,
			},
		]);
		expect(simulator.contacts()[0]?.['Affiliate_Lifetime_Value__c']).toBe(83.8);
	});

	it('and another of the same order in one run count both', async () => {
		const { simulator, connector } = await salesforce();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		const outcomes = await connector().syncRefunds([
			refundOf('r2', '5.00'),
			refundOf('r1', '16.20'),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
		expect(simulator.opportunities()[0]).toMatchObject({
			Affiliate_Refunded_Amount__c: 21.2,
			Affiliate_Refunds__c: 'r1=16.20;r2=5.00',
		});
	});

	it('moves the stage where the caller writes it', async () => {
		const { simulator, connector } = await salesforce();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		await connector().syncRefunds([
			refundOf('r1', '100.00', {
				purchase: [{ field: 'StageName', value: 'Closed Lost', policy: 'source_wins' }],
			}),
		]);

		expect(simulator.opportunities()[0]?.['StageName']).toBe('Closed Lost');
	});

	it('of an order that Salesforce does not know is skipped with the reason', async () => {
		const { simulator, connector } = await salesforce();

		const [outcome] = await connector().syncRefunds([
			refundOf('r1', '16.20', { purchaseKey: 'demo.myshopify.com:nowhere' }),
		]);

		expect(outcome).toMatchObject({ outcome: 'skipped', reason: 'purchase_not_found' });
		expect(simulator.opportunities()).toEqual([]);
	});

	it('leaves the contacts alone when there are several and its address names none of them', async () => {
		const { simulator, connector } = await salesforce();
		await connector().syncPurchases([purchase('a@example.com', '1001')]);
		await connector().syncPurchases([purchase('b@example.com', '1001')]);

		const [unnamed] = await connector().syncRefunds([refundOf('r1', '16.20')]);
		const [named] = await connector().syncRefunds([
			refundOf('r1', '16.20', { email: 'B@example.com' }),
		]);

		expect(unnamed).toMatchObject({ outcome: 'updated', contactId: null });
		expect(unnamed?.skipped).toEqual([
			'contact: the opportunity is not tied to exactly one contact',
		]);
		expect(named).toMatchObject({ outcome: 'updated', contactId: simulator.contacts()[1]?.Id });
		expect(simulator.contacts().map((row) => row['Affiliate_Lifetime_Value__c'])).toEqual([
			100, 83.8,
		]);
	});

	it('is refused when somebody has made the list of refunds unreadable, or the currency differs', async () => {
		const { simulator, connector } = await salesforce();
		await connector().syncPurchases([
			purchase('a@example.com', '1001'),
			purchase('b@example.com', '1002'),
		]);
		const [row] = simulator.opportunities();
		if (row) simulator.changeRecord(row, { Affiliate_Refunds__c: 'r1=about 16' });

		const outcomes = await connector().syncRefunds([
			refundOf('r2', '5.00'),
			refundOf('r1', '5.00', { purchaseKey: 'demo.myshopify.com:1002' }),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'updated']);
		expect(outcomes[0]?.reason).toContain('list of refunds');
		expect(outcomes[0]?.skipped).toEqual([]);
		expect(simulator.opportunities()[0]?.['Affiliate_Refunds__c']).toBe('r1=about 16');
		// The contact of the refund that was refused is left for when it is booked.
		expect(simulator.contacts().map((row) => row['Affiliate_Lifetime_Value__c'])).toEqual([
			100, 83.8,
		]);
	});
});
