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
});
