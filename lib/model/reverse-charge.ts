/** What amounts and invoices say where the customer owes the VAT (Directive 2006/112/EC, article 226, 11a). */
export const REVERSE_CHARGE_NOTE =
	'Reverse charge: VAT is to be accounted for by the recipient of the service.';
