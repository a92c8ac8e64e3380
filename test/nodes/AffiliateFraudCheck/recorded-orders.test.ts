import { addDays } from '../../../lib/kernel';
import { orderCaseId } from '../../../lib/fraud/scan';
import type { Click } from '../../../lib/model/click';
import { AffiliateFraudCheck } from '../../../nodes/AffiliateFraudCheck/AffiliateFraudCheck.node';
import { aClick, aCustomer } from '../../support/builders';
import { runNode, testStore } from '../../support/runNode';
import {
	commissionsOf,
	currentWorkspace,
	ledgerOne,
	orderItem,
	place,
	setUp,
	type Json,
	type Placed,
} from '../AffiliateLedger/ledger-user';

const selfReferral = { customer: aCustomer({ email: 'anna@partner.example' }) };

/** The node, as a run for an order that the store tells once more. */
async function check(placed: Placed = {}): Promise<void> {
	const item = await orderItem(placed);
	const store = await testStore(currentWorkspace());
	const { createdAt } = item['order'] as { createdAt: string };
	for (const { touch } of (item['attribution'] as { credits: Json[] }).credits) {
		const { clickId, affiliateId, programmeId } = touch as Click;
		const occurredAt = addDays(createdAt, -1);
		await store.clicks.append([aClick({ clickId, affiliateId, programmeId, occurredAt })], 0);
	}
	await runNode(AffiliateFraudCheck, { workspace: currentWorkspace(), items: [item] });
}

async function standing(): Promise<unknown> {
	return (await commissionsOf('anna'))[0]?.['status'];
}

async function caseStatus(): Promise<unknown> {
	const { order } = await orderItem();
	const store = await testStore(currentWorkspace());
	return (await store.fraud.case(orderCaseId(order as Parameters<typeof orderCaseId>[0])))?.status;
}

describe('a check of an order that is recorded already', () => {
	it('holds what is pending when it finds a ground', async () => {
		await setUp();
		await check();
		await place();
		await check(selfReferral);
		expect([await caseStatus(), await standing()]).toEqual(['open', 'held']);
		await ledgerOne('commission', 'approveDue');
		expect(await standing()).toBe('held');
	});

	it('lets go of what the review held when there is no ground any more', async () => {
		await setUp();
		await check(selfReferral);
		await place({ ...selfReferral, verdict: { verdict: 'review', reason: 'odd' } });
		expect([await caseStatus(), await standing()]).toEqual(['open', 'held']);
		await check();
		expect([await caseStatus(), await standing()]).toEqual(['superseded', 'pending']);
		await check(selfReferral);
		expect([await caseStatus(), await standing()]).toEqual(['open', 'held']);
	});

	it('does not hold once more what a person let go while the case is open', async () => {
		await setUp();
		await place();
		await check(selfReferral);
		const [commission] = await commissionsOf('anna');
		const commissionId = String(commission?.['commissionId']);
		await ledgerOne('commission', 'release', { commissionId, reason: 'a known customer' });
		await check(selfReferral);
		expect([await caseStatus(), await standing()]).toEqual(['open', 'pending']);
	});
});
