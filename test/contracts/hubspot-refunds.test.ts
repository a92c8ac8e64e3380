import { syncPurchases, syncRefunds } from '../../lib/connectors/hubspot';
import { parseAmount } from '../../lib/kernel';
import { hubspot, purchase, SETTINGS } from './hubspot-harness';

describe('a refund', () => {
	const refundOf = (refundId: string, amount: string, orderId = '1001') => ({
		purchaseKey: `demo.myshopify.com:${orderId}`,
		refundId,
		amount: parseAmount(amount, 'EUR'),
		occurredAt: '2026-11-20T09:00:00.000Z',
		email: null,
		purchase: [
			{ field: 'affiliate_commission_amount', value: '8.38', policy: 'source_wins' as const },
		],
		contact: [
			{ field: 'affiliate_lifetime_value', value: '83.80', policy: 'source_wins' as const },
		],
	});

	it('counts once on the deal and lowers the lifetime value of its contact', async () => {
		const { simulator, client } = await hubspot();
		await syncPurchases(client(), [purchase('carla@example.com', '1001')], SETTINGS);

		const outcomes = await syncRefunds(client(), [refundOf('r1', '16.20')], SETTINGS);
		const again = await syncRefunds(client(), [refundOf('r1', '16.20')], SETTINGS);
		await syncRefunds(client(), [refundOf('r2', '5.00')], SETTINGS);

		expect(outcomes[0]).toMatchObject({ outcome: 'updated', skipped: [] });
		expect(again[0]).toMatchObject({ outcome: 'unchanged' });
		expect(simulator.deals()[0]?.properties).toMatchObject({
			amount: '100',
			affiliate_refunded_amount: '21.2',
			affiliate_refunds: 'r1=16.20;r2=5.00',
			affiliate_commission_amount: '8.38',
		});
		expect(simulator.contacts()[0]?.properties['affiliate_lifetime_value']).toBe('83.8');
	});

	it('of an order that HubSpot does not know is skipped with the reason', async () => {
		const { simulator, client } = await hubspot();

		const outcomes = await syncRefunds(client(), [refundOf('r1', '16.20', 'nowhere')], SETTINGS);

		expect(outcomes[0]).toMatchObject({ outcome: 'skipped', reason: 'purchase_not_found' });
		expect(simulator.deals()).toEqual([]);
	});

	it('is not booked where somebody has changed the list of refunds by hand', async () => {
		const { simulator, client } = await hubspot();
		await syncPurchases(client(), [purchase('carla@example.com', '1001')], SETTINGS);
		await syncRefunds(client(), [refundOf('r1', '16.20')], SETTINGS);
		const deal = simulator.deals()[0];
		if (deal) deal.properties['affiliate_refunds'] = 'about 16 EUR';

		const [outcome] = await syncRefunds(client(), [refundOf('r2', '5.00')], SETTINGS);

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'affiliate_refunds' });
		expect(outcome?.hint).toContain('R1=16.20');
		expect(deal?.properties).toMatchObject({
			affiliate_refunds: 'about 16 EUR',
			affiliate_refunded_amount: '16.2',
		});
	});

	it('leaves the contact alone when the deal is tied to several', async () => {
		const { simulator, client } = await hubspot();
		const [first] = await syncPurchases(client(), [purchase('a@example.com', '1001')], SETTINGS);
		await syncPurchases(client(), [purchase('b@example.com', '1001')], SETTINGS);
		expect(simulator.associations()).toHaveLength(2);

		const [outcome] = await syncRefunds(client(), [refundOf('r1', '16.20')], SETTINGS);

		expect(outcome).toMatchObject({
			outcome: 'updated',
			purchaseId: first?.purchaseId,
			contactId: null,
		});
		expect(outcome?.skipped).toEqual(['contact: the deal is not tied to exactly one contact']);
	});
});
