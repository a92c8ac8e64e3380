import { initial } from '../../../lib/store/migrations/0001-initial';
import { payoutsAndAdjustments } from '../../../lib/store/migrations/0002-payouts-and-adjustments';
import { attributionAndFraud } from '../../../lib/store/migrations/0003-attribution-and-fraud';
import {
	AFFILIATE_ID,
	CREATED_AT,
	ORDERED_AT,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';
import type { TestWorkspace } from '../../support/stores';
import { insertRow, makeRelease } from './first-release';
import { fillSecondRelease, makeSecondRelease } from './second-release';

/*
 * A store as the third release left it, in the words of that release: it began with the second one.
 */

export async function fillThirdRelease(workspace: TestWorkspace): Promise<void> {
	await makeSecondRelease(workspace.address);
	await fillSecondRelease(workspace);
	await makeRelease(workspace.address, {
		'0001-initial': initial,
		'0002-payouts-and-adjustments': payoutsAndAdjustments,
		'0003-attribution-and-fraud': attributionAndFraud,
	});
	const insert = (table: string, row: Parameters<typeof insertRow>[2]) =>
		insertRow(workspace, table, row);
	for (const [id, type, deliveredAt] of [
		['out_1', 'conversion.recorded', CREATED_AT],
		['out_2', 'commission.approved', null],
		['out_3', 'payout.paid', null],
	] as const) {
		await insert('outbox_events', {
			outbox_id: id,
			aggregate_id: id === 'out_3' ? 'bat_old' : 'cnv_old',
			type,
			payload: JSON.stringify({ name: id }),
			created_at: ORDERED_AT,
			delivered_at: deliveredAt,
			record_hash: id,
		});
	}
	await insert('order_claims', {
		claim_id: 'clm_old',
		programme_id: PROGRAMME_ID,
		affiliate_id: AFFILIATE_ID,
		store_key: STORE_KEY,
		order_id: 'old-1',
		source: 'postback',
		amount_minor: 10_000,
		currency: 'EUR',
		status: null,
		received_at: ORDERED_AT,
	});
	await insert('customer_journeys', { customer_key: 'carla', journey_id: 'jrn', at: ORDERED_AT });
	await insert('affiliate_sites', { host: 'blog.example.com', affiliate_id: AFFILIATE_ID });
}
