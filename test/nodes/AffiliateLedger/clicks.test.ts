import { AffiliateLedger } from '../../../nodes/AffiliateLedger/AffiliateLedger.node';
import { aClick } from '../../support/builders';
import { testStore } from '../../support/runNode';
import {
	byCode,
	currentWorkspace,
	errorOf,
	goTo,
	ledger,
	ledgerOne,
	saveAffiliate,
	saveProgramme,
	setUp,
	type Json,
} from './ledger-user';

let clicks = 0;

/** As many clicks on a link of the affiliate, which is made. */
async function click(code: string, number: number, day: string): Promise<void> {
	const store = await testStore(currentWorkspace());
	const { programmeId } = await ledgerOne('programme', 'get', { code: 'main' });
	const { affiliateId } = await ledgerOne('affiliate', 'get', { code });
	const { linkId } = await ledgerOne('link', 'upsert', {
		code: `${code}-link`,
		programme: byCode('main'),
		affiliate: byCode(code),
		destination: 'https://shop.example.com/',
	});
	const made = Array.from({ length: number }, () => {
		clicks += 1;
		const occurredAt = `${day}T12:00:00.000Z`;
		const ids = { programmeId, affiliateId, linkId, clickId: `clk_${clicks}` };
		return aClick({ ...ids, visitorHash: `visitor-${clicks}`, occurredAt });
	});
	await store.clicks.append(made, 0);
}

const totals = async (parameters: object = {}): Promise<Json[]> =>
	await ledger('click', 'getTotals', { programme: byCode('main'), ...parameters });

const deleteOld = async (olderThanDays: number): Promise<Json> =>
	await ledgerOne('click', 'deleteOld', { olderThanDays });

describe('Totals of clicks', () => {
	it('are told by day, affiliate and link', async () => {
		await setUp();
		await click('anna', 2, '2026-11-19');
		await click('ben', 3, '2026-11-20');
		await click('ben', 1, '2026-10-01');
		const counts = { machineClicks: 0, repeatClicks: 0 };
		expect(await totals()).toEqual([
			{ day: '2026-11-19', clicks: 2, rawClicks: 2, ...counts },
			{ day: '2026-11-20', clicks: 3, rawClicks: 3, ...counts },
		]);
		expect(await totals({ groupBy: 'affiliate' })).toMatchObject([
			{ affiliateCode: 'ben', clicks: 3 },
			{ affiliateCode: 'anna', clicks: 2 },
		]);
		expect(await totals({ groupBy: 'link', days: 60 })).toMatchObject([
			{ linkCode: 'ben-link', clicks: 4 },
			{ linkCode: 'anna-link', clicks: 2 },
		]);
		const ofAnna = { affiliateCode: 'anna', lastDay: '2026-11-19' };
		expect(await totals({ days: 1, additionalFields: ofAnna })).toMatchObject([{ clicks: 2 }]);
		expect(await totals({ additionalFields: { lastDay: '2026-11-18' } })).toEqual([]);
	});

	it('name a day that does not exist', async () => {
		await saveProgramme();
		expect(await errorOf(totals({ additionalFields: { lastDay: '2026-02-30' } }))).toMatchObject({
			message: "'2026-02-30' is not a day",
		});
	});
});

describe('Deleting old clicks', () => {
	it('leaves the totals as they are', async () => {
		await setUp();
		goTo('2026-11-20T09:00:00.000Z');
		await click('anna', 2, '2026-07-01');
		await click('anna', 1, '2026-11-01');
		const before = await totals({ days: 200 });
		expect(await deleteOld(100)).toEqual({
			before: '2026-08-12T00:00:00.000Z',
			deleted: 2,
			kept: 0,
		});
		expect(await totals({ days: 200 })).toEqual(before);
		const store = await testStore(currentWorkspace());
		expect(await store.clicks.list({ limit: 9 })).toHaveLength(1);
	});

	it('is refused while a programme or an affiliate may still credit them', async () => {
		await setUp();
		expect(await errorOf(deleteOld(99))).toMatchObject({
			message: 'Clicks of 99 days ago may still be needed',
			hint: expect.stringContaining('for 100 days at least'),
		});
		await saveProgramme({ additionalFields: { lookbackDays: 180 } });
		const needed = { hint: expect.stringContaining('for 181 days at least') };
		expect(await errorOf(deleteOld(180))).toMatchObject(needed);
		await saveAffiliate('carla', { lookbackDays: 365 });
		expect(await errorOf(deleteOld(365))).toMatchObject({
			hint: expect.stringContaining('for 366 days at least'),
		});
		expect(await deleteOld(366)).toMatchObject({ deleted: 0 });
	});

	it('is not what the resource does unless it is chosen', () => {
		const operation = new AffiliateLedger().description.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes('click'),
		);
		expect(operation?.default).toBe('pay');
	});
});
