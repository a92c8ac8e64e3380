import { addDays, addMonths, formatAmount, type Instant, type Money } from '../../kernel';
import {
	acceptedOutcome,
	duplicateOutcome,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type ConversionWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import { isRecord, type VendorAnswer, type VendorClient } from '../vendor';
import { findAffiliate } from './affiliates';
import { AFFISE_WORDS } from './client';
import { dayOf } from './day-windows';
import { conversionsOfOrder } from './find-conversions';
import { conversionId } from './records';
import { writeReference } from './reference';
import { IMPORT_MONTHS } from './settings';

/** Every offer has a first goal. */
const FIRST_GOAL = '1';

/** Numbers of statuses in postbacks. */
const POSTBACK_STATUSES = { approved: '1', pending: '2' } as const;

/**
 * Looked for first, then queued by Affise: to be confirmed. With an affiliate it is imported; with a click
 * alone it goes to the tracking domain, as a shop's own postback would.
 */
export async function createConversion(
	{ api, tracking }: { readonly api: VendorClient; readonly tracking: VendorClient | null },
	conversion: ConversionWrite,
	now: Instant,
): Promise<PlatformOutcome> {
	const { programmeId, affiliate, clickId, occurredAt } = conversion;
	const orderId = requireId(conversion.orderId, 'orderId');
	if (programmeId === null) {
		return rejectedOutcome({
			reason: 'A conversion in Affise belongs to an offer',
			hint: 'Choose the programme.',
			field: 'offer',
		});
	}
	const goal = conversion.actionType ?? FIRST_GOAL;
	const key = { orderId, programmeId, actionType: goal };
	const since = occurredAt < now ? occurredAt : now;
	const [known] = await conversionsOfOrder(api, key, addDays(since, -1), now);
	if (known !== undefined) {
		return duplicateOutcome(conversionId(known.source), 'Affise has this order', known.raw);
	}
	const answer =
		affiliate === null && clickId !== null
			? await tell(tracking, conversion, clickId, goal)
			: await importIt(api, conversion, { programmeId, goal, now });
	if ('outcome' in answer) return answer;
	if (!answer.ok) return failureOutcome(answer.failure, AFFISE_WORDS, sentOf(conversion));
	const { amount, commission } = conversion;
	const reference = writeReference({
		...key,
		conversionId: null,
		from: since,
		at: now,
		currency: amount.currency,
		sum: formatAmount(amount),
		payouts: commission === null ? null : formatAmount(commission),
		status: null,
	});
	return acceptedOutcome(null, { by: 'operation', reference }, answer.response.body);
}

async function importIt(
	api: VendorClient,
	conversion: ConversionWrite,
	key: { readonly programmeId: string; readonly goal: string; readonly now: Instant },
): Promise<VendorAnswer | PlatformOutcome> {
	const { orderId, amount, affiliate, clickId, status, occurredAt, customer, more } = conversion;
	const { programmeId, goal, now } = key;
	if (affiliate === null) {
		return rejectedOutcome({
			reason: 'Nothing tells Affise whom the order is credited to',
			hint: 'Give the affiliate, or the click.',
			field: 'pid',
		});
	}
	const day = more['created_at'] ?? dayOf(occurredAt);
	if (day < dayOf(addMonths(now, -IMPORT_MONTHS))) return tooOld(day);
	const partner = await findAffiliate(api, affiliate);
	if (partner === null) {
		return rejectedOutcome({
			reason: 'Affise has no such affiliate',
			hint: 'Give the number, the login or the e-mail address of the affiliate in Affise.',
			field: 'pid',
		});
	}
	return await api.call({
		method: 'POST',
		path: '/3.0/admin/conversion/import',
		form: {
			offer: programmeId,
			pid: partner.id,
			action_id: orderId.trim(),
			goal,
			sum: wholeIfExact(amount),
			status: status === 'approved' ? 'confirmed' : 'pending',
			created_at: day,
			...(clickId === null ? {} : { click_id: clickId }),
			...(customer.ip === null ? {} : { ip: customer.ip }),
			...(customer.userAgent === null ? {} : { ua: customer.userAgent }),
			...more,
		},
		safety: 'once',
	});
}

/** Documented as a whole number; decimals that Affise drops are set once the conversion is there. */
function wholeIfExact(amount: Money): string {
	return formatAmount(amount).replace(/\.0+$/, '');
}

function tooOld(day: string): PlatformOutcome {
	return rejectedOutcome({
		reason: `Affise imports nothing that is older than two months, and this order is of ${day}`,
		hint: "Import it in Affise with a file. Or send it with its click in place of the affiliate, or with a later day as 'created_at' in More Fields: Affise then dates it later than it was.",
		field: 'created_at',
	});
}

async function tell(
	tracking: VendorClient | null,
	{ orderId, amount, status, coupon, customer, more }: ConversionWrite,
	clickId: string,
	goal: string,
): Promise<VendorAnswer | PlatformOutcome> {
	if (tracking === null) {
		return rejectedOutcome({
			reason: 'An order with a click alone goes to the tracking domain of Affise',
			hint: 'Fill in the tracking domain in the credential, or give the affiliate.',
			field: 'clickid',
		});
	}
	return await tracking.call({
		method: 'GET',
		path: '/postback',
		expects: isRecord,
		query: {
			clickid: clickId,
			action_id: orderId.trim(),
			goal,
			sum: formatAmount(amount),
			status: POSTBACK_STATUSES[status],
			...(coupon === null ? {} : { promo_code: coupon }),
			...(customer.id === null ? {} : { user_id: customer.id }),
			...(customer.ip === null ? {} : { ip: customer.ip }),
			...more,
		},
		safety: 'once',
	});
}

function sentOf({ customer }: ConversionWrite): string[] {
	return [customer.ip ?? '', customer.id ?? ''];
}
