import fc from 'fast-check';
import { addMoney, money, subtractMoney, zeroMoney, type Money } from '../../../lib/kernel';
import type { LedgerWrite, OrderState } from '../../../lib/ports/ledger-store';
import { describeStores } from '../../support/stores';
import { approveWrite, aSale, keyOf, recordWrite, reverseWrite, type Sale } from './ledger-writes';

interface Step {
	readonly action: 'record' | 'approve' | 'reverse' | 'repeat';
	readonly order: number;
	readonly percent: number;
}

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
	action: fc.constantFrom('record', 'approve', 'reverse', 'repeat'),
	order: fc.nat({ max: 3 }),
	percent: fc.integer({ min: 1, max: 100 }),
});

/** What a step writes in the state it finds; nothing where it makes no sense. */
function writeOf(sale: Sale, step: Step, state: OrderState, number: number): LedgerWrite {
	const commission = state.commissions[0];
	if (commission === undefined) return step.action === 'record' ? recordWrite(sale) : {};
	const { status, amount, reversed } = commission;
	const left = subtractMoney(amount, reversed);
	switch (step.action) {
		case 'record':
			return {};
		case 'repeat':
			return recordWrite(sale);
		case 'approve':
			return status === 'pending' ? approveWrite(sale, left) : {};
		case 'reverse': {
			const part = money((left.amountMinor * BigInt(step.percent)) / 100n, left.currency);
			const from = status === 'approved' ? 'approved' : 'pending';
			return reverseWrite(sale, from, part, `refund-${number}`);
		}
	}
}

describeStores('The laws of the ledger', (engine) => {
	it('hold for every sequence of writes: all nets to zero, balances are the sum of what is left', async () => {
		const store = await engine.open();
		let run = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(stepArbitrary, { maxLength: 12 }),
				fc.bigInt({ min: 1n, max: 10n ** 15n }),
				async (steps, amountMinor) => {
					run += 1;
					const affiliateId = `aff_run_${run}_`;
					const saleOf = (order: number): Sale =>
						aSale({
							affiliateId,
							orderId: `run-${run}-order-${order}`,
							amount: money(amountMinor + BigInt(order), order === 3 ? 'JPY' : 'EUR'),
						});
					for (const [number, step] of steps.entries()) {
						const sale = saleOf(step.order);
						await store.ledger.decide(keyOf(sale), (state) => ({
							write: writeOf(sale, step, state, number),
							result: null,
						}));
					}
					const net = await store.ledger.netPerCurrency();
					expect(net.every(({ amountMinor: sum }) => sum === 0n)).toBe(true);
					for (const status of ['pending', 'approved'] as const) {
						const commissions = await store.ledger.commissions({ affiliateId, status, limit: 99 });
						const expected = new Map<string, Money>();
						for (const { amount, reversed } of commissions) {
							const before = expected.get(amount.currency) ?? zeroMoney(amount.currency);
							expected.set(amount.currency, addMoney(before, subtractMoney(amount, reversed)));
						}
						const balances = await store.ledger.balances(`${status}:${affiliateId}`);
						for (const { balance } of balances) {
							const owed = expected.get(balance.currency) ?? zeroMoney(balance.currency);
							expect(balance).toEqual(owed);
						}
						expect(balances.length).toBeGreaterThanOrEqual(expected.size);
					}
				},
			),
			{ numRuns: engine.kind === 'sqlite' ? 40 : 12 },
		);
	}, 60_000);

	it('hold for statements: every balance is the one before plus the amount', async () => {
		const store = await engine.open();
		const sale = aSale({ amount: money(1000n, 'EUR') });
		for (const [number, action] of ['record', 'reverse', 'approve', 'reverse'].entries()) {
			const step = { action, order: 0, percent: 30 } as Step;
			await store.ledger.decide(keyOf(sale), (state) => ({
				write: writeOf(sale, step, state, number),
				result: null,
			}));
		}
		const { affiliateId } = sale;
		const entries = await store.ledger.statement({ affiliateId, limit: 99 });
		const running = new Map<string, Money>();
		for (const { account, amount, balance } of entries) {
			const sum = addMoney(running.get(account) ?? zeroMoney('EUR'), amount);
			running.set(account, sum);
			expect(balance).toEqual(sum);
		}
		expect(entries).toHaveLength(5);
	});
});
