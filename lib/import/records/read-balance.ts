import { readDate } from '../values/read-date';
import { readAffiliateReference } from './affiliate-reference';
import type { FieldReader } from './field-reader';
import type { BalanceRecord } from './import-record';

export function readBalance(reader: FieldReader): BalanceRecord | null {
	const { dateFormat } = reader.rules;
	const affiliate = readAffiliateReference(reader);
	const amount = reader.requireAmount('amount', reader.currency());
	const asOf = reader.read('asOf', (text) => readDate(text, dateFormat));
	return amount === null ? null : { kind: 'balance', affiliate, amount, asOf };
}
