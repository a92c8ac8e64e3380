import { AffiliateError } from '../../../../lib/kernel';
import { magentoChanges } from '../../../../nodes/shared/storeChanges/magento';
import {
	startMagentoSimulator,
	type MagentoSimulator,
	type SimulatedRow,
} from '../../../simulators/magento';
import { creditMemoBody, magentoOrderBody, ROW_ID } from '../../../lib/mapping/magento/payloads';
import { identities, INTEGRATION, kinds, magentoAt, readAll } from './clients';

let shop: MagentoSimulator;

beforeEach(async () => {
	shop = await startMagentoSimulator({ integration: INTEGRATION, allowBearer: true });
});

afterEach(async () => await shop.close());

function changes() {
	return magentoChanges(magentoAt(shop.url), 'https://Shop.example.com/rest');
}

function addOrder(id: number, overrides: Readonly<Record<string, unknown>> = {}): void {
	shop.store.orders.push(magentoOrderBody({ id, overrides }) as SimulatedRow);
}

describe('orders of Magento', () => {
	it('that are read give what happened, under the key of the shop', async () => {
		addOrder(7);
		const { items } = await readAll(changes());
		expect(kinds(items)).toEqual(['order.created 7', 'order.paid 7', 'order.updated 7']);
		expect(items[0]?.event).toMatchObject({ platform: 'magento', storeKey: 'shop.example.com' });
	});

	it('are the same events when they are read again', async () => {
		addOrder(7);
		const first = await readAll(changes());
		const again = await readAll(changes());
		expect(identities(again.items)).toEqual(identities(first.items));
	});

	it('made before the beginning are not created anew', async () => {
		addOrder(7);
		const { items } = await readAll(changes(), { createdSince: '2026-11-10T00:00:00.000Z' });
		expect(kinds(items)).toEqual(['order.paid 7', 'order.updated 7']);
	});

	it('come with the credit memos of the same time, page by page', async () => {
		for (const id of [1, 2, 3]) addOrder(id, { updated_at: `2026-11-02 1${id}:00:00` });
		shop.store.creditMemos.push(
			creditMemoBody({
				orderId: 2,
				rows: [{ rowId: ROW_ID, quantity: 1, gross: 10_000 }],
				overrides: { updated_at: '2026-11-02 12:00:00' },
			}) as SimulatedRow,
		);
		const { items, latest, pages, unreadable } = await readAll(changes(), { pageSize: 2 });
		expect(unreadable).toEqual([]);
		expect(kinds(items).filter((kind) => /paid|refund/.test(kind))).toEqual([
			'order.paid 1',
			'order.paid 2',
			'order.paid 3',
			expect.stringMatching(/^refund\.created /) as string,
		]);
		expect(pages).toBe(3);
		// Until the memos are read too, nothing may be passed over.
		expect(latest).toEqual([
			'2026-11-02T00:00:00.000Z',
			'2026-11-02T00:00:00.000Z',
			'2026-11-02T13:00:00.000Z',
		]);
	});

	it('made by an edit know where the buyer of the first one came from', async () => {
		addOrder(7, {
			state: 'canceled',
			status: 'canceled',
			updated_at: '2026-10-01 10:00:00',
			created_at: '2026-10-01 10:00:00',
			total_canceled: 100,
			base_total_canceled: 100,
			extension_attributes: { affiliate_click_id: 'clk_1' },
		});
		addOrder(8, { relation_parent_id: '7', relation_parent_real_id: '000000007' });
		const { items } = await readAll(changes());
		const paid = items.find(({ event }) => event.kind === 'order.paid');
		expect(paid?.event.recordId).toBe('8');
		expect(paid?.order?.tracking.attributes).toMatchObject({ affiliate_click_id: 'clk_1' });
	});
});

describe('a store of Magento that cannot be read', () => {
	it('says why, and how long to wait', async () => {
		const answer = { status: 503, headers: { 'retry-after': '900' }, body: { message: 'Busy' } };
		shop.setFaults([{ when: () => true, then: { answer } }]);
		const error = await readAll(changes()).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(AffiliateError);
		expect(error).toMatchObject({
			code: 'vendor_unavailable',
			details: { retryAfterMilliseconds: 900_000 },
		});
	});
});
