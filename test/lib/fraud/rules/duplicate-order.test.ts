import { orderContentHash } from '../../../../lib/model/order-content';
import { anOrder, anOrderLine, eur } from '../../../support/builders';
import { observe } from '../scenario';

const first = anOrder();
const recordedOrder = {
	conversionId: 'cnv_1',
	contentHash: orderContentHash(first),
	orderUpdatedAt: null,
};

describe('F15, a duplicate order id', () => {
	it('is clear for an order that comes the first time', () => {
		expect(observe('F15', { order: first, recordedOrder: null }).status).toBe('clear');
	});

	it('is clear for the same order again: a retry, which the ledger counts once', () => {
		const later = { ...first, status: 'partially_refunded' as const, updatedAt: first.createdAt };
		expect(observe('F15', { order: later, recordedOrder }).status).toBe('clear');
	});

	it('is a hit for other contents under the same id, and names the record', () => {
		const other = anOrder({ lines: [anOrderLine({ gross: eur('250.00') })] });
		expect(observe('F15', { order: other, recordedOrder })).toMatchObject({
			status: 'hit',
			evidence: { conversion: 'cnv_1' },
		});
	});

	it('is clear for a later version of an order that was edited in the shop', () => {
		const other = anOrder({
			lines: [anOrderLine({ gross: eur('250.00') })],
			updatedAt: '2026-11-18T00:00:00.000Z',
		});
		const known = { ...recordedOrder, orderUpdatedAt: first.updatedAt };
		expect(observe('F15', { order: other, recordedOrder: known }).status).toBe('clear');
		const stale = { ...known, orderUpdatedAt: other.updatedAt };
		expect(observe('F15', { order: other, recordedOrder: stale }).status).toBe('hit');
	});

	it('is clear for an earlier version that the shop delivered late', () => {
		const other = anOrder({ lines: [anOrderLine({ gross: eur('250.00') })] });
		const known = { ...recordedOrder, orderUpdatedAt: '2026-11-18T00:00:00.000Z' };
		expect(observe('F15', { order: other, recordedOrder: known }).status).toBe('clear');
	});

	it('does not take the same number in another store for it: that was never recorded', () => {
		const other = anOrder({ storeKey: 'other.myshopify.com' });
		expect(observe('F15', { order: other, recordedOrder: null }).status).toBe('clear');
	});
});
