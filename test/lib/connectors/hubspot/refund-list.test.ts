import fc from 'fast-check';
import { addRefunds } from '../../../../lib/connectors/hubspot';
import { formatAmount, money, parseAmount } from '../../../../lib/kernel';

const entry = (refundId: string, amount: string) => ({
	refundId,
	amount: parseAmount(amount, 'EUR'),
});

describe('the refunds of a deal', () => {
	it('are listed with their amounts and summed', () => {
		const { list, total } = addRefunds('r1=16.20', [entry('r2', '5.00')], 'EUR');
		expect(list).toBe('r1=16.20;r2=5.00');
		expect(formatAmount(total)).toBe('21.20');
	});

	it('count once each, in whatever order and however often they come', () => {
		const refunds = fc.uniqueArray(
			fc.record({
				refundId: fc.string({ minLength: 1, maxLength: 6 }),
				amount: fc.bigInt({ min: 0n, max: 10n ** 12n }).map((minor) => money(minor, 'EUR')),
			}),
			{ selector: ({ refundId }) => refundId, maxLength: 6 },
		);
		fc.assert(
			fc.property(refunds, (entries) => {
				const atOnce = addRefunds('', entries, 'EUR');
				const oneByOne = [...entries, ...entries]
					.reverse()
					.reduce((list, next) => addRefunds(list, [next], 'EUR').list, '');
				expect(oneByOne).toBe(atOnce.list);
				const sum = entries.reduce((total, { amount }) => total + amount.amountMinor, 0n);
				expect(atOnce.total.amountMinor).toBe(sum);
			}),
		);
	});

	it('leave out what somebody typed into the list by hand', () => {
		expect(addRefunds('see e-mail;r1=abc;r2=3.00', [], 'EUR').list).toBe('r2=3.00');
	});
});
