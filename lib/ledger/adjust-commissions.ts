import { isZeroMoney, subtractMoney, zeroMoney, type Money } from '../kernel';
import type { Commission, CommissionLine, RecordedCommission } from '../model/commission';
import type { TraceStep } from '../model/trace';
import type { Verdict } from '../model/verdict';
import type { CommissionAdjustment, Conversion } from '../ports/ledger-store';
import { adjust } from './adjustment-entry';
import { bookCommissions, commissionIdOfLine } from './book-commissions';
import { earnedOf } from './commission-amounts';
import { creditedBase } from './credited-base';
import type { Act } from './entries';
import { presentLine, type ReadAdjustments } from './kept-adjustments';
import { isFinal, isUnderReview, reviewReason, statusBeforeDispute } from './status-reasons';
import { eachCommission, mergeWrites, type Step } from './steps';

export interface Repricing {
	readonly kind: Exclude<CommissionAdjustment['kind'], 'manual'>;
	readonly cause: string;
	/** The conversion as it was until now, and as it is priced now. */
	readonly before: Conversion;
	readonly now: Conversion;
	readonly commission: Commission;
	readonly verdict: Verdict | null;
	/** What a commission should earn in all, given its line as it is priced now. */
	readonly earned: (
		recorded: RecordedCommission,
		priced: CommissionLine,
		/** False for a line that is gone. */
		hasPart: boolean,
	) => Money;
	/** Every adjustment so far: they say what part of the base is credited now. */
	readonly adjustments: ReadAdjustments;
	/** Whether new beneficiaries earn although a person took back everything the order earned. */
	readonly opensClosed?: boolean;
	/** Added to the trace of each difference. */
	readonly note: TraceStep | null;
}

/**
 * Computes what should exist and emits only the difference (C10, C31): per commission what is
 * missing or too much, for a new beneficiary a new commission, for a line that is gone everything.
 * What a person declined or reversed stays so. The same pricing again emits nothing.
 */
export function adjustCommissions(
	commissions: readonly RecordedCommission[],
	repricing: Repricing,
	act: Act,
): Step {
	const { now, commission } = repricing;
	const lines = new Map(
		commission.lines.map((line) => [commissionIdOfLine(now.conversionId, commission, line), line]),
	);
	const adjusted = eachCommission(commissions, (recorded) =>
		adjustTo(recorded, lines.get(recorded.commissionId) ?? null, repricing, act),
	);
	const known = new Set(commissions.map(({ commissionId }) => commissionId));
	const added = [...lines].filter(([id]) => !known.has(id)).map(([, line]) => line);
	const booked = bookCommissions(
		{
			conversion: now,
			commission,
			verdict: repricing.verdict,
			holdReason: holdReasonOf(commissions),
		},
		isOrderClosed(commissions) && repricing.opensClosed !== true ? [] : added,
		act,
	);
	return {
		commissions: [...adjusted.commissions, ...booked.commissions],
		write: mergeWrites(adjusted.write, booked.write),
	};
}

function adjustTo(
	recorded: RecordedCommission,
	line: CommissionLine | null,
	repricing: Repricing,
	act: Act,
) {
	if (isFinal(recorded)) return null;
	const { kind, cause, commission, earned, note } = repricing;
	const holds = line ?? withoutAmount(recorded.line);
	const target = earned(recorded, holds, line !== null);
	const amount = subtractMoney(target, earnedOf(recorded));
	const baseChange = changeOfBase(recorded, holds, repricing);
	if (isZeroMoney(amount) && (baseChange === null || isZeroMoney(baseChange))) return null;
	const steps = line === null ? [] : commission.trace;
	const trace = note === null ? steps : [...steps, note];
	return adjust(recorded, { kind, cause, amount, baseChange, line: holds, trace }, act);
}

/** A line that is gone earns nothing any more. */
function withoutAmount(line: CommissionLine): CommissionLine {
	return {
		...line,
		amount: zeroMoney(line.amount.currency),
		uncappedAmount: null,
		countsTowardsTier: false,
		orderAmount: zeroMoney(line.orderAmount.currency),
		base: zeroMoney(line.base.currency),
		parts: [],
		sentence: 'Nothing of the order earns a commission for this affiliate any more.',
	};
}

/** By how much the base that is credited to the beneficiary changed; null where it is not known. */
function changeOfBase(
	recorded: RecordedCommission,
	line: CommissionLine,
	{ before, now, adjustments }: Pick<Repricing, 'before' | 'now' | 'adjustments'>,
): Money | null {
	const zero = zeroMoney(recorded.amount.currency);
	const present = presentLine(recorded, adjustments);
	const isUnearned = isZeroMoney(earnedOf(recorded)) && !recorded.line.countsTowardsTier;
	const wasGone = present === null ? isUnearned : isGone(present);
	const was =
		before.base === null || wasGone ? zero : creditedBase(present ?? recorded.line, before.base);
	const is = now.base === null || isGone(line) ? zero : creditedBase(line, now.base);
	return was === null || is === null ? null : subtractMoney(is, was);
}

function isGone({ amount, countsTowardsTier }: CommissionLine): boolean {
	return isZeroMoney(amount) && !countsTowardsTier;
}

/** New beneficiaries of an order that is held are held with it, by a review or by a person. */
function holdReasonOf(commissions: readonly RecordedCommission[]): string | null {
	const held = commissions.filter(
		(entry) => entry.status === 'held' && statusBeforeDispute(entry) === null,
	);
	if (held.length === 0) return null;
	const reason = 'the other commissions of the order are held';
	return held.every(isUnderReview) ? reviewReason(reason) : reason;
}

/** A person took back everything the order earned; it earns nobody anything any more. */
function isOrderClosed(commissions: readonly RecordedCommission[]): boolean {
	return commissions.length > 0 && commissions.every(isFinal);
}
