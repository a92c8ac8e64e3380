import { balanceOf, ledgerOne, place, refund, setUp, byCode } from './ledger-user';

const tiered = {
	rateType: 'tiered',
	tiers: {
		tier: [
			{ from: '0', percent: '5' },
			{ from: '1000', percent: '10' },
		],
	},
	tierOptions: { isRetroactive: true },
};

const day = (number: number) => `2026-11-${number}T12:00:00.000Z`;

describe('retroactive tiers of two affiliates who share an order', () => {
	it('leave each other as they are', async () => {
		await setUp(tiered);
		await place({ net: '200.00', by: ['anna', 'ben'] });
		await place({ orderId: '1002', createdAt: day(11), net: '1000.00', by: ['ben'] });
		expect(await balanceOf('ben')).toMatchObject({ pending: '110.00' });
		await place({ orderId: '1003', createdAt: day(12), net: '1000.00', by: ['anna'] });
		expect(await balanceOf('anna')).toMatchObject({ pending: '110.00' });
		expect(await balanceOf('ben')).toMatchObject({ pending: '110.00' });
	});
});

describe('an edit of an order whose date moved with it', () => {
	it('keeps the tier that the order had', async () => {
		await setUp({ ...tiered, tierWindow: 'rolling', tierOptions: { rollingDays: 30 } });
		await place({ net: '1000.00' });
		const second = { orderId: '1002', createdAt: day(11), net: '100.00' };
		await place(second);
		expect(await balanceOf('anna')).toMatchObject({ pending: '110.00' });
		const edit = { ...second, net: '200.00', updatedAt: day(12) };
		await place({ ...edit, createdAt: '2026-11-11T12:00:01.000Z' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '120.00' });
	});
});

describe('an edit after a retroactive tier', () => {
	it('keeps what the tier made of an order that earned nothing at first', async () => {
		await setUp({
			...tiered,
			tiers: { tier: [{ from: '1000', percent: '10' }] },
		});
		const first = { net: '300.00' };
		await place(first);
		await place({ orderId: '1002', createdAt: day(11), net: '700.00' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '100.00' });
		await place({ ...first, net: '400.00', updatedAt: day(12) });
		expect(await balanceOf('anna')).toMatchObject({ pending: '110.00' });
	});
});

describe('a refund of an order below the lowest tier', () => {
	it('takes its share once a retroactive tier pays it', async () => {
		await setUp({ ...tiered, tiers: { tier: [{ from: '1000', percent: '10' }] } });
		await place({ net: '300.00' });
		await refund('1001', '150.00');
		await place({ orderId: '1002', createdAt: day(11), net: '900.00' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '105.00' });
	});
});
describe('re-rating orders by the plan they were priced by', () => {
	const reRate = async () =>
		await ledgerOne('plan', 'reRate', {
			programme: byCode('main'),
			name: 'Standard',
			reason: 'nothing changed',
		});

	it('leaves what a retroactive tier added', async () => {
		await setUp(tiered);
		await place({ net: '300.00' });
		await place({ orderId: '1002', createdAt: day(11), net: '700.00' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '100.00' });
		expect(await reRate()).toMatchObject({ orders: 2, changed: 0 });
		expect(await balanceOf('anna')).toMatchObject({ pending: '100.00' });
	});

	it('leaves what a tier that counts for later orders only gave', async () => {
		await setUp({ ...tiered, tierOptions: { isRetroactive: false } });
		await place({ net: '300.00' });
		await place({ orderId: '1002', createdAt: day(11), net: '700.00' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '85.00' });
		expect(await reRate()).toMatchObject({ orders: 2, changed: 0 });
	});
});
