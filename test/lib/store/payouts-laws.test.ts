import fc from 'fast-check';
import { addMoney, money, subtractMoney, sumMoney, type Money } from '../../../lib/kernel';
import type { BatchState } from '../../../lib/ports/payout-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { describeStores } from '../../support/stores';
import { aSale, keyOf, reverseWrite, type Sale } from './ledger-writes';
import {
	approveBatchWrite,
	balanceOf,
	batchIdOf,
	bookApproved,
	claimAll,
	registerAffiliate,
	request,
	sendWrite,
	settleWrite,
} from './payout-writes';

interface Step {
	readonly action: 'book' | 'refund' | 'claim' | 'advance' | 'fail';
	/** Which order or batch, of those that there are. */
	readonly which: number;
	readonly minor: number;
}

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
	action: fc.constantFrom('book', 'book', 'refund', 'claim', 'claim', 'advance', 'advance', 'fail'),
	which: fc.nat({ max: 9 }),
	minor: fc.integer({ min: 1, max: 5_000 }),
});

/** Always run, so that something is numbered and paid whatever the chance brings. */
const PAID_THEN_TAKEN_BACK: Step[] = (
	['book', 'claim', 'advance', 'advance', 'advance', 'refund', 'book', 'claim'] as const
).map((action, index) => ({ action, which: 0, minor: 1_000 + index }));

/** A run of steps on an affiliate of its own, and what came of it. */
class Run {
	readonly affiliateId: string;

	readonly batchIds: string[] = [];

	readonly #store: AffiliateStore;

	readonly #sales: Sale[] = [];

	earned: Money = money(0n, 'EUR');

	constructor(store: AffiliateStore, number: number) {
		this.#store = store;
		this.affiliateId = `aff_run_${number}_`;
	}

	async take(step: Step, number: number): Promise<void> {
		const amount = money(BigInt(step.minor), 'EUR');
		switch (step.action) {
			case 'book': {
				const orderId = `${this.affiliateId}-${number}`;
				const sale = aSale({ orderId, affiliateId: this.affiliateId, amount });
				await bookApproved(this.#store, sale);
				this.#sales.push(sale);
				this.earned = addMoney(this.earned, amount);
				return;
			}
			case 'refund':
				return await this.#refund(step, amount, number);
			case 'claim':
				return await this.#claim(`${this.affiliateId}-${number}`);
			case 'advance':
				return await this.#change(step.which, 'paid');
			case 'fail':
				return await this.#change(step.which, 'failed');
		}
	}

	/** Takes back on the approved account, wherever the commission stands: even more than it was. */
	async #refund({ which }: Step, amount: Money, number: number): Promise<void> {
		const sale = this.#sales[which % Math.max(1, this.#sales.length)];
		if (sale === undefined) return;
		await this.#store.ledger.decide(keyOf(sale), () => ({
			write: reverseWrite(sale, 'approved', amount, `refund-${number}`),
			result: null,
		}));
		this.earned = subtractMoney(this.earned, amount);
	}

	async #claim(batchKey: string): Promise<void> {
		const { affiliateId } = this;
		const decision = claimAll(batchKey);
		const batchId = await this.#store.payouts.claim(
			{ ...request(batchKey), affiliateId },
			decision,
		);
		if (batchId !== null) this.batchIds.push(batchIdOf(batchKey));
	}

	/** One step further; a batch that was sent is settled as told. */
	async #change(which: number, to: 'paid' | 'failed'): Promise<void> {
		const batchId = this.batchIds[which % Math.max(1, this.batchIds.length)];
		if (batchId === undefined) return;
		await this.#store.payouts.decideBatch(batchId, (state) => ({
			write: nextWrite(state, to),
			result: null,
		}));
	}
}

function nextWrite(state: BatchState, to: 'paid' | 'failed') {
	if (state.batch.status === 'draft') return approveBatchWrite(state);
	if (state.batch.status === 'approved') return sendWrite(state);
	return settleWrite(
		state.payouts.filter(({ payout }) => payout.status === 'sent'),
		to,
	);
}

describeStores('The laws of payouts', (engine) => {
	it('hold for every sequence of bookings, refunds, claims and settlements', async () => {
		const store = await engine.open();
		let number = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 16 }), async (steps) => {
				number += 1;
				const run = new Run(store, number);
				const { affiliateId } = run;
				await registerAffiliate(store, affiliateId);
				for (const [index, step] of steps.entries()) await run.take(step, index);

				const [approved, inBatch, paid] = await Promise.all(
					['approved', 'in_batch', 'paid'].map((account) =>
						balanceOf(store, `${account}:${affiliateId}`),
					),
				);
				const payouts = await store.payouts.payouts({ affiliateId, limit: 99 });
				const sumOf = (...statuses: string[]) =>
					sumMoney(
						payouts.filter(({ status }) => statuses.includes(status)).map(({ gross }) => gross),
						'EUR',
					);
				// What was earned is open, on its way or paid: nothing is lost, nothing is paid twice.
				expect([approved, inBatch, paid]).toEqual([
					subtractMoney(run.earned, addMoney(sumOf('claimed', 'sent'), sumOf('paid'))),
					sumOf('claimed', 'sent'),
					sumOf('paid'),
				]);
				const [candidate] = await store.payouts.candidates({ affiliateId });
				expect(candidate?.balance ?? money(0n, 'EUR')).toEqual(approved);
				expect(candidate?.entries.every(({ amount }) => amount.amountMinor !== 0n) ?? true).toBe(
					true,
				);
				for (const batchId of run.batchIds) {
					const state = await store.payouts.batch(batchId);
					for (const { payout, entries } of state?.payouts ?? []) {
						expect(
							sumMoney(
								entries.map(({ amount }) => amount),
								'EUR',
							),
						).toEqual(payout.gross);
					}
				}
				expect((await store.ledger.netPerCurrency()).every((net) => net.amountMinor === 0n)).toBe(
					true,
				);
			}),
			{ numRuns: engine.kind === 'sqlite' ? 25 : 8, examples: [[PAID_THEN_TAKEN_BACK]] },
		);
		await store.chain.seal('prg_spring', '2026-12-24T00:00:00.000Z');
		expect(await store.chain.verify('prg_spring')).toMatchObject({
			firstMismatch: null,
			unsealed: 0,
		});
		const numbers = (await store.payouts.payouts({ limit: 999 }))
			.flatMap(({ statementNumber }) => statementNumber ?? [])
			.sort();
		expect(numbers.length).toBeGreaterThan(0);
		expect(numbers).toEqual(
			numbers.map((_number, index) => `SB-${String(index + 1).padStart(6, '0')}`),
		);
	}, 120_000);
});
