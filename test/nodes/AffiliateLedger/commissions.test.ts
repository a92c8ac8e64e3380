import type { Dispute } from '../../../lib/model/dispute';
import { toJson } from '../../../lib/model/json';
import { eur } from '../../support/builders';
import {
	approveAll,
	balanceOf,
	byCode,
	errorOf,
	goTo,
	ledger,
	ledgerOne,
	place,
	refund,
	runLedger,
	savePlan,
	saveProgramme,
	setUp,
	type Json,
} from './ledger-user';
import { sentBatch, savePolicy, saveProfile } from './payout-user';

const aDispute = (overrides: Partial<Dispute> = {}): Json =>
	toJson({
		platform: 'shopify',
		storeKey: 'demo.myshopify.com',
		disputeId: 'dispute-1',
		orderId: '1001',
		status: 'open',
		reason: 'fraudulent',
		currency: 'EUR',
		amount: eur('100.00'),
		openedAt: '2026-11-15T00:00:00.000Z',
		updatedAt: '2026-11-15T00:00:00.000Z',
		...overrides,
	}) as Json;

async function dispute(overrides: Partial<Dispute> = {}): Promise<Json> {
	const item = { dispute: aDispute(overrides), kept: 'as it is' };
	return await ledgerOne('dispute', 'record', {}, item);
}

const firstId = (recorded: Json): string =>
	String((recorded['commissions'] as Json[])[0]?.['commissionId']);

describe('a dispute', () => {
	it('holds the commission while it is open, and is released when it is won', async () => {
		await setUp();
		await place();
		expect(await dispute()).toMatchObject({ kept: 'as it is', ledger: { outcome: 'held' } });
		expect(await dispute()).toMatchObject({ ledger: { outcome: 'duplicate' } });
		expect(await balanceOf('anna')).toMatchObject({ held: '10.00', pending: '0.00' });
		expect(await approveAll()).toMatchObject({ approved: 0 });
		const won = { status: 'won' as const, updatedAt: '2026-11-18T00:00:00.000Z' };
		expect(await dispute(won)).toMatchObject({ ledger: { outcome: 'released' } });
		expect(await dispute()).toMatchObject({ ledger: { outcome: 'stale' } });
		expect(await approveAll()).toMatchObject({ approved: 1 });
	});

	it('that is lost takes its share back, and gives it back when it is won after all', async () => {
		await setUp();
		await place();
		await dispute();
		const lost = { status: 'lost' as const, updatedAt: '2026-11-18T00:00:00.000Z' };
		expect(await dispute(lost)).toMatchObject({
			ledger: { outcome: 'reversed', reversals: [{ amount: { amount: '10.00' } }] },
		});
		expect(await balanceOf('anna')).toMatchObject({ held: '0.00', pending: '0.00' });
		const won = { status: 'won' as const, updatedAt: '2026-11-19T00:00:00.000Z' };
		expect(await dispute(won)).toMatchObject({ ledger: { outcome: 'restored' } });
		expect(await balanceOf('anna')).toMatchObject({ pending: '10.00' });
	});

	it('of a part of the order takes back that part', async () => {
		await setUp();
		await place();
		await dispute({ amount: eur('25.00'), status: 'lost' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '7.50' });
	});

	it('waits for an order that is not recorded yet', async () => {
		await setUp();
		expect(await dispute()).toMatchObject({ ledger: { outcome: 'waiting', conversionId: null } });
		expect(await place()).toMatchObject({ commissions: [{ status: 'held' }] });
	});

	it('lost after the payout is netted by the next one', async () => {
		await setUp();
		await savePolicy();
		await saveProfile('anna');
		await place({ net: '1000.00' });
		await approveAll();
		const { batchId } = await sentBatch();
		await ledgerOne('payout', 'recordResults', { batchId, payoutOutcome: 'paid' });
		expect(await dispute({ amount: eur('1000.00') })).toMatchObject({
			ledger: { outcome: 'recorded' },
		});
		await dispute({
			amount: eur('1000.00'),
			status: 'lost',
			updatedAt: '2026-11-18T00:00:00.000Z',
		});
		expect(await balanceOf('anna')).toMatchObject({ paid: '100.00', approved: '-100.00' });
	});

	it.each([
		[{}, /This item has no 'dispute'/],
		[{ dispute: { ...aDispute(), status: 'closed' } }, /dispute\.status/],
		[{ dispute: { ...aDispute(), amount: { amount: 'x', currency: 'EUR' } } }, /dispute\.amount/],
	])('that cannot be read leaves through the error output: %#', async (item, message) => {
		const run = await runLedger(
			'dispute',
			'record',
			{},
			{
				items: [item],
				onError: 'continueErrorOutput',
			},
		);
		expect(run.json(1)).toMatchObject([{ error: expect.stringMatching(message) }]);
	});

	it('can be mapped by hand', async () => {
		await setUp();
		await place();
		const parameters = { disputeFrom: 'define', disputeJson: JSON.stringify(aDispute()) };
		expect(await ledgerOne('dispute', 'record', parameters)).toMatchObject({
			ledger: { outcome: 'held' },
		});
	});
});

describe('hold and release', () => {
	it('keep a commission back until a person decides', async () => {
		await setUp();
		const commissionId = firstId(await place());
		const hold = { commissionId, reason: 'odd address' };
		expect(await ledgerOne('commission', 'hold', hold)).toMatchObject({
			outcome: 'held',
			commission: { status: 'held', statusReason: 'odd address' },
		});
		expect(await ledgerOne('commission', 'hold', hold)).toMatchObject({ outcome: 'unchanged' });
		expect(await approveAll()).toMatchObject({ approved: 0, totals: [], commissions: [] });
		expect(await ledgerOne('commission', 'release', { commissionId })).toMatchObject({
			outcome: 'released',
			commission: { status: 'pending' },
		});
		expect(await approveAll()).toMatchObject({ approved: 1 });
		expect(await ledgerOne('commission', 'release', { commissionId })).toMatchObject({
			outcome: 'refused',
			message: 'Only a held commission can be released.',
		});
	});

	it('take back what was approved', async () => {
		await setUp();
		const commissionId = firstId(await place());
		await approveAll();
		await ledgerOne('commission', 'hold', { commissionId, reason: 'odd address' });
		expect(await balanceOf('anna')).toMatchObject({ approved: '0.00', held: '10.00' });
	});

	it('never release what is disputed', async () => {
		await setUp();
		const commissionId = firstId(await place());
		await dispute();
		expect(await ledgerOne('commission', 'release', { commissionId })).toMatchObject({
			outcome: 'refused',
			message: expect.stringContaining('disputed'),
		});
	});

	it.each([
		['hold', { commissionId: 'com_none', reason: 'x' }, /no commission 'com_none'/],
		['hold', { commissionId: 'com_none', reason: ' ' }, /'Reason' is empty/],
		['hold', { commissionId: ' ', reason: 'x' }, /'Commission ID' is empty/],
		['release', { commissionId: 'com_none' }, /no commission 'com_none'/],
		['explain', { commissionId: 'com_none' }, /no commission 'com_none'/],
		['reverse', { commissionId: 'com_none', reason: ' ' }, /'Reason' is empty/],
	])('without what they need are refused: %s %#', async (operation, parameters, message) => {
		const error = await errorOf(ledger('commission', operation, parameters));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
	});
});

describe('approving what is due', () => {
	it('approves only what has passed its hold, and says what it comes to', async () => {
		await setUp({ additionalFields: { holdDays: 14 } });
		await place({ createdAt: '2026-11-01T12:00:00.000Z' });
		await refund('1001', '30.00');
		await place({ orderId: '1002', createdAt: '2026-11-02T12:00:00.000Z', by: ['ben'] });
		await place({ orderId: '1003', createdAt: '2026-11-10T12:00:00.000Z' });
		await place({
			orderId: '1004',
			createdAt: '2026-11-01T12:00:00.000Z',
			verdict: { verdict: 'review' },
		});
		const approved = await approveAll();
		expect(approved).toMatchObject({ approved: 2, totals: ['17.00 EUR'] });
		expect(approved['commissions']).toMatchObject([
			{ affiliateCode: 'anna', owed: { amount: '7.00', currency: 'EUR' } },
			{ affiliateCode: 'ben', owed: { amount: '10.00', currency: 'EUR' } },
		]);
		expect(await approveAll()).toMatchObject({ approved: 0 });
		goTo('2026-11-24T12:00:01.000Z');
		expect(await approveAll()).toMatchObject({ approved: 1, totals: ['10.00 EUR'] });
		const left = await ledger('commission', 'getAll', { status: 'held' });
		expect(left).toHaveLength(1);
	});

	it('goes programme by programme and in portions', async () => {
		await setUp();
		for (const orderId of ['1', '2', '3']) await place({ orderId });
		await saveProgramme({ code: 'other', name: 'Other' });
		const due = async (parameters: Record<string, unknown>) =>
			await ledgerOne('commission', 'approveDue', parameters);
		expect(await due({ programme: byCode('other') })).toMatchObject({ approved: 0 });
		expect(await due({ programme: byCode('main'), mostAtOnce: 2 })).toMatchObject({ approved: 2 });
		expect(await due({})).toMatchObject({ approved: 1 });
		expect((await errorOf(due({ programme: byCode('nobody') }))).message).toContain(
			"no programme with the code 'nobody'",
		);
	});
});

describe('an explanation', () => {
	const explain = async (commissionId: string, audience = 'merchant') =>
		await ledgerOne('commission', 'explain', { commissionId, audience });

	it('tells the merchant everything from the click to the payout', async () => {
		await setUp();
		await savePolicy();
		await saveProfile('anna');
		const commissionId = firstId(await place({ net: '1000.00' }));
		await refund('1001', '100.00');
		await approveAll();
		const { batchId } = await sentBatch();
		await ledgerOne('payout', 'recordResults', { batchId, payoutOutcome: 'paid' });
		const told = await explain(commissionId);
		expect(told).toMatchObject({
			audience: 'merchant',
			summary: expect.stringMatching(
				/anna earned 100\.00 EUR with order #1001 \(10 % of 1000\.00 EUR\)/,
			),
			whatIsOwed: { amount: '0.00', currency: 'EUR' },
			nextStep: 'Nothing more happens; it is paid.',
		});
		const titles = (told['timeline'] as Json[]).map(({ title }) => title);
		expect(titles).toEqual(
			expect.arrayContaining(['Click', 'Order', 'Booked', 'Taken back', 'Payout']),
		);
		expect(told['sections'].payouts.join(' ')).toContain('SB-000001');
	});

	it('tells the affiliate nothing of customers, others and inner reasons', async () => {
		await setUp();
		const orderId = '555001234';
		const commissionId = firstId(await place({ orderId, by: ['anna', 'ben'] }));
		await ledgerOne('commission', 'hold', { commissionId, reason: 'looks like a scam' });
		const [merchant, affiliate] = [
			await explain(commissionId),
			await explain(commissionId, 'affiliate'),
		];
		expect(JSON.stringify(merchant)).toContain('looks like a scam');
		const text = JSON.stringify(affiliate);
		expect(text).not.toMatch(/scam|ben\b|carla|555001234|Coffee grinder/);
		expect(text).toContain('ending in 1234');
		expect(affiliate['whatIsOwed']).toEqual({ amount: '5.00', currency: 'EUR' });
	});

	it('tells of an edit, a correction and a dispute', async () => {
		await setUp();
		const commissionId = firstId(await place());
		await place({ net: '150.00', updatedAt: '2026-11-12T00:00:00.000Z' });
		await ledgerOne('commission', 'adjust', { commissionId, amount: '1.00', reason: 'agreed' });
		await dispute();
		const { sections, nextStep } = await explain(commissionId);
		expect(sections.adjustments).toEqual([
			expect.stringContaining('+5.00 EUR because the order was changed'),
			expect.stringContaining('+1.00 EUR by a correction'),
		]);
		expect(sections.disputes).toEqual([expect.stringContaining('the dispute is open')]);
		expect(nextStep).toBe('It stays held until the dispute is decided.');
	});

	it('names the rule of the plan', async () => {
		await setUp();
		await savePlan({ rules: { rule: [{ name: 'Germany', countries: 'DE', percent: '20' }] } });
		const { sections } = await explain(firstId(await place()));
		expect(JSON.stringify(sections.rule)).toMatch(/20 %/);
	});
});
