import { isZeroMoney, type Money } from '../../kernel';
import type { Payout } from '../../model/payout';
import { REVERSE_CHARGE_NOTE } from '../../model/reverse-charge';

export interface StatementTotal {
	readonly label: string;
	readonly amount: Money;
	readonly isFinal: boolean;
}

/** From net to what is paid out, step by step (C39). */
export function statementTotals(payout: Payout): StatementTotal[] {
	const { gross, net, vat, withheld, payable, profile } = payout;
	const step = (label: string, amount: Money): StatementTotal => ({
		label,
		amount,
		isFinal: false,
	});
	const vatLabel =
		profile.vatMode === 'included'
			? `VAT ${profile.vatPercent} % (included)`
			: `VAT ${profile.vatPercent} %`;
	const vatStep =
		profile.vatMode === 'added' || profile.vatMode === 'included' ? [step(vatLabel, vat)] : [];
	const withheldStep = isZeroMoney(withheld)
		? []
		: [step(`Tax withheld ${profile.withholdingPercent} %, deducted`, withheld)];
	const grossStep = profile.vatMode === 'included' ? [step('Commissions', gross)] : [];
	return [
		...grossStep,
		step('Net', net),
		...vatStep,
		...withheldStep,
		{ label: 'Payable', amount: payable, isFinal: true },
	];
}

export const SELF_BILLING_NOTE =
	'Self-billing: this invoice is issued by the customer in the name and on behalf of the supplier.';

/** What has to stand on an invoice of this kind (Directive 2006/112/EC, article 226, 10a and 11a). */
export function statementNotes({ profile }: Payout): string[] {
	return [
		SELF_BILLING_NOTE,
		...(profile.vatMode === 'reverse_charge' ? [REVERSE_CHARGE_NOTE] : []),
	];
}
