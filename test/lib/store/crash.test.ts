import { describeStores } from '../../support/stores';
import { eur } from '../../support/builders';
import { spawnChild } from './children/spawn-child';
import { aSale, conversionId } from './ledger-writes';

describeStores('A process killed in the middle of its writes', (engine) => {
	it('loses nothing that was acknowledged, and nothing is there twice or by half', async () => {
		const workspace = await engine.workspace();
		const acknowledged = new Set<string>();
		for (const acknowledgements of [7, 40, 23]) {
			const child = spawnChild('writer', workspace.address);
			await child.written(acknowledgements);
			child.process.kill('SIGKILL');
			await child.ended();
			for (const line of child.lines) acknowledged.add(line);
		}
		const { ledger, clicks } = await workspace.open();
		const orders = [...acknowledged].filter((line) => line.startsWith('order-'));
		const states = await Promise.all(
			orders.map((orderId) => ledger.conversion(conversionId({ orderId }))),
		);
		expect(orders.length).toBeGreaterThan(10);
		expect(states.every((state) => state?.commissions.length === 1)).toBe(true);
		for (const id of acknowledged) {
			if (id.startsWith('clk_')) expect(await clicks.get(id)).not.toBeNull();
		}
		const commissions = await ledger.commissions({ limit: 10_000 });
		const owed = eur('10.00').amountMinor * BigInt(commissions.length);
		expect(await ledger.netPerCurrency()).toEqual([eur('0.00')]);
		expect(await ledger.balances(`pending:${aSale().affiliateId}`)).toMatchObject([
			{ balance: { amountMinor: owed } },
		]);
		expect(await ledger.pendingEvents(10_000)).toHaveLength(commissions.length);
		const [count] = await workspace.execute('select count(*) as orders from conversions');
		expect(Number(count?.orders)).toBe(commissions.length);
	}, 60_000);
});
