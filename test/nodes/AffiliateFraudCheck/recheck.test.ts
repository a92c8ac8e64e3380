import { addDays } from '../../../lib/kernel';
import type { Click } from '../../../lib/model/click';
import { toJson } from '../../../lib/model/json';
import type { OrderClaim } from '../../../lib/model/order-claim';
import { AffiliateFraudCheck } from '../../../nodes/AffiliateFraudCheck/AffiliateFraudCheck.node';
import { recheckOrder } from '../../../nodes/shared/fraud/recheckOrder';
import { aClick, eur } from '../../support/builders';
import { runNode, testStore } from '../../support/runNode';
import {
	currentWorkspace,
	goTo,
	ledgerOne,
	orderItem,
	price,
	record,
	setUp,
	TODAY,
	type Json,
} from '../AffiliateLedger/ledger-user';

const act = { at: TODAY, actor: 'postback' };

/** An order that was checked, priced and recorded, as workflow 02 does it. */
async function placeChecked(): Promise<{ storeKey: string; orderId: string }> {
	await setUp();
	goTo(TODAY);
	const item = await orderItem({});
	const { credits } = item['attribution'] as { credits: Json[] };
	const store = await testStore(currentWorkspace());
	const { createdAt } = item['order'] as { createdAt: string };
	for (const { touch } of credits) {
		const { clickId, affiliateId, programmeId } = touch as Click;
		const occurredAt = addDays(createdAt, -1);
		await store.clicks.append([aClick({ clickId, affiliateId, programmeId, occurredAt })], 0);
	}
	const checked = await runNode(AffiliateFraudCheck, {
		workspace: currentWorkspace(),
		items: [item],
	});
	const [priced] = [0, 1].flatMap((output) => checked.json<Json>(output));
	if (priced === undefined) throw new Error('the order was rejected');
	await record(await price(priced));
	return item['order'] as { storeKey: string; orderId: string };
}

async function claim(
	about: { storeKey: string; orderId: string },
	amount: string,
	from: Partial<OrderClaim> = {},
): Promise<void> {
	const store = await testStore(currentWorkspace());
	const { programmeId } = await ledgerOne('programme', 'get', { code: 'main' });
	await store.fraud.recordClaim({
		claimId: `clm_${amount}`,
		programmeId: String(programmeId),
		affiliateId: null,
		storeKey: about.storeKey,
		orderId: about.orderId,
		source: 'partner',
		amount: eur(amount),
		status: null,
		receivedAt: TODAY,
		...from,
	});
}

async function statusOf(): Promise<unknown> {
	return (await ledgerOne('commission', 'getAll'))['status'];
}

describe('a claim that comes after its order', () => {
	it('holds the commission and opens a case when it differs from the store', async () => {
		const about = await placeChecked();
		const before = await statusOf();
		await claim(about, '999.00');
		const store = await testStore(currentWorkspace());
		const verdict = await recheckOrder(store, about, act);
		expect(verdict?.findings.find(({ ruleId }) => ruleId === 'F37')?.status).toBe('hit');
		expect([before, await statusOf()]).toEqual(['pending', 'held']);
		const [fraudCase] = await store.fraud.cases({ status: 'open', limit: 5 });
		const decided = await ledgerOne('fraudReview', 'decide', {
			caseId: fraudCase?.caseId ?? '',
			caseDecision: 'cleared',
			decidedBy: 'Mia',
			note: '',
		});
		expect(toJson(decided)).toMatchObject({ outcome: 'cleared' });
		expect(await statusOf()).toBe('pending');
	});

	it('changes nothing when both agree', async () => {
		const about = await placeChecked();
		const { order } = await orderItem({});
		const { totals } = order as { totals: { total: { amount: string } } };
		await claim(about, totals.total.amount);
		const store = await testStore(currentWorkspace());
		await recheckOrder(store, about, act);
		expect(await statusOf()).toBe('pending');
	});

	it.each([
		['of another programme', { programmeId: 'prg_other' }],
		['of an affiliate that is not credited', { affiliateId: 'aff_stranger' }],
	])('%s holds nobody else up', async (_whose, from) => {
		const about = await placeChecked();
		await claim(about, '999.00', from);
		await recheckOrder(await testStore(currentWorkspace()), about, act);
		expect(await statusOf()).toBe('pending');
	});

	it('of an order that was never checked waits for it', async () => {
		await setUp();
		const store = await testStore(currentWorkspace());
		expect(await recheckOrder(store, { storeKey: 'x', orderId: 'y' }, act)).toBeNull();
	});
});
