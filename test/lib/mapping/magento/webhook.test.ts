import { magentoDelivery } from '../../../../lib/mapping/magento';
import { storeEvents } from '../../../../lib/mapping/store-events';
import { STORE_EVENT_KINDS } from '../../../../lib/model/store-event';
import { creditMemoBody, magentoOrderBody } from './payloads';

const OPTIONS = { kinds: STORE_EVENT_KINDS, includeTestOrders: false, extraMetaKeys: [] };

const DELIVERY = magentoDelivery('2026-11-02T10:06:00.000Z', 'https://Shop.example.com/');

describe('a webhook of Adobe Commerce', () => {
	it('gives the events of its order under the key of the shop', () => {
		const result = storeEvents(DELIVERY, { data: { order: magentoOrderBody() } }, OPTIONS);
		expect(result).toMatchObject({
			outcome: 'events',
			items: [
				{ event: { kind: 'order.paid', platform: 'magento', storeKey: 'shop.example.com' } },
				{ event: { kind: 'order.updated' } },
			],
		});
	});

	it('of a credit memo is left to whoever can read its order', () => {
		const body = { data: { creditmemo: creditMemoBody() } };
		expect(storeEvents(DELIVERY, body, OPTIONS)).toEqual({
			outcome: 'ignored',
			reason: 'needs_its_order',
		});
	});

	it('needs the key of the shop', () => {
		const delivery = magentoDelivery('2026-11-02T10:06:00.000Z', '');
		expect(() => storeEvents(delivery, magentoOrderBody(), OPTIONS)).toThrow(/which shop/);
	});
});
