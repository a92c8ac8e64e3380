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
import { isFinal, statusBeforeDispute } from './status-reasons';
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
	readonly earned: (recorded: RecordedCommission, priced: CommissionLine) => Money;
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
		isOrderClosed(commissions) ? [] : added,
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
	{ kind, cause, before, now, commission, earned, note }: Repricing,
	act: Act,
) {
	if (isFinal(recorded)) return null;
	const holds = line ?? withoutAmount(recorded.line);
	const target = earned(recorded, holds);
	const amount = subtractMoney(target, earnedOf(recorded));
	const baseChange = changeOfBase(recorded, holds, before, now);
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
	before: Conversion,
	now: Conversion,
): Money | null {
	const zero = zeroMoney(recorded.amount.currency);
	const isUnearned = isZeroMoney(earnedOf(recorded)) && !recorded.line.countsTowardsTier;
	const was = before.base === null || isUnearned ? zero : creditedBase(recorded.line, before.base);
	const isGone = isZeroMoney(line.amount) && !line.countsTowardsTier;
	const is = now.base === null || isGone ? zero : creditedBase(line, now.base);
	return was === null || is === null ? null : subtractMoney(is, was);
}

/** New beneficiaries of an order that is under review are under review with it. */
function holdReasonOf(commissions: readonly RecordedCommission[]): string | null {
	const isUnderReview = commissions.some(
		(entry) => entry.status === 'held' && statusBeforeDispute(entry) === null,
	);
	return isUnderReview ? 'the other commissions of the order are held' : null;
}

/** A person took back everything the order earned; it earns nobody anything any more. */
function isOrderClosed(commissions: readonly RecordedCommission[]): boolean {
	return commissions.length > 0 && commissions.every(isFinal);
}
