import { money, subtractMoney, type Money } from '../../../lib/kernel';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AFFILIATE_ID, eur, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { aCapNeed, adjustWrite, day, write } from './ledger-entries';
import {
	aBookedCommission,
	aMove,
	aSale,
	aTransfer,
	keyOf,
	recordWrite,
	reverseWrite,
	type Sale,
} from './ledger-writes';

type CapNeed = ReturnType<typeof aCapNeed>;

/** Usage as a new order, or the given one, sees it. */
const usageOf = async (
	{ ledger }: AffiliateStore,
	needs: readonly CapNeed[],
	orderId = 'order-new',
): Promise<readonly Money[]> =>
	await ledger.decide(keyOf({ orderId }), ({ capUsage }) => ({ write: {}, result: capUsage }), {
		caps: needs,
	});

/** Order of that day of November with 10.00 of commission. */
const book = async (
	store: AffiliateStore,
	number: number,
	overrides: Partial<Sale> = {},
	customerKey: string | null = null,
): Promise<Sale> => {
	const sale = aSale({ orderId: `order-${number}`, at: day(number), ...overrides });
	await write(store, sale, recordWrite(sale, { customerKey }));
	return sale;
};

describeStores('What is booked against a cap', (engine) => {
	it('is nothing at first, and there is none without a cap', async () => {
		const store = await engine.open();
		expect(await usageOf(store, [aCapNeed()])).toEqual([eur('0.00')]);
		expect(await usageOf(store, [])).toEqual([]);
	});

	it('is what was earned, with adjustments and less reversals; declined ones do not count', async () => {
		const store = await engine.open();
		const sale = await book(store, 1);
		await write(store, sale, adjustWrite(sale, eur('5.00')));
		await write(store, sale, reverseWrite(sale, 'pending', eur('3.00'), 'refund-1'));
		const accounts = [`expense:${PROGRAMME_ID}`, `pending:${sale.affiliateId}`] as const;
		await write(store, sale, {
			transactions: [aTransfer(sale, 'restore', accounts, eur('1.00'), 'won')],
		});
		const declined = await book(store, 2);
		await write(store, declined, { moves: [aMove(declined, 'pending', 'declined')] });
		expect(await usageOf(store, [aCapNeed()])).toEqual([eur('13.00')]);
	});

	it('leaves the order out that is decided on', async () => {
		const store = await engine.open();
		await book(store, 1);
		await book(store, 2);
		expect(await usageOf(store, [aCapNeed()], 'order-2')).toEqual([eur('10.00')]);
	});

	it('is that of the claim, whatever their number and order', async () => {
		const store = await engine.open();
		await book(store, 1, {}, 'carla');
		await book(store, 2, { affiliateId: 'aff_bert', amount: eur('7.00') }, 'carla');
		await book(store, 3, {}, 'dora');
		await book(store, 4, { amount: money(500n, 'JPY') }, 'carla');
		const affiliate = { scope: 'affiliate' as const, affiliateId: AFFILIATE_ID };
		const customer = { scope: 'customer' as const };
		expect(
			await usageOf(store, [
				aCapNeed(customer, { customerKey: 'carla' }),
				aCapNeed(),
				aCapNeed(affiliate),
				aCapNeed({ ...affiliate, affiliateId: 'aff_bert' }),
				aCapNeed(customer, { customerKey: 'nobody' }),
				aCapNeed(customer),
				aCapNeed({ limit: money(9n, 'JPY') }),
				aCapNeed({}, { programmeId: 'prg_other' }),
				aCapNeed(),
			]),
		).toEqual([
			eur('17.00'),
			eur('27.00'),
			eur('20.00'),
			eur('7.00'),
			eur('0.00'),
			eur('0.00'),
			money(500n, 'JPY'),
			eur('0.00'),
			eur('27.00'),
		]);
	});

	it.each([
		['from its first moment', { from: day(2) }, '20.00'],
		['up to its last, which is exclusive', { to: day(3) }, '20.00'],
		['between both', { from: day(2), to: day(3) }, '10.00'],
	])('is that of its window: %s', async (_because, window, expected) => {
		const store = await engine.open();
		for (const number of [1, 2, 3]) await book(store, number, {}, 'carla');
		const customer = aCapNeed({ ...window, scope: 'customer' }, { customerKey: 'carla' });
		expect(await usageOf(store, [aCapNeed(window), customer])).toEqual([
			eur(expected),
			eur(expected),
		]);
	});

	it('cannot be asked for an affiliate that is not named', async () => {
		const store = await engine.open();
		await expect(usageOf(store, [aCapNeed({ scope: 'affiliate' })])).rejects.toMatchObject({
			code: 'ledger_conflict',
		});
	});
});

describeStores('Many orders against one cap', (engine) => {
	/** Books 10.00, or what the cap leaves of it. */
	const bookWithin = async (store: AffiliateStore, sale: Sale, needs: readonly CapNeed[]) =>
		await store.ledger.decide(
			keyOf(sale),
			({ capUsage }) => {
				const rooms = needs.map(({ claim }, index) =>
					subtractMoney(claim.limit, capUsage[index] ?? claim.limit),
				);
				const room = rooms.reduce((least, next) =>
					next.amountMinor < least.amountMinor ? next : least,
				);
				const least = room.amountMinor < sale.amount.amountMinor ? room : sale.amount;
				const amount = least.amountMinor < 0n ? eur('0.00') : least;
				return {
					write: {
						...recordWrite({ ...sale, amount }, { customerKey: 'carla' }),
						commissions: [aBookedCommission({ ...sale, amount })],
					},
					result: amount,
				};
			},
			{ caps: needs },
		);

	it.each([
		['programme', aCapNeed({ limit: eur('73.00') })],
		['affiliate', aCapNeed({ scope: 'affiliate', affiliateId: AFFILIATE_ID, limit: eur('73.00') })],
		['customer', aCapNeed({ scope: 'customer', limit: eur('73.00') }, { customerKey: 'carla' })],
	])(
		'never exceed it together: %s',
		async (_scope, need) => {
			const workspace = await engine.workspace();
			const stores = [await workspace.open(), engine.isStandIn() ? null : await workspace.open()];
			const first = stores[0];
			if (first == null) throw new Error('There is always one store');
			const booked = await Promise.all(
				Array.from({ length: 20 }, (_, n) =>
					bookWithin(stores[n % 2] ?? first, aSale({ orderId: `order-${n}` }), [need]),
				),
			);
			const sum = booked.reduce((total, { amountMinor }) => total + amountMinor, 0n);
			expect(sum).toBe(7300n);
			expect(booked.filter(({ amountMinor }) => amountMinor === 1000n)).toHaveLength(7);
			expect(await usageOf(first, [need])).toEqual([eur('73.00')]);
		},
		60_000,
	);

	it('wait for each other without an end to it, in whatever order they name several caps', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const caps = [
			aCapNeed({ limit: eur('55.00') }),
			aCapNeed({ scope: 'affiliate', affiliateId: AFFILIATE_ID, limit: eur('45.00') }),
			aCapNeed({ scope: 'customer' }, { customerKey: 'carla' }),
		];
		const booked = await Promise.all(
			Array.from({ length: 12 }, (_, n) =>
				bookWithin(
					store,
					aSale({ orderId: `order-${n}` }),
					n % 2 === 0 ? caps : [...caps].reverse(),
				),
			),
		);
		const sum = booked.reduce((total, { amountMinor }) => total + amountMinor, 0n);
		expect(sum).toBe(4500n);
	}, 60_000);
});
