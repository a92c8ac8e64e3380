import { decideFraudCase, recordConversion, type CaseOutcome } from '../../../lib/ledger';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AFFILIATE_ID, anAffiliate, anOrder, aVerdict, eur } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { bookApproved, registerAffiliate } from '../store/payout-writes';
import { aSale } from '../store/ledger-writes';
import { aFraudCase } from './fraud-cases';
import { inputOf, priced } from './order-ledger';

const order = anOrder();
const AT = '2026-11-22T09:00:00.000Z';

async function recordReviewed(store: AffiliateStore): Promise<void> {
	const commission = priced(order, undefined, undefined, {
		outcome: 'held',
		reason: 'review_required',
	});
	const verdict = aVerdict({ verdict: 'review', reason: 'odd' });
	const input = inputOf({ order, commission, verdict });
	await store.ledger.decide(order, (state) => recordConversion(state, input, act()));
}

const act = (at = AT) => ({ at, actor: 'Mia' });

async function decide(store: AffiliateStore, outcome: CaseOutcome, at = AT) {
	const fraudCase = await store.fraud.case('frc_1');
	if (fraudCase === null) throw new Error('There is no case');
	return await decideWith(store, fraudCase, outcome, at);
}

async function decideWith(
	store: AffiliateStore,
	fraudCase: ReturnType<typeof aFraudCase>,
	outcome: CaseOutcome,
	at = AT,
) {
	return await store.ledger.decide(order, (state) =>
		decideFraudCase(state, { fraudCase, outcome, note: 'checked' }, act(at)),
	);
}

describeStores("An order's fraud case", (engine) => {
	const opened = async () => {
		const store = await engine.open();
		await store.fraud.openCase(aFraudCase());
		await recordReviewed(store);
		return store;
	};

	it('moves together with the commissions of its order', async () => {
		const store = await opened();
		expect((await decide(store, 'cleared')).outcome).toBe('cleared');
		expect(await store.fraud.case('frc_1')).toMatchObject({
			status: 'cleared',
			decidedBy: 'Mia',
			decidedAt: AT,
			note: 'checked',
		});
		expect(await store.ledger.balances('pending:')).toMatchObject([{ balance: eur('10.00') }]);
		expect((await decide(store, 'cleared')).outcome).toBe('unchanged');
		expect(await store.fraud.caseMoves('frc_1')).toHaveLength(2);
	});

	it('that somebody else decided meanwhile changes no commission', async () => {
		const store = await opened();
		const asRead = aFraudCase();
		await decide(store, 'cleared');
		await expect(decideWith(store, asRead, 'confirmed')).rejects.toMatchObject({
			code: 'case_decided',
		});
		expect(await store.ledger.balances('pending:')).toMatchObject([{ balance: eur('10.00') }]);
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
	});

	it('of two decisions at once one wins', async () => {
		const store = await opened();
		const asRead = aFraudCase();
		const ended = await Promise.allSettled([
			decideWith(store, asRead, 'confirmed'),
			decideWith(store, asRead, 'cleared'),
		]);
		expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await store.fraud.caseMoves('frc_1')).toHaveLength(2);
	});

	it('and its open cases stop the payouts of an affiliate until they are decided', async () => {
		const store = await engine.open();
		await registerAffiliate(store, AFFILIATE_ID);
		await bookApproved(store, aSale());
		const about = { subject: 'affiliate', storeKey: null, orderId: null } as const;
		const ids = { affiliateIds: [anAffiliate().affiliateId, 'aff_other'] };
		const openedAt = '2026-11-20T00:00:00.000Z';
		await store.fraud.openCase(aFraudCase({ ...about, ...ids, holds: true }));
		await store.fraud.openCase(
			aFraudCase({ ...about, ...ids, holds: true, caseId: 'frc_0', openedAt }),
		);
		await store.fraud.openCase(aFraudCase({ ...about, ...ids, caseId: 'frc_2' }));
		const casesOf = async () => (await store.payouts.candidates({}))[0]?.openCaseIds;
		expect(await casesOf()).toEqual(['frc_0', 'frc_1']);
		for (const caseId of ['frc_0', 'frc_1']) {
			const move = { caseId, from: 'open', to: 'cleared', note: null } as const;
			await store.fraud.moveCase({ ...move, actor: 'Mia', at: AT });
		}
		expect(await casesOf()).toEqual([]);
	});
});
