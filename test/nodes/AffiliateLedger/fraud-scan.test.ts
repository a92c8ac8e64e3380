import { DEFAULT_FRAUD_POLICY } from '../../../lib/fraud';
import { addDays } from '../../../lib/kernel';
import { orderTraits } from '../../../lib/model/trait';
import type { Click } from '../../../lib/model/click';
import { testStore } from '../../support/runNode';
import { aClick, anOrder, aVerdict } from '../../support/builders';
import { suspected } from '../../lib/store/fraud-writes';
import {
	byCode,
	currentWorkspace,
	errorOf,
	ledger,
	ledgerOne,
	place,
	setUp,
	TODAY,
} from './ledger-user';

const main = { programme: byCode('main') };

/** Numbers spread evenly, the same on every run. */
function spread(index: number, below: number): number {
	return (index * 7_919 + 13) % below;
}

async function idsOf(code: string): Promise<{ affiliateId: string; programmeId: string }> {
	const { affiliateId } = await ledgerOne('affiliate', 'get', { code });
	const { programmeId } = await ledgerOne('programme', 'get', { code: 'main' });
	return { affiliateId: String(affiliateId), programmeId: String(programmeId) };
}

async function addAffiliate(code: string, fields: object = {}): Promise<void> {
	await ledgerOne('affiliate', 'upsert', {
		code,
		name: code,
		additionalFields: { email: `${code}@${code}.example`, ...fields },
	});
}

/** Clicks of an affiliate, so many on each of the last days. */
async function addClicks(
	code: string,
	days: number,
	perDay: (day: number) => number,
): Promise<void> {
	const { affiliateId, programmeId } = await idsOf(code);
	const store = await testStore(currentWorkspace());
	const clicks: Click[] = [];
	for (let day = 1; day <= days; day += 1) {
		for (let index = 0; index < perDay(day); index += 1) {
			const tail = `${day}-${index}`;
			clicks.push(
				aClick({
					clickId: `clk_${code}_${tail}`,
					affiliateId,
					programmeId,
					linkId: null,
					occurredAt: addDays(TODAY, -day + spread(index, 20) / 24),
					visitorHash: `v-${code}-${tail}`,
					ipHash: `n-${spread(index, 997)}`,
					userAgentHash: `u-${spread(index, 31)}`,
				}),
			);
		}
	}
	await store.clicks.append(clicks, 0);
}

describe('a scan of a programme', () => {
	it('opens a case for an affiliate who joined twice, once', async () => {
		await setUp();
		await addAffiliate('cleo', { phone: '+49 30 1234567' });
		await addAffiliate('cleo2', { phone: '0049 30 1234567' });
		await addClicks('cleo', 3, () => 5);
		await addClicks('cleo2', 3, () => 5);
		const cases = await ledger('fraudScan', 'run', main);
		expect(cases).toHaveLength(2);
		expect(cases[0]).toMatchObject({ subject: 'affiliate', status: 'open', outcome: 'created' });
		expect(JSON.stringify(cases)).toContain('F29');
		expect(await ledger('fraudScan', 'run', main)).toEqual([]);
		expect(await ledger('fraudScan', 'run', { ...main, isNewOnly: false })).toHaveLength(2);
	});

	it('finds nothing in a quiet programme', async () => {
		await setUp();
		await place();
		expect(await ledger('fraudScan', 'run', main)).toEqual([]);
	});

	it('of an unknown programme says so', async () => {
		await setUp();
		const { message } = await errorOf(ledger('fraudScan', 'run', { programme: byCode('nowhere') }));
		expect(message).toContain("no programme with the code 'nowhere'");
	});
});

describe('the anomaly model', () => {
	it('is not trained on too little, and says so', async () => {
		await setUp();
		expect(await ledgerOne('anomalyModel', 'train', main)).toMatchObject({
			isThin: true,
			reason: expect.stringContaining('needs 200'),
			versionInForce: null,
		});
	});

	it('is trained on the days of the affiliates, and shown without the forest', async () => {
		await setUp();
		await addAffiliate('cleo');
		for (const code of ['anna', 'ben', 'cleo']) {
			await addClicks(code, 75, (day) => 25 + spread(day, 11));
		}
		const trained = await ledgerOne('anomalyModel', 'train', main);
		expect(trained).toMatchObject({ isThin: false, version: 1 });
		expect(trained['days']).toBeGreaterThanOrEqual(200);
		expect(trained).not.toHaveProperty('forest');
		const again = await ledgerOne('anomalyModel', 'train', main);
		expect(again).toMatchObject({ version: 2, days: trained['days'] });
	});
});

describe('attribution weights', () => {
	it('are not learnt from too little, and the fallback goes on', async () => {
		await setUp();
		expect(
			await ledgerOne('attributionWeights', 'train', { ...main, method: 'markov_1' }),
		).toMatchObject({ isThin: true, isSaved: false, weights: {} });
		expect(await ledger('attributionWeights', 'get', main)).toEqual([]);
	});
});

describe('a fraud policy that is tried on past orders', () => {
	it('shows what would have been decided otherwise, beside what people decided', async () => {
		await setUp();
		const { programmeId } = await idsOf('anna');
		const store = await testStore(currentWorkspace());
		const order = anOrder({ orderId: '77' });
		const traits = orderTraits(order, store.keyedHash.bind(store));
		const about = { storeKey: order.storeKey, orderId: '77', programmeId };
		const verdict = aVerdict({ verdict: 'review', score: 0.7 });
		await store.fraud.recordCheck({ ...suspected({ ...about, verdict }, {}), traits });
		const report = await ledgerOne('fraudPolicy', 'backtest', {
			...main,
			fraudPolicyJson: JSON.stringify({
				rules: Object.fromEntries(
					['F3', 'F11', 'F12', 'F13', 'F15', 'F37'].map((id) => [id, { mode: 'off' }]),
				),
			}),
		});
		expect(report).toMatchObject({
			orders: 1,
			before: { approve: 0, review: 1, reject: 0 },
			judgedBefore: { caught: 0, precision: null },
		});
		expect(await ledger('fraudReview', 'getAll')).toHaveLength(1);
	});

	it('is refused when it names a rule that does not exist', async () => {
		await setUp();
		const fraudPolicyJson = JSON.stringify({ ...DEFAULT_FRAUD_POLICY, rules: { F99: {} } });
		const { message } = await errorOf(
			ledger('fraudPolicy', 'backtest', { ...main, fraudPolicyJson }),
		);
		expect(message).toContain('F99');
	});
});
