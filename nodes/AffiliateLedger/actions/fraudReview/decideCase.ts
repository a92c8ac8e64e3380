import { AffiliateError } from '../../../../lib/kernel';
import {
	conversionIdOf,
	decideFraudCase,
	type Act,
	type CaseDecisionResult,
	type CaseOutcome,
} from '../../../../lib/ledger';
import type { RecordedCommission } from '../../../../lib/model/commission';
import type { FraudCase } from '../../../../lib/model/fraud-case';
import type { DecisionNeeds } from '../../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../../lib/ports/store';

export interface DecidedCase {
	readonly outcome: CaseDecisionResult['outcome'];
	readonly caseId: string;
	readonly subject: FraudCase['subject'];
	/** Of the order; empty for every other subject. */
	readonly commissions: readonly RecordedCommission[];
	readonly message: string;
}

/**
 * Ends a case: that of an order together with what follows for its commissions, any other alone.
 * Throws `case_decided` when somebody else was faster.
 */
export async function decideCase(
	store: AffiliateStore,
	decision: {
		readonly fraudCase: FraudCase;
		readonly outcome: CaseOutcome;
		readonly note: string | null;
	},
	act: Act,
): Promise<DecidedCase> {
	const { fraudCase, outcome, note } = decision;
	const { caseId, subject, storeKey, orderId, status } = fraudCase;
	if (subject === 'order') {
		if (storeKey === null || orderId === null) throw withoutOrder(caseId);
		const key = { storeKey, orderId };
		const result = await store.ledger.decide(
			key,
			(state) => decideFraudCase(state, decision, act),
			await needsOf(store, key),
		);
		return { subject, ...result };
	}
	const shown = { caseId, subject, commissions: [] };
	if (status === outcome) {
		return { ...shown, outcome: 'unchanged', message: `The case is already ${outcome}.` };
	}
	if (status !== 'open') {
		return { ...shown, outcome: 'refused', message: `The case is already ${status}.` };
	}
	await store.fraud.moveCase({
		caseId,
		from: 'open',
		to: outcome,
		actor: act.actor,
		note,
		at: act.at,
	});
	return { ...shown, outcome, message: `The case is ${outcome}.` };
}

/** The binding is read: it may have come with the order. */
async function needsOf(
	{ ledger }: AffiliateStore,
	{ storeKey, orderId }: { readonly storeKey: string; readonly orderId: string },
): Promise<DecisionNeeds> {
	const known = (await ledger.conversion(conversionIdOf(storeKey, orderId)))?.conversion ?? null;
	if (known === null || known.programmeId === null || known.customerKey === null) return {};
	return { customer: { programmeId: known.programmeId, customerKey: known.customerKey } };
}

function withoutOrder(caseId: string): AffiliateError {
	return new AffiliateError('The case is about an order, but names none', {
		code: 'invalid_case',
		path: 'caseId',
		hint: 'Run the fraud check of the order once more; it opens the case anew.',
		details: { caseId },
	});
}
