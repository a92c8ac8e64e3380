import { DEFAULT_OWN_MARKS as SHOPIFY } from '../../../lib/connectors/shopify';
import { DEFAULT_OWN_MARKS as WOO } from '../../../lib/connectors/woocommerce';
import { withoutOwnAttributes } from '../../../lib/mapping/own-attributes';
import type { Order } from '../../../lib/model/order';
import { orderHavingAttributes } from './order-attributes';

function left(platform: Order['platform'], attributes: Readonly<Record<string, string>>): string[] {
	const order = orderHavingAttributes(platform, attributes);
	return Object.keys(withoutOwnAttributes(order).tracking.attributes);
}

describe('attributes of an order', () => {
	it('that our connectors write are told from those of others', () => {
		expect(
			left('shopify', { [`${SHOPIFY.attributePrefix}code`]: 'KIM', affiliate_click_id: 'c' }),
		).toEqual(['affiliate_click_id']);
		expect(left('woocommerce', { [`${WOO.metaPrefix}code`]: 'KIM', _affiliate_id: 'a' })).toEqual([
			'_affiliate_id',
		]);
	});

	it('of other stores all stay', () => {
		expect(left('generic', { 'affiliate:code': 'KIM' })).toEqual(['affiliate:code']);
	});
});
