import fc from 'fast-check';
import { money, negateMoney, zeroMoney, type Money } from '../../../lib/kernel';
import {
	adjustCommission,
	approveCommission,
	holdCommission,
	owedOf,
	recordConversion,
	recordDispute,
	recordRefund,
	releaseCommission,
	reRateConversion,
	reverseCommission,
	type Act,
} from '../../../lib/ledger';
import type { RecordedCommission } from '../../../lib/model/commission';
import type { LedgerWrite, OrderState } from '../../../lib/ports/ledger-store';
import { aCredit, anAttribution, anOrder, anOrderLine, aTouch } from '../../support/builders';
import { aDispute, inputOf, minutesAfter, partialRefund, priced, type Terms } from './order-ledger';

/*
 * Stories of an order: whatever stores tell and people decide, at random and in any order.
 */

/** What each commission's payout claimed, in the story that is being told. */
const inBatch = new Map<string, Money>();

/** Begins another story: its payouts know nothing of the one before. */
export function beginStory(): void {
	inBatch.clear();
}

export const eurOf = (minor: number) => money(BigInt(minor), 'EUR');

export const TOLD = ['record', 'edit', 'refund', 'dispute', 'rate'] as const;
const BY_HAND = ['approve', 'hold', 'release', 'adjust', 'batch', 'settle', 'reverse'] as const;

type Told = (typeof TOLD)[number];
type ByHand = (typeof BY_HAND)[number];

export interface Step {
	readonly action: Told | ByHand;
	readonly size: number;
	readonly which: number;
}

export const stepArbitrary: fc.Arbitrary<Step> = fc.record({
	action: fc.constantFrom<Step['action']>(
		...TOLD,
		'edit',
		'refund',
		'dispute',
		'dispute',
		...BY_HAND,
	),
	size: fc.integer({ min: 0, max: 30_000 }),
	which: fc.nat({ max: 5 }),
});

/** The order at a moment of its story: two lines, shared by the affiliates. */
export interface Scene {
	readonly weights: readonly number[];
	readonly percent: string;
}

export const sceneArbitrary: fc.Arbitrary<Scene> = fc.record({
	weights: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
	percent: fc.integer({ min: 0, max: 1000 }).map((tenths) => (tenths / 10).toFixed(1)),
});

export function attributionOf({ weights }: Scene) {
	return anAttribution({
		credits: weights.map((weight, index) => {
			const affiliateId = `aff_${index}`;
			return aCredit({
				affiliateId,
				affiliateCode: `a${index}`,
				weight,
				touch: aTouch({ affiliateId }),
			});
		}),
	});
}

export function orderOfSize(size: number, minutes: number) {
	return anOrder({
		lines: [
			anOrderLine({ net: eurOf(size) }),
			anOrderLine({ lineId: 'line-2', net: eurOf(3_333) }),
		],
		updatedAt: minutesAfter(anOrder().updatedAt, minutes),
	});
}

export const STATUSES = ['open', 'lost', 'won'] as const;

/** An event of a store, or a decision of a person: what is told, whenever and however often. */
export function decisionOf(scene: Scene, { action, size, which }: Step, number: number) {
	const attribution = attributionOf(scene);
	const terms: Terms = { percent: scene.percent, planVersion: 1 };
	const input = (order: ReturnType<typeof anOrder>) => inputOf({ order, attribution, terms });
	return (state: OrderState, act: Act): { write: LedgerWrite; result: unknown } => {
		if (!isTold(action)) {
			const { commissionId } = state.commissions[which % state.commissions.length] ?? {};
			if (commissionId === undefined) return { write: {}, result: null };
			return byHand(state, commissionId, action, size, act);
		}
		switch (action) {
			case 'record':
				return recordConversion(state, input(orderOfSize(10_000, 0)), act);
			case 'edit':
				return recordConversion(state, input(orderOfSize(size, number + 1)), act);
			case 'refund':
				return recordRefund(state, partialRefund(`r${which}`, eurOf(size)), act);
			case 'dispute': {
				const status = STATUSES[which % 3] ?? 'open';
				const disputeId = `dp_${which % 2}`;
				const dispute = aDispute({ status, disputeId, amount: eurOf(size) }, number);
				return recordDispute(state, dispute, act);
			}
			case 'rate': {
				const order = orderOfSize(10_000, 0);
				const percent = String(which * 7);
				const commission = priced(order, attribution, { percent, planVersion: 2 });
				return reRateConversion(state, { commission, cause: percent, reason: 'test' }, act);
			}
		}
	};
}

export function isTold(action: Step['action']): action is Told {
	return (TOLD as readonly string[]).includes(action);
}

function byHand(
	state: OrderState,
	id: string,
	action: ByHand,
	size: number,
	act: Act,
): { write: LedgerWrite; result: unknown } {
	switch (action) {
		case 'approve':
			return approveCommission(state, id, { isEarly: size % 2 === 0, reason: 'ok' }, act);
		case 'hold':
			return holdCommission(state, id, 'check', act);
		case 'release':
			return releaseCommission(state, id, 'fine', act);
		case 'adjust':
			return adjustCommission(state, id, { amount: eurOf(size - 15_000), reason: 'typo' }, act);
		case 'batch':
			return payoutMove(state, id, 'approved', 'in_batch', act);
		case 'settle':
			return payoutMove(state, id, 'in_batch', size % 3 === 0 ? 'approved' : 'paid', act);
		case 'reverse':
			return reverseCommission(state, id, 'fraud', act);
	}
}

/** What a payout does to the status and the money of a commission. */
function payoutMove(
	{ commissions }: OrderState,
	commissionId: string,
	from: RecordedCommission['status'],
	to: RecordedCommission['status'],
	act: Act,
): { write: LedgerWrite; result: null } {
	const commission = commissions.find((entry) => entry.commissionId === commissionId);
	if (commission?.status !== from) return { write: {}, result: null };
	const id = `${commissionId}:${from}:${to}:${act.at}`;
	const claimed = from === 'approved' ? owedOf(commission) : inBatch.get(commissionId);
	const amount = claimed ?? zeroMoney('EUR');
	inBatch.set(commissionId, amount);
	return {
		write: {
			moves: [
				{ moveId: id, commissionId, from, to, reason: 'payout', actor: act.actor, at: act.at },
			],
			transactions: [
				{
					transactionId: id,
					kind: 'batch',
					commissionId,
					cause: 'payout',
					occurredAt: act.at,
					postings: [
						{ account: `${from}:${commission.affiliateId}`, amount },
						{ account: `${to}:${commission.affiliateId}`, amount: negateMoney(amount) },
					],
				},
			],
		},
		result: null,
	};
}
