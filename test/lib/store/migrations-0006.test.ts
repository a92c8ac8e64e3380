import { attributionAndFraud } from '../../../lib/store/migrations/0003-attribution-and-fraud';
import { initial } from '../../../lib/store/migrations/0001-initial';
import { payoutsAndAdjustments } from '../../../lib/store/migrations/0002-payouts-and-adjustments';
import { deliveriesAndSync } from '../../../lib/store/migrations/0004-deliveries-and-sync';
import { sends } from '../../../lib/store/migrations/0005-sends';
import { AFFILIATE_ID, CLICK_ID, PROGRAMME_ID } from '../../support/builders';
import { describeStores, TEST_KEY, type TestWorkspace } from '../../support/stores';
import { insertRow, makeRelease } from './first-release';
import { fillThirdRelease } from './third-release';

const FIFTH_RELEASE = {
	'0001-initial': initial,
	'0002-payouts-and-adjustments': payoutsAndAdjustments,
	'0003-attribution-and-fraud': attributionAndFraud,
	'0004-deliveries-and-sync': deliveriesAndSync,
	'0005-sends': sends,
};

/** As a process of the fifth release writes it. */
async function insertClick(
	workspace: TestWorkspace,
	clickId: string,
	columns: Readonly<Record<string, string | number | null>> = {},
): Promise<void> {
	await insertRow(workspace, 'clicks', {
		click_id: clickId,
		programme_id: PROGRAMME_ID,
		affiliate_id: AFFILIATE_ID,
		link_id: null,
		occurred_at: '2026-11-01T23:59:59.999Z',
		destination: 'https://shop.example.com/',
		category: 'human',
		is_counted: 1,
		count_reason: 'counted',
		consent: 'granted',
		utm: '{}',
		sub_ids: '{}',
		...columns,
	});
}

describeStores('A store of the fifth release', (engine) => {
	const filled = async (): Promise<TestWorkspace> => {
		const workspace = await engine.workspace();
		await fillThirdRelease(workspace);
		await makeRelease(workspace.address, FIFTH_RELEASE);
		await workspace.execute('delete from clicks');
		await insertClick(workspace, CLICK_ID);
		await insertClick(workspace, 'clk_2', { link_id: 'lnk_1' });
		const repeat = { is_counted: 0, count_reason: 'repeat' };
		await insertClick(workspace, 'clk_3', { link_id: 'lnk_1', ...repeat });
		const bot = { category: 'bot', is_counted: 0, count_reason: 'bot' };
		await insertClick(workspace, 'clk_4', { ...bot, occurred_at: '2026-11-02T00:00:00.000Z' });
		return workspace;
	};

	const days = { programmeId: PROGRAMME_ID, from: '2026-10-01', to: '2026-11-30', limit: 99 };
	const FIRST = { key: '2026-11-01', clicks: 2, rawClicks: 3, machineClicks: 0, repeatClicks: 1 };
	const SECOND = { key: '2026-11-02', clicks: 0, rawClicks: 1, machineClicks: 1, repeatClicks: 0 };

	it('has all its clicks in the totals once it is upgraded', async () => {
		const workspace = await filled();
		const store = await workspace.open({ key: TEST_KEY });
		expect(await store.history.clickTotals({ ...days, by: 'day' })).toEqual([FIRST, SECOND]);
		expect(await workspace.execute('select * from clicks')).toHaveLength(4);
	});

	it('keeps the clicks that its orders were credited for', async () => {
		const workspace = await filled();
		const store = await workspace.open({ key: TEST_KEY });
		expect(await store.clicks.deleteBefore('2026-11-03T00:00:00.000Z')).toEqual({
			deleted: 3,
			kept: 1,
		});
		expect(await workspace.execute('select click_id from clicks')).toEqual([
			{ click_id: CLICK_ID },
		]);
		expect(await store.history.clickTotals({ ...days, by: 'day' })).toEqual([FIRST, SECOND]);
	});

	it('counts, once upgraded, what a process of that release still writes', async () => {
		const workspace = await filled();
		const store = await workspace.open({ key: TEST_KEY });
		await insertClick(workspace, 'clk_5');
		await insertClick(workspace, 'clk_6', { link_id: 'lnk_1' });
		expect(await store.history.clickTotals({ ...days, by: 'day' })).toEqual([
			{ ...FIRST, clicks: 4, rawClicks: 5 },
			SECOND,
		]);
	});
});
