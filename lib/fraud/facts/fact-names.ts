/** Facts that a shell loads for order rules; a rule names those it needs. */
export const FACT_NAMES = [
	'click',
	'affiliate',
	'recordedOrder',
	'journey',
	'customerOrders',
	'networkOrders',
	'clickCustomers',
	'orderValues',
	'claims',
] as const;

export type FactName = (typeof FACT_NAMES)[number];
