import { eur } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { aRecordedRefund, aSale, keyOf, recordWrite } from './ledger-writes';

describeStores('Refunds that wait for their order', (engine) => {
	it('are listed oldest first, and no more once the order is there', async () => {
		const { ledger } = await engine.open();
		const sales = ['order-1', 'order-2', 'order-3'].map((orderId) => aSale({ orderId }));
		for (const sale of sales) {
			const refund = aRecordedRefund(sale, { status: 'waiting', base: null, net: null });
			await ledger.decide(keyOf(sale), () => ({ write: { refunds: [refund] }, result: null }));
		}
		const waiting = async (limit: number) =>
			(await ledger.waitingRefunds(limit)).map(({ orderId }) => orderId);
		expect(await waiting(10)).toEqual(['order-1', 'order-2', 'order-3']);
		expect(await waiting(2)).toEqual(['order-1', 'order-2']);
		const [first] = sales;
		if (first === undefined) throw new Error('there is no sale');
		const applied = { status: 'applied', base: eur('10.00'), net: eur('10.00') } as const;
		const write = { ...recordWrite(first), refunds: [aRecordedRefund(first, applied)] };
		await ledger.decide(keyOf(first), () => ({ write, result: null }));
		expect(await waiting(10)).toEqual(['order-2', 'order-3']);
	});
});
