import fc from 'fast-check';
import { addMoney, sumMoney, zeroMoney } from '../../../lib/kernel';
import { approveCommission, owedOf } from '../../../lib/ledger';
import type { Attribution } from '../../../lib/model/credit';
import { anOrder, anOrderLine } from '../../support/builders';
import { netOf } from './ledger-state';
import { aDispute, OrderLedger, partialRefund, priced } from './order-ledger';
import { creditedTo, reattribute } from './reattributions';
import { eurOf } from './stories';

const CODES = ['anna', 'ben', 'carl', 'dora'] as const;

const creditsArbitrary: fc.Arbitrary<Attribution> = fc
	.uniqueArray(
		fc.record({ code: fc.constantFrom(...CODES), weight: fc.integer({ min: 1, max: 9 }) }),
		{ minLength: 0, maxLength: 4, selector: ({ code }) => code },
	)
	.map((credits) =>
		creditedTo(Object.fromEntries(credits.map((each) => [each.code, each.weight]))),
	);

const orderArbitrary = fc
	.integer({ min: 1, max: 50_000 })
	.map((size) => anOrder({ lines: [anOrderLine({ net: eurOf(size) })] }));

const termsArbitrary = fc
	.integer({ min: 0, max: 1000 })
	.map((tenths) => ({ percent: (tenths / 10).toFixed(1), planVersion: 1 }));

const facts = fc.record({
	order: orderArbitrary,
	terms: termsArbitrary,
	path: fc.array(creditsArbitrary, { minLength: 2, maxLength: 5 }),
});

const refundsArbitrary = fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 4 });

type Facts = { order: ReturnType<typeof anOrder>; terms: { percent: string; planVersion: number } };

function recorded({ order, terms }: Facts, attribution: Attribution): OrderLedger {
	const ledger = new OrderLedger();
	ledger.record({ order, attribution, terms });
	return ledger;
}

function walk(ledger: OrderLedger, { order, terms }: Facts, path: readonly Attribution[]): void {
	path.slice(1).forEach((attribution, index) => {
		const before = path[index] ?? attribution;
		reattribute(ledger, { order, terms, recorded: before }, attribution);
	});
}

/** What each affiliate is owed on each of its accounts; nothing where nothing stands. */
function balancesOf(ledger: OrderLedger) {
	const rows = ledger.transactions.flatMap(({ postings }) => postings);
	const accounts = new Map<string, ReturnType<typeof eurOf>>();
	for (const { account, amount } of rows) {
		accounts.set(account, addMoney(accounts.get(account) ?? zeroMoney('EUR'), amount));
	}
	return [...accounts].filter(([, { amountMinor }]) => amountMinor !== 0n).sort();
}

const owed = ({ state }: OrderLedger) =>
	sumMoney(
		state.commissions.map((entry) => owedOf(entry)),
		'EUR',
	);

describe('the laws of re-attribution', () => {
	it('all beneficiaries together have what the order priced for the last credits gives', () => {
		fc.assert(
			fc.property(facts, ({ path, ...about }) => {
				const ledger = recorded(about, path[0] ?? creditedTo({}));
				walk(ledger, about, path);
				const { total } = priced(about.order, path.at(-1), about.terms);
				expect(owed(ledger)).toEqual(total);
				expect(ledger.expense()).toEqual(total);
				expect(netOf(ledger.transactions, 'EUR')).toEqual(zeroMoney('EUR'));
			}),
			{ numRuns: 200 },
		);
	});

	it('there and back again ends in the balances it began with, refunded and approved or not', () => {
		fc.assert(
			fc.property(
				facts,
				refundsArbitrary,
				fc.boolean(),
				({ path, ...about }, sizes, isApproved) => {
					const ledger = recorded(about, path[0] ?? creditedTo({}));
					sizes.forEach((size, index) => ledger.refund(partialRefund(`r${index}`, eurOf(size))));
					for (const { commissionId } of isApproved ? ledger.state.commissions : []) {
						ledger.run((state, act) =>
							approveCommission(state, commissionId, { isEarly: true, reason: 'ok' }, act),
						);
					}
					const before = balancesOf(ledger);
					walk(ledger, about, [...path, ...path.slice(0, -1).reverse()]);
					expect(balancesOf(ledger)).toEqual(before);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('refunds and disputes before, between or after leave the same amounts', () => {
		const moments = fc.array(fc.nat({ max: 5 }), { minLength: 5, maxLength: 5 });
		const status = fc.constantFrom('open', 'lost', 'won');
		fc.assert(
			fc.property(
				facts,
				refundsArbitrary,
				status,
				moments,
				({ path, ...about }, sizes, end, at) => {
					const told = [
						...sizes.map((size, index) => (ledger: OrderLedger) => {
							ledger.refund(partialRefund(`r${index}`, eurOf(size)));
						}),
						(ledger: OrderLedger) => {
							ledger.dispute(aDispute({ amount: eurOf(1_234) }));
							ledger.dispute(aDispute({ amount: eurOf(1_234), status: end }, 5));
						},
					];
					const play = (whenOf: (index: number) => number) => {
						const ledger = recorded(about, path[0] ?? creditedTo({}));
						for (let step = 0; step <= 5; step += 1) {
							if (step > 0) walk(ledger, about, path.slice(step - 1, step + 1));
							told.forEach((tell, index) => {
								if (whenOf(index) === step) tell(ledger);
							});
						}
						return ledger.state.commissions
							.filter(({ amount, adjusted }) => amount.amountMinor + adjusted.amountMinor !== 0n)
							.map((entry) => [entry.commissionId, owedOf(entry).amountMinor] as const)
							.sort();
					};
					const early = play(() => 0);
					expect(play((index) => at[index] ?? 0)).toEqual(early);
					expect(play(() => 5)).toEqual(early);
				},
			),
			{ numRuns: 150 },
		);
	});

	it('the credited base of all is the base of the order while somebody is credited', () => {
		fc.assert(
			fc.property(facts, ({ path, ...about }) => {
				const ledger = recorded(about, path[0] ?? creditedTo({}));
				const started = ledger.state.commissions.length;
				walk(ledger, about, path);
				fc.pre(started > 0 && (path.at(-1)?.credits.length ?? 0) === 1);
				fc.pre(ledger.state.commissions.some(({ amount }) => amount.amountMinor > 0n));
				const booked = ledger.writes.flatMap(({ commissions = [] }) => commissions);
				const base = about.order.lines[0]?.net.amountMinor ?? 0n;
				const shareOf = ({ line }: (typeof booked)[number]): bigint =>
					(base * BigInt(line.weight) * 2n + BigInt(line.weightTotal)) /
					(2n * BigInt(line.weightTotal));
				const sum =
					booked.reduce((all, entry) => all + shareOf(entry), 0n) +
					ledger.adjustments.reduce(
						(all, { baseChange }) => all + (baseChange?.amountMinor ?? 0n),
						0n,
					);
				const earns = (priced(about.order, path.at(-1), about.terms).total?.amountMinor ?? 0n) > 0n;
				expect(sum).toBe(earns ? base : 0n);
			}),
			{ numRuns: 200 },
		);
	});

	it('the same credits again write nothing', () => {
		fc.assert(
			fc.property(facts, ({ path, ...about }) => {
				const ledger = recorded(about, path[0] ?? creditedTo({}));
				walk(ledger, about, path);
				const last = path.at(-1) ?? creditedTo({});
				const again = { ...last, touches: [], lookbackDays: 7 };
				const result = reattribute(ledger, { ...about, recorded: last }, again);
				expect(result.outcome).toBe('unchanged');
				expect(ledger.writes.at(-1)).toEqual({});
			}),
		);
	});

	it('every id is new, however often an order goes back and forth', () => {
		const ledger = new OrderLedger();
		const [anna, ben] = [creditedTo({ anna: 1 }), creditedTo({ ben: 1 })];
		ledger.record({ attribution: anna });
		for (let turn = 0; turn < 4; turn += 1) {
			reattribute(ledger, { recorded: anna }, ben);
			reattribute(ledger, { recorded: ben }, anna);
		}
		for (const ids of [
			ledger.transactions.map(({ transactionId }) => transactionId),
			ledger.adjustments.map(({ adjustmentId }) => adjustmentId),
			ledger.events.map(({ outboxId }) => outboxId),
		]) {
			expect(new Set(ids).size).toBe(ids.length);
		}
		expect(ledger.state.conversion?.version).toBe(9);
	});
});
