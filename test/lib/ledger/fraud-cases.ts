import type { FraudCase } from '../../../lib/model/fraud-case';
import { aFinding, anOrder, aVerdict } from '../../support/builders';
import { OrderLedger, priced } from './order-ledger';

/** An open case about the order of these tests. */
export function aFraudCase(overrides: Partial<FraudCase> = {}): FraudCase {
	const { storeKey, orderId } = anOrder();
	return {
		caseId: 'frc_1',
		subject: 'order',
		programmeId: 'prg_spring',
		affiliateIds: ['aff_anna'],
		conversionId: null,
		storeKey,
		orderId,
		couponCode: null,
		status: 'open',
		verdict: 'review',
		score: 0.6,
		findings: [aFinding()],
		reason: 'odd',
		affiliateReason: 'The order waits for a check.',
		holds: false,
		openedAt: '2026-11-21T00:00:00.000Z',
		expiresAt: '2026-12-21T00:00:00.000Z',
		onExpiry: 'release',
		decidedAt: null,
		decidedBy: null,
		note: null,
		...overrides,
	};
}

/** An order that is recorded while it is under review. */
export function reviewed(overrides: Parameters<OrderLedger['record']>[0] = {}): OrderLedger {
	const ledger = new OrderLedger();
	ledger.record({
		verdict: aVerdict({ verdict: 'review', reason: 'odd' }),
		commission: priced(anOrder(), overrides.attribution, undefined, {
			outcome: 'held',
			reason: 'review_required',
		}),
		...overrides,
	});
	return ledger;
}
