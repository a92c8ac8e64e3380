import fc from 'fast-check';
import { negateMoney, sumMoney, zeroMoney } from '../../../lib/kernel';
import { owedOf, recordConversion, recordDispute, recordRefund } from '../../../lib/ledger';
import { isLegalMove, isLegalRestore } from '../../../lib/ledger/legal-moves';
import { anOrder, anOrderLine, aRefund } from '../../support/builders';
import { netOf } from './ledger-state';
import { aDispute, inputOf, OrderLedger, partialRefund } from './order-ledger';
import {
	attributionOf,
	beginStory,
	decisionOf,
	eurOf,
	isTold,
	orderOfSize,
	sceneArbitrary,
	STATUSES,
	stepArbitrary,
	type Scene,
	type Step,
} from './stories';

function play(scene: Scene, steps: readonly Step[], check: (ledger: OrderLedger) => void) {
	beginStory();
	const ledger = new OrderLedger('2027-01-01T00:00:00.000Z');
	steps.forEach((step, number) => {
		ledger.run(decisionOf(scene, step, number));
		check(ledger);
	});
	return ledger;
}

/** What accounts of the affiliate hold of one commission. */
function onAccounts(ledger: OrderLedger, commissionId: string, account: (name: string) => boolean) {
	return negateMoney(
		sumMoney(
			ledger.transactions
				.filter((entry) => entry.commissionId === commissionId)
				.flatMap(({ postings }) => postings)
				.filter((posting) => account(posting.account))
				.map(({ amount }) => amount),
			'EUR',
		),
	);
}

const isLiability = (name: string): boolean => !name.startsWith('expense:');

describe('the laws of the ledger, for every story of an order', () => {
	const stories = [
		sceneArbitrary,
		fc.array(stepArbitrary, { minLength: 1, maxLength: 40 }),
	] as const;

	it('all postings sum to zero, and every id is new', () => {
		fc.assert(
			fc.property(...stories, (scene, steps) => {
				const ledger = play(scene, steps, (now) => {
					expect(netOf(now.transactions, 'EUR')).toEqual(zeroMoney('EUR'));
				});
				for (const ids of [
					ledger.transactions.map(({ transactionId }) => transactionId),
					ledger.moves.map(({ moveId }) => moveId),
					ledger.adjustments.map(({ adjustmentId }) => adjustmentId),
					ledger.events.map(({ outboxId }) => outboxId),
				]) {
					expect(ids).toHaveLength(new Set(ids).size);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('what is owed of a commission is what its accounts hold, where its status says', () => {
		fc.assert(
			fc.property(...stories, (scene, steps) => {
				play(scene, steps, (now) => {
					for (const commission of now.state.commissions) {
						const { commissionId, status, affiliateId } = commission;
						const owed = owedOf(commission);
						expect(onAccounts(now, commissionId, isLiability)).toEqual(owed);
						if (status !== 'pending' && status !== 'held') continue;
						const own = (name: string) => name === `${status}:${affiliateId}`;
						expect(onAccounts(now, commissionId, own)).toEqual(owed);
					}
				});
			}),
			{ numRuns: 200 },
		);
	});

	it('moves are legal, follow each other, and end where the status is', () => {
		fc.assert(
			fc.property(...stories, (scene, steps) => {
				const ledger = play(scene, steps, () => undefined);
				for (const { commissionId, status } of ledger.state.commissions) {
					const moves = ledger.moves.filter((entry) => entry.commissionId === commissionId);
					moves.forEach(({ from, to }, index) => {
						expect(from).toBe(moves[index - 1]?.to ?? null);
						if (from === null) return;
						expect([from, to, isLegalMove(from, to) || isLegalRestore(from, to)]).toEqual([
							from,
							to,
							true,
						]);
					});
					expect(moves.at(-1)?.to).toBe(status);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('nothing is ever owed below zero, nor taken back beyond what was earned', () => {
		fc.assert(
			fc.property(...stories, (scene, steps) => {
				play(scene, steps, (now) => {
					for (const { amount, adjusted, reversed } of now.state.commissions) {
						const earned = amount.amountMinor + adjusted.amountMinor;
						expect(earned >= 0n && reversed.amountMinor >= 0n).toBe(true);
						expect(reversed.amountMinor <= earned).toBe(true);
					}
				});
			}),
			{ numRuns: 200 },
		);
	});

	it('telling everything again changes nothing', () => {
		fc.assert(
			fc.property(...stories, (scene, steps) => {
				const ledger = play(scene, steps, () => undefined);
				const before = ledger.state;
				steps.forEach((step, number) => {
					const isLast = step.action === 'rate' && steps.slice(number + 1).every(isNoChange);
					if ((isTold(step.action) && step.action !== 'rate') || isLast)
						ledger.run(decisionOf(scene, step, number));
				});
				if (before.conversion === null) return;
				expect(ledger.state).toEqual(before);
			}),
			{ numRuns: 200 },
		);
	});

	it('the order of arrival of order, refunds and disputes makes no difference to what is owed', () => {
		const facts = fc.record({
			refunds: fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 6 }),
			disputes: fc.array(
				fc.record({
					disputed: fc.integer({ min: 1, max: 15_000 }),
					status: fc.constantFrom(...STATUSES),
				}),
				{ maxLength: 3 },
			),
			isCancelled: fc.boolean(),
		});
		fc.assert(
			fc.property(sceneArbitrary, facts, fc.infiniteStream(fc.nat()), (scene, told, chance) => {
				const events = eventsOf(scene, told);
				const first = new OrderLedger();
				events.forEach((decide) => first.run(decide));
				const second = new OrderLedger();
				const turned = events
					.map((decide) => ({ decide, key: chance.next().value ?? 0 }))
					.sort((a, b) => a.key - b.key);
				turned.forEach(({ decide }) => second.run(decide));
				const owed = ({ state }: OrderLedger) =>
					state.commissions.map((entry) => [entry.commissionId, owedOf(entry)]);
				expect(owed(second)).toEqual(owed(first));
			}),
			{ numRuns: 200 },
		);
	});
});

function isNoChange({ action }: Step): boolean {
	return ['approve', 'hold', 'release', 'batch', 'settle'].includes(action);
}

/** The order and everything a store tells of it, each with its own time. */
function eventsOf(
	scene: Scene,
	told: {
		readonly refunds: readonly number[];
		readonly disputes: ReadonlyArray<{
			readonly disputed: number;
			readonly status: (typeof STATUSES)[number];
		}>;
		readonly isCancelled: boolean;
	},
) {
	type Decide = Parameters<OrderLedger['run']>[0];
	const terms = { percent: scene.percent, planVersion: 1 };
	const order = orderOfSize(10_000, 0);
	const input = inputOf({ order, attribution: attributionOf(scene), terms });
	const events: Decide[] = [(state, act) => recordConversion(state, input, act)];
	told.refunds.forEach((size, index) => {
		const refund = partialRefund(`r${index}`, eurOf(size));
		events.push((state, act) => recordRefund(state, refund, act));
	});
	told.disputes.forEach(({ disputed, status }, index) => {
		const facts = { disputeId: `dp_${index}`, amount: eurOf(disputed) };
		const opened = aDispute(facts);
		const decided = aDispute({ ...facts, status }, 5);
		events.push((state, act) => recordDispute(state, opened, act));
		events.push((state, act) => recordDispute(state, decided, act));
	});
	if (told.isCancelled) {
		const refund = aRefund({ refundId: 'cancel', kind: 'cancellation' });
		events.push((state, act) => recordRefund(state, refund, act));
	}
	return events;
}

describe('the laws of refunds', () => {
	const pieces = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 25 });

	it('many small refunds take back exactly the whole, from every beneficiary', () => {
		fc.assert(
			fc.property(pieces, sceneArbitrary, (sizes, scene) => {
				const whole = sizes.reduce((sum, size) => sum + size, 0);
				const order = anOrder({ lines: [anOrderLine({ net: eurOf(whole) })] });
				const ledger = new OrderLedger();
				const terms = { percent: scene.percent, planVersion: 1 };
				ledger.record({ order, attribution: attributionOf(scene), terms });
				sizes.forEach((size, index) => {
					ledger.refund(partialRefund(`r${index}`, eurOf(size)));
				});
				for (const { amount, reversed, status } of ledger.state.commissions) {
					expect(reversed).toEqual(amount);
					expect(status).toBe('reversed');
				}
				const base = sumMoney(
					ledger.state.refunds.map((refund) => refund.base ?? zeroMoney('EUR')),
					'EUR',
				);
				expect(base).toEqual(eurOf(whole));
			}),
		);
	});
});
