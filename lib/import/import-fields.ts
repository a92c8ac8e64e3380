import type { ImportKind } from './import-kinds';

/** Everything a column can mean, by kind of row. */
const FIELDS = {
	affiliate: [
		'code',
		'name',
		'firstName',
		'lastName',
		'email',
		'payoutEmail',
		'status',
		'groupCode',
		'parentCode',
		'createdAt',
	],
	link: ['code', 'affiliateCode', 'affiliateEmail', 'destination', 'status'],
	coupon: ['code', 'affiliateCode', 'affiliateEmail', 'status', 'triggerType'],
	conversion: [
		'externalId',
		'affiliateCode',
		'affiliateEmail',
		'orderId',
		'orderedAt',
		'amount',
		'commission',
		'currency',
		'status',
		'payoutStatus',
		'commissionKind',
		'tier',
	],
	balance: ['affiliateCode', 'affiliateEmail', 'amount', 'currency', 'asOf'],
} as const satisfies Readonly<Record<ImportKind, readonly string[]>>;

export type ImportField = (typeof FIELDS)[ImportKind][number];

/** Of each group at least one column must be there. */
const REQUIRED: Readonly<Record<ImportKind, ReadonlyArray<readonly ImportField[]>>> = {
	affiliate: [['code']],
	link: [['affiliateCode', 'affiliateEmail'], ['destination']],
	coupon: [['code'], ['affiliateCode', 'affiliateEmail']],
	conversion: [['affiliateCode', 'affiliateEmail'], ['orderedAt'], ['commission'], ['status']],
	balance: [['affiliateCode', 'affiliateEmail'], ['amount']],
};

const LABELS: Readonly<Record<ImportField, string>> = {
	affiliateCode: 'Affiliate Code',
	affiliateEmail: 'Affiliate Email',
	amount: 'Amount',
	asOf: 'As Of',
	code: 'Code',
	commission: 'Commission',
	commissionKind: 'Commission Kind',
	createdAt: 'Created At',
	currency: 'Currency',
	destination: 'Destination',
	email: 'Email',
	externalId: 'External ID',
	firstName: 'First Name',
	groupCode: 'Group Code',
	lastName: 'Last Name',
	name: 'Name',
	orderedAt: 'Ordered At',
	orderId: 'Order ID',
	parentCode: 'Parent Code',
	payoutEmail: 'Payout Email',
	payoutStatus: 'Payout Status',
	status: 'Status',
	tier: 'Tier',
	triggerType: 'Trigger Type',
};

/** Fields whose columns hold amounts, for which a decimal mark must be known. */
export const AMOUNT_FIELDS: ReadonlySet<ImportField> = new Set(['amount', 'commission']);

export function importFields(kind: ImportKind): readonly ImportField[] {
	return FIELDS[kind];
}

/** Every field of every kind, for choosing one by hand. */
export function allImportFields(): ImportField[] {
	return Object.keys(LABELS) as ImportField[];
}

export function isImportField(text: string): text is ImportField {
	return Object.hasOwn(LABELS, text);
}

/** Groups of fields of which a file of this kind needs at least one each. */
export function requiredFields(kind: ImportKind): ReadonlyArray<readonly ImportField[]> {
	return REQUIRED[kind];
}

/** Name of a field for people: "Affiliate Code". */
export function fieldLabel(field: ImportField): string {
	return LABELS[field];
}
