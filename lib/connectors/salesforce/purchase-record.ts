import { formatAmount, type Money } from '../../kernel';
import type { FieldWrite, PurchaseWrite, RecordWrite } from '../crm';
import type { ObjectFields } from './object-fields';
import type { SalesforceSettings } from './settings';

/** There only in orgs that keep several currencies. */
const CURRENCY_FIELD = 'CurrencyIsoCode';

const AMOUNT_FIELD = 'Amount';

/**
 * The opportunity of an order: what the mapping writes, and stage, amount, currency and close date
 * where it does not. The stage moves between our three only, so that one that somebody chose by
 * hand stays.
 */
export function purchaseRecord(
	{ purchase, stage, amount, occurredAt }: PurchaseWrite,
	fields: ObjectFields,
	settings: SalesforceSettings,
): RecordWrite {
	const { stages } = settings;
	const mapped = knownCurrency(purchase.writes, fields);
	const own: readonly FieldWrite[] = [
		{ field: AMOUNT_FIELD, value: formatAmount(amount), policy: 'source_wins' },
		{ field: 'CloseDate', value: occurredAt, policy: 'source_wins' },
		{ field: CURRENCY_FIELD, value: amount.currency, policy: 'source_wins' },
		{
			field: 'StageName',
			value: stages[stage],
			policy: 'source_wins',
			replaces: Object.values(stages),
		},
		...(settings.recordTypeId === null
			? []
			: [
					{
						field: 'RecordTypeId',
						value: settings.recordTypeId,
						policy: 'never_overwrite' as const,
					},
				]),
	];
	const written = new Set(mapped.map(({ field }) => field));
	const added = knownCurrency(own, fields).filter(({ field }) => !written.has(field));
	const writes = [...mapped, ...added];
	const isForeign = isForeignAmount(amount, fields, settings);
	return {
		key: purchase.key,
		writes: isForeign ? writes.filter(({ field }) => field !== AMOUNT_FIELD) : writes,
	};
}

/** Whether the amount would stand in the org as one of another currency. */
export function isForeignAmount(
	{ currency }: Money,
	fields: ObjectFields,
	{ orgCurrency }: SalesforceSettings,
): boolean {
	return !fields.has(CURRENCY_FIELD) && orgCurrency !== null && orgCurrency !== currency;
}

/** Without the currency where the org keeps one currency only; its description tells. */
export function knownCurrency(
	writes: readonly FieldWrite[],
	fields: ObjectFields,
): readonly FieldWrite[] {
	if (fields.has(CURRENCY_FIELD)) return writes;
	return writes.filter(({ field }) => field !== CURRENCY_FIELD);
}
