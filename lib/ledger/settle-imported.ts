import { canonicalJson, isZeroMoney } from '../kernel';
import type { Commission, CommissionStatus, RecordedCommission } from '../model/commission';
import type { Attribution } from '../model/credit';
import { toJson } from '../model/json';
import type { Order } from '../model/order';
import { orderContentHash } from '../model/order-content';
import type { LedgerTransaction } from '../model/posting';
import type { ConversionKind, LedgerWrite, OrderState } from '../ports/ledger-store';
import { approvedAccount, expenseAccount, inBatchAccount, paidAccount } from './accounts';
import { commissionIdOfLine } from './book-commissions';
import { earnedOf, owedOf } from './commission-amounts';
import { commissionEvent, move, standingAccount, transfer, type Act } from './entries';
import { conversionIdOf } from './ids';
import { recordConversion } from './record-conversion';
import { eachCommission, inTurn, mergeWrites, type CommissionStep, type Step } from './steps';

export interface ImportedConversion {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly commission: Commission;
	readonly conversionKind: ConversionKind;
	/** How it stood in the system it comes from. */
	readonly then: 'none' | 'approve' | 'paid' | 'decline';
}

export interface ImportedResult {
	/**
	 * `created`: new. `updated`: known as imported and untouched since, and moved on to how it
	 * stands there now. `unchanged`: nothing to do. `conflict`: known with other content, or handled
	 * here in a way that contradicts; nothing written.
	 */
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'conflict';
	readonly commissions: readonly RecordedCommission[];
	readonly message: string;
}

/** Cause and reason of every entry of an import. */
const IMPORTED = 'imported';

/**
 * Books a conversion or balance of another system with its commission, and brings the commission
 * to how it stood there, all in one write: an import that breaks off leaves nothing half done, and
 * importing again changes nothing (C32). What was paid there goes through every legal move and is
 * payable at no moment (C24). No journal is kept: nothing here priced it, so nothing can price it
 * again. A later export may move on what was not touched here since.
 */
export function recordImported(
	state: OrderState,
	imported: ImportedConversion,
	act: Act,
): { write: LedgerWrite; result: ImportedResult } {
	if (state.conversion === null) return booked(state, imported, act);
	if (!isSame(state, imported)) {
		return nothing(state, 'conflict', 'It is already recorded with another amount or affiliate.');
	}
	const refusal = state.commissions
		.map((commission) => contradictionOf(commission, imported.then))
		.find((message) => message !== null);
	if (refusal !== undefined) return nothing(state, 'conflict', refusal);
	const step = broughtTo(imported.then, state.commissions, act);
	if ((step.write.moves ?? []).length === 0) return nothing(state, 'unchanged', 'Known already.');
	return {
		write: step.write,
		result: { outcome: 'updated', commissions: step.commissions, message: 'Moved on.' },
	};
}

function booked(state: OrderState, imported: ImportedConversion, act: Act) {
	const { order, attribution, commission, conversionKind: kind, then } = imported;
	if (kind === 'opening' && commission.lines.every(({ amount }) => isZeroMoney(amount))) {
		return nothing(state, 'unchanged', 'There is nothing to bring over.');
	}
	const input = { order, attribution, commission, kind, verdict: null, customerKey: null };
	const recorded = recordConversion(state, input, act);
	const { journal: _journal, ...write } = recorded.write;
	const step = broughtTo(then, recorded.result.commissions, act);
	const result: ImportedResult = {
		outcome: 'created',
		commissions: step.commissions,
		message: recorded.result.message,
	};
	return { write: mergeWrites(write, step.write), result };
}

/** The same order with the same commissions as they were first booked. */
function isSame({ conversion, commissions }: OrderState, imported: ImportedConversion): boolean {
	const { order, commission } = imported;
	const conversionId = conversionIdOf(order.storeKey, order.orderId);
	const expected = commission.lines
		.filter(({ amount }) => !isZeroMoney(amount))
		.map((line) => [commissionIdOfLine(conversionId, commission, line), toJson(line.amount)]);
	const known = commissions.map(({ commissionId, amount }) => [commissionId, toJson(amount)]);
	return (
		conversion?.contentHash === orderContentHash(order) &&
		canonicalJson(expected) === canonicalJson(known)
	);
}

/** Only an import that nobody and nothing changed since is moved on. */
function isUntouched({ statusReason }: RecordedCommission): boolean {
	return statusReason === IMPORTED;
}

/** What was paid or declined there must not be paid here as well. */
function contradictionOf(
	commission: RecordedCommission,
	then: ImportedConversion['then'],
): string | null {
	const { status } = commission;
	const isOpen = status !== 'declined' && status !== 'reversed';
	const inWords = status === 'in_batch' ? 'in a payout' : status;
	if (then === 'paid' && isOpen && !isUntouched(commission)) {
		return `It was paid out there, but is ${inWords} here by a decision of its own.`;
	}
	if (then === 'decline' && isOpen && !(status === 'pending' && isUntouched(commission))) {
		return `It was declined there, but is ${inWords} here; reverse it if that is right.`;
	}
	return null;
}

function broughtTo(
	then: ImportedConversion['then'],
	commissions: readonly RecordedCommission[],
	act: Act,
): Step {
	const moves = PATHS[then].map(
		(path) => (current: readonly RecordedCommission[]) =>
			eachCommission(current, (commission) =>
				commission.status === path.from && isUntouched(commission)
					? moved(commission, path, act)
					: null,
			),
	);
	return inTurn(commissions, ...moves);
}

interface PathStep {
	readonly from: CommissionStatus;
	readonly to: CommissionStatus;
	readonly kind: LedgerTransaction['kind'];
	readonly debit: (commission: RecordedCommission) => string;
	readonly credit: (commission: RecordedCommission) => string;
}

const APPROVE: PathStep = {
	from: 'pending',
	to: 'approved',
	kind: 'approve',
	debit: standingAccount,
	credit: ({ affiliateId }) => approvedAccount(affiliateId),
};

const BATCH: PathStep = {
	from: 'approved',
	to: 'in_batch',
	kind: 'batch',
	debit: ({ affiliateId }) => approvedAccount(affiliateId),
	credit: ({ affiliateId }) => inBatchAccount(affiliateId),
};

const PAY: PathStep = {
	from: 'in_batch',
	to: 'paid',
	kind: 'pay',
	debit: ({ affiliateId }) => inBatchAccount(affiliateId),
	credit: ({ affiliateId }) => paidAccount(affiliateId),
};

const DECLINE: PathStep = {
	from: 'pending',
	to: 'declined',
	kind: 'decline',
	debit: standingAccount,
	credit: ({ programmeId }) => expenseAccount(programmeId),
};

/** The legal moves that lead there (C24). */
const PATHS: Readonly<Record<ImportedConversion['then'], readonly PathStep[]>> = {
	none: [],
	approve: [APPROVE],
	paid: [APPROVE, BATCH, PAY],
	decline: [DECLINE],
};

function moved(commission: RecordedCommission, path: PathStep, act: Act): CommissionStep {
	const { commissionId } = commission;
	const { from, to, kind } = path;
	const left = owedOf(commission);
	const entry = {
		kind,
		debit: path.debit(commission),
		credit: path.credit(commission),
		amount: left,
		cause: IMPORTED,
	};
	return {
		commission: {
			...commission,
			status: to,
			statusReason: IMPORTED,
			reversed: to === 'declined' ? earnedOf(commission) : commission.reversed,
		},
		write: {
			moves: [move(commissionId, from, to, IMPORTED, IMPORTED, act)],
			transactions: isZeroMoney(left) ? [] : [transfer(commission, entry, act)],
			events: [
				commissionEvent(commission, `commission.${to}`, IMPORTED, { reason: IMPORTED }, act),
			],
		},
	};
}

function nothing(
	{ commissions }: OrderState,
	outcome: 'unchanged' | 'conflict',
	message: string,
): { write: LedgerWrite; result: ImportedResult } {
	return { write: {}, result: { outcome, commissions, message } };
}
