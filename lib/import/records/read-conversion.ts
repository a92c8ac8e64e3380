import { readCommissionKind } from '../values/read-commission-kind';
import { readDate } from '../values/read-date';
import { problem } from '../values/problem';
import { readCommissionStatus, readPayoutStatus, type ImportedStatus } from '../values/read-status';
import { readAffiliateReference } from './affiliate-reference';
import type { FieldReader } from './field-reader';
import type { ConversionRecord } from './import-record';

const LONGEST_ID = 150;

export function readConversion(reader: FieldReader): ConversionRecord | null {
	const { dateFormat } = reader.rules;
	const affiliate = readAffiliateReference(reader);
	const currency = reader.currency();
	const externalId = reader.read('externalId', readId);
	const orderId = reader.read('orderId', readId);
	const orderedAt = reader.require('orderedAt', (text) => readDate(text, dateFormat));
	const amount = reader.amount('amount', currency);
	const commission = reader.requireAmount('commission', currency);
	const status = statusOf(reader);
	const kind = reader.read('commissionKind', readCommissionKind) ?? 'sale';
	const level = reader.read('tier', levelOfTier) ?? (kind === 'level' ? 1 : 0);
	if (orderedAt === null || commission === null || status === null) return null;
	const commissionKind = level > 0 ? 'level' : kind;
	const facts = { externalId, affiliate, orderId, orderedAt, amount, commission };
	return { kind: 'conversion', ...facts, status, commissionKind, level };
}

/** Both columns together: what was approved and paid out is paid. */
function statusOf(reader: FieldReader): ImportedStatus | null {
	const status = reader.require('status', readCommissionStatus);
	const isPaidOut = reader.read('payoutStatus', readPayoutStatus);
	if (isPaidOut !== true || status === null) return status;
	if (status === 'pending' || status === 'declined') {
		reader.fail('payoutStatus', {
			code: 'contradicting_status',
			message: `The row is ${status} and paid out at once`,
			hint: 'Find out which is true, and correct the status or the payout status.',
		});
		return null;
	}
	return 'paid';
}

function readId(text: string): string {
	if (text.length <= LONGEST_ID) return text;
	throw problem('invalid_id', 'is too long for an id', `Ids have up to ${LONGEST_ID} characters.`);
}

/** Tier 1 is whoever brought the order. */
function levelOfTier(text: string): number {
	if (/^\d{1,2}$/.test(text)) return Math.max(Number(text) - 1, 0);
	throw problem('invalid_tier', 'is not a tier', 'Write 1 for the affiliate of the order.');
}
