import { readCode, readEmail } from '../values/read-code';
import { readDate } from '../values/read-date';
import { readAffiliateStatus } from '../values/read-status';
import type { FieldReader } from './field-reader';
import type { AffiliateRecord } from './import-record';

const LONGEST_NAME = 200;

export function readAffiliate(reader: FieldReader): AffiliateRecord | null {
	const { dateFormat } = reader.rules;
	const code = reader.require('code', readCode);
	const record = {
		name: nameOf(reader),
		email: reader.read('email', readEmail),
		payoutEmail: reader.read('payoutEmail', readEmail),
		status: reader.read('status', readAffiliateStatus),
		groupCode: reader.read('groupCode', readCode),
		parentCode: parentCodeOf(reader),
		createdAt: reader.read('createdAt', (text) => readDate(text, dateFormat)),
	};
	return code === null ? null : { kind: 'affiliate', code, ...record };
}

/** Some exports write 0 for "nobody". */
function parentCodeOf(reader: FieldReader): string | null {
	return reader.text('parentCode') === '0' ? null : reader.read('parentCode', readCode);
}

function nameOf(reader: FieldReader): string | null {
	const parts = [reader.text('firstName'), reader.text('lastName')];
	const name = reader.text('name') ?? parts.filter((part) => part !== null).join(' ');
	const plain = name.replace(/\s+/g, ' ').slice(0, LONGEST_NAME).trim();
	return plain === '' ? null : plain;
}
