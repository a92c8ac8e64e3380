import {
	addMoney,
	applyRate,
	money,
	rateFromPercent,
	roundQuotient,
	subtractMoney,
	zeroMoney,
	type Money,
} from '../../kernel';
import type { PayoutProfile } from '../../model/payout-profile';
import { REVERSE_CHARGE_NOTE } from '../../model/reverse-charge';

export type TaxTerms = Pick<PayoutProfile, 'vatMode' | 'vatPercent' | 'withholdingPercent'>;

export interface PayoutAmounts {
	/** What was earned. */
	readonly gross: Money;
	/** Gross less VAT that is included in it. */
	readonly net: Money;
	readonly vat: Money;
	readonly withheld: Money;
	/** Net + VAT − withheld: what reaches the affiliate. */
	readonly payable: Money;
	/** What the statement must say about VAT; null when nothing. */
	readonly note: string | null;
}

/** Nothing is added or kept back: for whoever has no profile yet. */
export const NO_TAX: TaxTerms = { vatMode: 'none', vatPercent: '0', withholdingPercent: '0' };

/**
 * What a gross amount comes to under an affiliate's tax terms (C39): VAT on top (100.00 becomes
 * 120.00 at 20 %), inside (83.33 + 16.67) or owed by the payer; withholding is taken off the net.
 * Each part is rounded once, half up; the VAT inside is the rest, so that the parts always sum.
 */
export function payoutAmounts(gross: Money, terms: TaxTerms): PayoutAmounts {
	const { net, vat } = vatOf(gross, terms);
	const withheld = applyRate(net, rateFromPercent(terms.withholdingPercent), 'half_up');
	return {
		gross,
		net,
		vat,
		withheld,
		payable: subtractMoney(addMoney(net, vat), withheld),
		note: terms.vatMode === 'reverse_charge' ? REVERSE_CHARGE_NOTE : null,
	};
}

function vatOf(gross: Money, { vatMode, vatPercent }: TaxTerms): { net: Money; vat: Money } {
	const rate = rateFromPercent(vatPercent);
	switch (vatMode) {
		case 'none':
		case 'reverse_charge':
			return { net: gross, vat: zeroMoney(gross.currency) };
		case 'added':
			return { net: gross, vat: applyRate(gross, rate, 'half_up') };
		case 'included': {
			const netMinor = roundQuotient(
				gross.amountMinor * rate.denominator,
				rate.denominator + rate.numerator,
				'half_up',
			);
			const net = money(netMinor, gross.currency);
			return { net, vat: subtractMoney(gross, net) };
		}
	}
}
