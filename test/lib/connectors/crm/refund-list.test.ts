import fc from 'fast-check';
import { addRefunds } from '../../../../lib/connectors/crm';
import { money, parseAmount } from '../../../../lib/kernel';

const refund = (refundId: string, amount: string, currency = 'EUR') => ({
	refundId,
	amount: parseAmount(amount, currency),
});

describe('the list of refunds', () => {
	it('counts each refund once, in whatever order and however often they come', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(
					fc.record({
						refundId: fc.string({ minLength: 1 }),
						amount: fc.bigInt({ min: 0n, max: 10n ** 9n }).map((minor) => money(minor, 'EUR')),
					}),
					{ minLength: 1, selector: ({ refundId }) => refundId },
				),
				(refunds) => {
					const whole = addRefunds('', refunds);
					let list = '';
					for (const entry of [...refunds].reverse().concat(refunds)) {
						list = addRefunds(list, [entry])?.list ?? 'unreadable';
					}
					expect(list).toBe(whole?.list);
					expect(whole?.total.amountMinor).toBe(
						refunds.reduce((sum, { amount }) => sum + amount.amountMinor, 0n),
					);
				},
			),
		);
	});

	it('takes the later amount of a refund that was corrected', () => {
		expect(addRefunds('r1=16.20', [refund('r1', '6.20')])?.list).toBe('r1=6.20');
	});

	it.each([
		{ list: 'r1=about 16', because: 'an entry is no amount' },
		{ list: 'r1', because: 'an entry has no amount' },
		{ list: 'r1=16.205', because: 'the amount has more decimals than the currency' },
	])('is not guessed at when $because', ({ list }) => {
		expect(addRefunds(list, [refund('r2', '5.00')])).toBeNull();
	});

	it('is not made of two currencies', () => {
		expect(addRefunds('', [refund('r1', '5.00'), refund('r2', '5.00', 'USD')])).toBeNull();
	});
});
