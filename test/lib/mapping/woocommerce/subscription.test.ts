import { parseModel } from '../../../../lib/model/parse';
import { wooOrder } from '../../../../lib/mapping/woocommerce/order';
import { wooOrderSchema } from '../../../../lib/mapping/woocommerce/schema';
import { wooOrderBody } from '../../../support/woo-payloads';

function subscriptionOf(meta: Record<string, unknown>) {
	const source = parseModel(wooOrderSchema, wooOrderBody({ meta }), 'order');
	return wooOrder(source, 'shop.example.com', []).subscription;
}

describe('the subscription of a WooCommerce order', () => {
	it.each([
		[{ _subscription_renewal: '812' }, '812', null, 'a renewal names it'],
		[{ _subscription_renewal: 812 }, '812', null, 'numbers are ids too'],
		[{ _subscription_switch: '812' }, '812', null, 'a change of plan is paid on it'],
		[{ _subscription_parent: '812' }, '812', 1, 'the parent order is the first payment'],
		[{ _subscription_id: '812' }, '812', null, 'other plugins name it so'],
		[{ subscription_id: '812' }, '812', null, 'or so'],
		[{ subscription_id: '5', _subscription_renewal: '812' }, '812', null, 'the renewal is surer'],
	])(
		'with meta %j is %s, payment %s, because %s',
		(meta, subscriptionId, paymentNumber, _because) => {
			expect(subscriptionOf(meta)).toEqual({ subscriptionId, paymentNumber, startedAt: null });
		},
	);

	it.each([
		[{}],
		[{ _subscription_renewal: '' }],
		[{ _subscription_renewal: 0 }],
		[{ subscription_id: { id: 5 } }],
	])('with meta %j is not known', (meta) => {
		expect(subscriptionOf(meta)).toBeNull();
	});
});
