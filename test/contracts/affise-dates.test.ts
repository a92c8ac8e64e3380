import { eur } from '../support/builders';
import { affise, closeAffise, NOON, ORDER, told, writes } from './affise-harness';
import { adjustment, all, cancellation, filter } from './platform-writes';

afterEach(closeAffise);

type World = Awaited<ReturnType<typeof affise>>;

/** Tells an order at noon of a day, over the tracking domain: it keeps its time. */
async function clicked({ simulator, platform, goTo, joli }: World, day: string): Promise<void> {
	goTo(`${day}T12:00:00.000Z`);
	const occurredAt = `${day}T11:00:00.000Z`;
	const clickId = `${joli}-${day}`;
	const order = { ...ORDER, orderId: `ORD_${day}`, affiliate: null, clickId, occurredAt };
	expect((await platform().createConversion(order)).outcome).toBe('accepted');
	simulator.work();
	goTo(NOON);
}

describe('a list of Affise over more than a year', () => {
	const YEARS = filter({ from: '2024-05-10T08:00:00.000Z', to: '2026-11-20T12:00:00.000Z' });

	/** The first and the last day of each year that is asked for, and one day too early. */
	const DAYS = [
		'2024-05-09',
		'2024-05-10',
		'2024-11-18',
		'2024-11-19',
		'2025-11-19',
		'2025-11-20',
		'2026-11-20',
	];

	it('reads three years window by window, and nothing twice or never', async () => {
		const world = await affise();
		for (const day of DAYS) await clicked(world, day);
		const before = world.simulator.periods().length;
		const read = await all((cursor) => world.platform().listConversions(YEARS, cursor));
		expect(world.simulator.periods().slice(before)).toEqual([
			['2025-11-20', '2026-11-20', '1'],
			['2024-11-19', '2025-11-19', '1'],
			['2024-05-10', '2024-11-18', '1'],
		]);
		const newestFirst = DAYS.slice(1).reverse();
		expect(read.map(({ orderId }) => orderId)).toEqual(newestFirst.map((day) => `ORD_${day}`));
	});

	it('goes on in the window of its cursor, whatever day it is by then', async () => {
		const world = await affise();
		for (let number = 1; number <= 101; number += 1) {
			await world.platform().createConversion({ ...ORDER, orderId: `ORD_${number}` });
		}
		world.simulator.work();
		const first = await world.platform().listConversions(filter(), null);
		expect(first).toMatchObject({ cursor: '2025-11-20_2026-11-20_2' });
		world.goTo('2026-11-22T12:00:00.000Z');
		const second = await world.platform().listConversions(filter(), first.cursor);
		expect(second).toMatchObject({ records: [{}], cursor: null });
	}, 30_000);

	it.each(['2', '2026-11-20_2', '2026-13-40_2026-11-20_1', '2025-11-20_2026-11-20_0'])(
		'refuses the cursor %p',
		async (cursor) => {
			const { platform } = await affise();
			await expect(platform().listConversions(filter(), cursor)).rejects.toMatchObject({
				code: 'invalid_input',
				path: 'cursor',
			});
		},
	);

	it('of payments holds each of them once', async () => {
		const world = await affise();
		const days = ['2024-05-09', '2024-11-20', '2024-11-21', '2025-11-21', '2026-11-21'];
		for (const [index, day] of days.entries()) {
			const row = { id: index + 1, pid: 501, status: '1', revenue: '1.00', currency_code: 'EUR' };
			world.simulator.addPayment({ ...row, posted_date: `${day} 12:00:00` });
		}
		const read = await all((cursor) => world.platform().listPayouts(YEARS, cursor));
		expect(read.map(({ id }) => Number(id)).sort()).toEqual([1, 2, 3, 4, 5]);
		expect(world.simulator.periods()).toEqual([
			['2025-11-21', '2026-11-21', '1'],
			['2024-11-20', '2025-11-20', '1'],
			['2024-05-09', '2024-11-19', '1'],
		]);
	});
});

describe('a day of Affise', () => {
	it('is one of UTC, whatever the zone of the account', async () => {
		const world = await affise();
		world.goTo('2026-11-19T23:30:00.000Z');
		const clickId = `${world.joli}-late`;
		await told(world, { ...ORDER, affiliate: null, clickId });
		world.goTo(NOON);
		const day = filter({ from: '2026-11-19T00:00:00.000Z', to: '2026-11-19T23:59:59.999Z' });
		const read = await all((cursor) => world.platform().listConversions(day, cursor));
		expect(read).toMatchObject([{ occurredAt: '2026-11-19T23:30:00.000Z' }]);
		const single = await world.platform().getConversion(read[0]?.id ?? '');
		expect(single).toMatchObject({ occurredAt: '2026-11-19T23:30:00.000Z' });
	});

	it('is all that an import has of a time, and the sum is whole where it can be', async () => {
		const world = await affise();
		await told(world);
		const [sent] = writes(world.simulator);
		const form = new URLSearchParams(String(sent?.body));
		expect(form.get('created_at')).toBe('2026-11-20');
		expect(form.get('sum')).toBe('100');
		const later = filter({ from: '2026-11-20T08:00:00.000Z' });
		const read = await all((cursor) => world.platform().listConversions(later, cursor));
		expect(read).toHaveLength(1);
	});
});

describe('an old order', () => {
	const OLD = { ...ORDER, occurredAt: '2026-09-19T23:59:59.999Z' };

	it('is refused before it is imported, with what else can be done', async () => {
		const { simulator, platform } = await affise();
		expect(await platform().createConversion(OLD)).toMatchObject({
			outcome: 'rejected',
			field: 'created_at',
			reason: expect.stringContaining('this order is of 2026-09-19') as string,
			hint: expect.stringContaining('file') as string,
		});
		expect(writes(simulator)).toEqual([]);
	});

	it('is imported while it is not older than two months, or under another day', async () => {
		const world = await affise();
		await told(world, { ...OLD, occurredAt: '2026-09-20T00:00:00.000Z' });
		await told(world, { ...OLD, orderId: 'ORD_2', more: { created_at: '2026-11-01' } });
		expect(world.simulator.conversions().map((row) => row['created_at'])).toEqual([
			'2026-09-20 00:00:00',
			'2026-11-01 00:00:00',
		]);
	});

	it('that Affise has is found over the years', async () => {
		const world = await affise();
		await clicked(world, '2024-05-10');
		const known = { ...OLD, orderId: 'ORD_2024-05-10', occurredAt: '2024-05-10T11:00:00.000Z' };
		expect((await world.platform().createConversion(known)).outcome).toBe('duplicate');
	});

	it('is changed by the ID of its conversion, once and for certain', async () => {
		const world = await affise();
		await clicked(world, '2024-05-10');
		const conversionId = String(world.simulator.conversions()[0]?.['id']);
		const about = { orderId: 'ORD_2024-05-10', conversionId };
		await world.platform().adjustConversion(adjustment({ ...about, amount: eur('60.00') }));
		const declined = await world.platform().cancelConversion(cancellation(about));
		world.simulator.work();
		expect(world.simulator.conversions()).toMatchObject([{ sum: 60, status: 'declined' }]);
		const reference = declined.confirmation?.reference ?? '';
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('confirmed');
	});
});
