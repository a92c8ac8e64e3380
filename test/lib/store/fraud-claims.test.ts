import type { OrderClaim } from '../../../lib/model/order-claim';
import { AFFILIATE_ID, eur, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { day } from './ledger-entries';

const aClaim = (overrides: Partial<OrderClaim> = {}): OrderClaim => ({
	claimId: 'clm_1',
	programmeId: PROGRAMME_ID,
	affiliateId: AFFILIATE_ID,
	storeKey: STORE_KEY,
	orderId: 'order-1',
	source: 'postback',
	amount: eur('100.00'),
	status: 'approved',
	receivedAt: day(10),
	...overrides,
});

describeStores('A claim of an order', (engine) => {
	it('is recorded once, as it came first', async () => {
		const { fraud } = await engine.open();
		expect(await fraud.recordClaim(aClaim())).toBe(true);
		expect(await fraud.recordClaim(aClaim({ amount: eur('900.00') }))).toBe(false);
		expect(await fraud.claims(STORE_KEY, 'order-1')).toEqual([aClaim()]);
	});

	it('is found with others of its order, oldest first, also where it names no shop', async () => {
		const { fraud } = await engine.open();
		const bare = aClaim({ claimId: 'b', storeKey: null, amount: null, status: null });
		await fraud.recordClaim(aClaim({ claimId: 'a', receivedAt: day(11) }));
		await fraud.recordClaim(bare);
		await fraud.recordClaim(aClaim({ claimId: 'c', storeKey: 'other.myshopify.com' }));
		await fraud.recordClaim(aClaim({ claimId: 'd', orderId: 'order-2' }));
		const claims = await fraud.claims(STORE_KEY, 'order-1');
		expect(claims).toEqual([bare, aClaim({ claimId: 'a', receivedAt: day(11) })]);
	});
});

describeStores('A nonce', (engine) => {
	it('is good once in each programme', async () => {
		const { fraud } = await engine.open();
		const use = (programmeId: string, nonce: string) =>
			fraud.useNonce(programmeId, nonce, day(10), 600);
		expect(await use(PROGRAMME_ID, 'n')).toBe(true);
		expect(await use(PROGRAMME_ID, 'n')).toBe(false);
		expect(await use(PROGRAMME_ID, 'm')).toBe(true);
		expect(await use('prg_other', 'n')).toBe(true);
	});

	it('that twenty calls use at once is good for one of them', async () => {
		const { fraud } = await engine.open();
		const uses = await Promise.all(
			Array.from({ length: 20 }, () => fraud.useNonce(PROGRAMME_ID, 'n', day(10), 600)),
		);
		expect(uses.filter((isFirst) => isFirst)).toHaveLength(1);
	});

	it('is remembered for its time and forgotten afterwards', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		await fraud.useNonce(PROGRAMME_ID, 'n', '2026-11-10T00:00:00.000Z', 600);
		expect(await fraud.useNonce(PROGRAMME_ID, 'n', '2026-11-10T00:10:00.000Z', 600)).toBe(false);
		await fraud.useNonce(PROGRAMME_ID, 'm', '2026-11-10T00:10:00.001Z', 600);
		expect(await workspace.execute('select nonce from postback_nonces')).toEqual([{ nonce: 'm' }]);
	});
});
