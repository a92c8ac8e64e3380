import {
	confirmedOutcome,
	isDone,
	rejectedOutcome,
	type PlatformOutcome,
} from '../../../lib/connectors/affiliate-platform';
import { mirroredOrder, type MirroredOrder } from '../../../lib/mapping/affiliate-platform';
import type { AffiliateStore } from '../../../lib/ports/store';
import type { Finding, RepairAction } from '../../../lib/reconciliation';
import { withKeptContact } from '../../shared/keptContact';
import { mirror } from '../sending/mirror';
import { forgetTold, rememberTold } from '../sending/told';
import type { ComparisonRequest } from './compare';
import type { LedgerOrder } from './ledgerSides';
import { platformSidesOf } from './platformSides';
import { recordedFacts } from './recordedFacts';

/** What can be done without a person. */
export const REPAIRS = ['create', 'adjust', 'cancel', 'approve'] as const satisfies RepairAction[];

/**
 * Carries out what a finding proposes, with what the ledger holds at this moment. What the platform holds
 * otherwise by now than when it was compared is left alone.
 */
export async function repair(
	request: ComparisonRequest,
	finding: Finding,
	order: LedgerOrder,
): Promise<PlatformOutcome> {
	if (!(await stillHolds(request, finding, order.orderId))) {
		return rejectedOutcome({
			reason: 'The order was changed on the platform since it was compared',
			hint: 'Compare again.',
		});
	}
	return finding.proposal === 'approve'
		? await approve(request, order.orderId)
		: await mirrorAnew(request, finding, order);
}

/**
 * The mirror, told what the platform really holds in place of what it was told: what was sent for the same
 * state before did not arrive, or was changed there since.
 */
async function mirrorAnew(
	request: ComparisonRequest,
	{ proposal, theirs, differences }: Finding,
	{ conversionId, mirrorKey, orderId }: LedgerOrder,
): Promise<PlatformOutcome> {
	const { platform, memory } = request;
	const { sends, order } = await currentOrder(request, conversionId);
	if (order === null) return gone();
	if (proposal === 'create') {
		await sends.forget(memory.key('conversion', order.conversion.orderId));
		await forgetTold(memory, mirrorKey);
	} else {
		const step = `${orderId}:${order.revision}`;
		await sends.forget(memory.key('adjustment', step));
		await sends.forget(memory.key('cancellation', step));
		const isMoved = differences.some(({ about }) => about === 'affiliate');
		await rememberTold(memory, mirrorKey, {
			revision: 'reconciled',
			orderId,
			affiliate: isMoved ? (theirs?.affiliate ?? null) : order.conversion.affiliate,
			amount: theirs?.amount ?? order.whole,
			conversionId: theirs?.ids.length === 1 ? (theirs.ids[0] ?? null) : null,
			reference: null,
		});
	}
	const { outcome } = await mirror({ platform, memory, order, resendsUnanswered: true });
	return outcome;
}

async function currentOrder(
	{ memory, choices }: ComparisonRequest,
	conversionId: string,
): Promise<{ readonly sends: AffiliateStore['sends']; readonly order: MirroredOrder | null }> {
	const store = await memory.store();
	const state = await store.ledger.conversion(conversionId);
	const journal = await store.ledger.journal(conversionId);
	if (state?.conversion == null) return { sends: store.sends, order: null };
	const { conversion, commissions, refunds } = state;
	const facts = recordedFacts({ conversion, journal, commissions, refunds });
	if (facts === null) return { sends: store.sends, order: null };
	const order = await withKeptContact(store, facts.order, conversion.customerKey);
	return { sends: store.sends, order: mirroredOrder({ ...facts, order }, choices) };
}

/** Every commission of the order that waits. */
async function approve({ platform }: ComparisonRequest, orderId: string): Promise<PlatformOutcome> {
	const { support, note } = platform.capabilities['commission.approve'];
	if (support === 'none') {
		return rejectedOutcome({ reason: 'Commissions cannot be approved there by us', hint: note });
	}
	const filter = { orderId, affiliateId: null, programmeId: null, from: null, to: null };
	const { records } = await platform.listCommissions(filter, null);
	let last = confirmedOutcome(null, null);
	for (const { id, status } of records) {
		if (status !== 'pending') continue;
		last = await platform.decideCommission({ commissionId: id, orderId, note: null }, 'approved');
		if (!isDone(last)) return last;
	}
	return last;
}

function gone(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Our ledger does not have the order any more as it was compared',
		hint: 'Compare again.',
	});
}

/** Whether the platform still holds what a finding says. */
async function stillHolds(
	{ platform }: ComparisonRequest,
	{ theirs }: Finding,
	orderId: string,
): Promise<boolean> {
	const now = await platformSidesOf(platform, [orderId]);
	const ids = now.map(({ id }) => id).sort();
	return JSON.stringify(ids) === JSON.stringify(theirs?.ids ?? []);
}
