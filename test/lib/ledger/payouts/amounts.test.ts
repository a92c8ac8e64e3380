import fc from 'fast-check';
import { addMoney, money, negateMoney, subtractMoney } from '../../../../lib/kernel';
import { payoutAmounts } from '../../../../lib/ledger/payouts';
import { NO_TAX, type TaxTerms } from '../../../../lib/ledger/payouts/payout-amounts';
import { VAT_MODES } from '../../../../lib/model/payout-profile';
import { eur } from '../../../support/builders';

const of = (gross: string, terms: Partial<TaxTerms>) =>
	payoutAmounts(eur(gross), { ...NO_TAX, ...terms });

describe('the amounts of a payout', () => {
	it('are the gross when there are no taxes', () => {
		expect(of('100.00', {})).toEqual({
			gross: eur('100.00'),
			net: eur('100.00'),
			vat: eur('0.00'),
			withheld: eur('0.00'),
			payable: eur('100.00'),
			note: null,
		});
	});

	it('grow by VAT on top: 100.00 becomes 120.00 at 20 %', () => {
		expect(of('100.00', { vatMode: 'added', vatPercent: '20' })).toMatchObject({
			net: eur('100.00'),
			vat: eur('20.00'),
			payable: eur('120.00'),
		});
	});

	it('hold VAT inside: 100.00 is 83.33 and 16.67 at 20 %', () => {
		expect(of('100.00', { vatMode: 'included', vatPercent: '20' })).toMatchObject({
			net: eur('83.33'),
			vat: eur('16.67'),
			payable: eur('100.00'),
		});
	});

	it('hold no VAT under reverse charge, whatever the percentage, and say so', () => {
		const amounts = of('100.00', { vatMode: 'reverse_charge', vatPercent: '20' });
		expect(amounts).toMatchObject({ vat: eur('0.00'), payable: eur('100.00') });
		expect(amounts.note).toMatch(/reverse charge/i);
	});

	it('lose what is withheld of the net', () => {
		expect(
			of('100.00', { vatMode: 'included', vatPercent: '20', withholdingPercent: '15' }),
		).toMatchObject({
			withheld: eur('12.50'),
			payable: eur('87.50'),
		});
		expect(of('0.05', { withholdingPercent: '10' }).withheld).toEqual(eur('0.01'));
	});

	it('always sum, and those of −x mirror those of x', () => {
		const percent = fc
			.tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 999 }))
			.map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}`);
		fc.assert(
			fc.property(
				fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }),
				fc.constantFrom(...VAT_MODES),
				percent,
				percent,
				(minor, vatMode, vatPercent, withholdingPercent) => {
					const terms = { vatMode, vatPercent, withholdingPercent };
					const amounts = payoutAmounts(money(minor, 'EUR'), terms);
					const { gross, net, vat, withheld, payable } = amounts;
					expect(addMoney(payable, withheld)).toEqual(addMoney(net, vat));
					expect(vatMode === 'added' ? net : addMoney(net, vat)).toEqual(gross);
					const mirrored = payoutAmounts(money(-minor, 'EUR'), terms);
					expect(negateMoney(mirrored.payable)).toEqual(payable);
					expect(negateMoney(mirrored.vat)).toEqual(vat);
					expect(subtractMoney(mirrored.gross, negateMoney(gross)).amountMinor).toBe(0n);
				},
			),
		);
	});
});
