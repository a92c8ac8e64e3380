import { addDays, parseAmount, type Instant, type Money } from '../../kernel';
import {
	acceptedOutcome,
	confirmedOutcome,
	rejectedOutcome,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { edit, isAsWanted, type Wanted } from './edit-conversion';
import {
	conversionById,
	conversionsOfOrder,
	onlyOne,
	type FoundConversion,
} from './find-conversions';
import { conversionId, moneyOf as heldMoney } from './records';
import { readReference, type AffiseReference } from './reference';
import type { AffiseConversion } from './schema';
import { MEND_DAYS, QUEUE_DAYS } from './settings';

/** Whether what was queued has happened: the conversion is there, and as it was to be. */
export async function confirmConversion(
	client: VendorClient,
	text: string,
	now: Instant,
): Promise<PlatformOutcome> {
	const reference = readReference(text);
	const waiting = acceptedOutcome(
		reference.conversionId,
		{ by: 'operation', reference: text },
		null,
	);
	const found = await candidates(client, reference, now);
	if (found.length === 0) return now > addDays(reference.at, QUEUE_DAYS) ? notMade() : waiting;
	const one = onlyOne(found);
	if ('outcome' in one) return one.outcome;
	const { source, raw } = one.found;
	const { currency } = reference;
	if (currency !== null && source.currency !== null && source.currency.toUpperCase() !== currency) {
		return otherCurrency(source.currency.toUpperCase(), currency);
	}
	const isEdited = reference.conversionId !== null;
	const sum = moneyOf(reference.sum, currency);
	const wanted: Wanted = {
		// Any other sum of an import is one that was told since.
		sum: isEdited || lostDecimals(source, sum) ? sum : null,
		payouts: moneyOf(reference.payouts, currency),
		status: reference.status === 'pending' ? null : reference.status,
	};
	if (isAsWanted(source, wanted)) return confirmedOutcome(conversionId(source), raw);
	if (now > addDays(reference.at, isEdited ? QUEUE_DAYS : MEND_DAYS)) {
		return notAsTold(source, wanted);
	}
	// An import takes no commission, and may drop decimals: both are set once the conversion is there.
	return isEdited ? waiting : await edit(client, one.found, { wanted, note: null, more: {}, now });
}

/** Whether it is the sum as it was told, but for what stood behind the point. */
function lostDecimals(source: AffiseConversion, told: Money | null): boolean {
	const held = heldMoney(source, source.sum);
	if (told === null || held?.currency !== told.currency) return false;
	const unit = parseAmount('1', told.currency).amountMinor;
	const missing = told.amountMinor - held.amountMinor;
	return held.amountMinor % unit === 0n && missing < unit && missing > -unit;
}

async function candidates(
	client: VendorClient,
	reference: AffiseReference,
	now: Instant,
): Promise<readonly FoundConversion[]> {
	if (reference.conversionId !== null) {
		const found = await conversionById(client, reference.conversionId);
		return found === null ? [] : [found];
	}
	return await conversionsOfOrder(client, reference, addDays(reference.from, -1), now);
}

function moneyOf(amount: string | null, currency: string | null): Money | null {
	return amount === null || currency === null ? null : parseAmount(amount, currency);
}

function notMade(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Affise has not made the conversion within a day',
		hint: 'Statistics > Server postbacks in Affise says why, such as an offer that the affiliate has no access to.',
	});
}

const NOTHING: Wanted = { sum: null, payouts: null, status: null };

/** It is there, and not with what it was told. */
function notAsTold(source: AffiseConversion, wanted: Wanted): PlatformOutcome {
	const different = (['sum', 'payouts', 'status'] as const).filter(
		(name) => !isAsWanted(source, { ...NOTHING, [name]: wanted[name] }),
	);
	return rejectedOutcome({
		reason: `Affise has the conversion, but has not changed as told its ${different.join(', ')}`,
		hint: 'Correct it in Affise, or adjust it again.',
	});
}

function otherCurrency(theirs: string, ours: string): PlatformOutcome {
	return rejectedOutcome({
		reason: `Affise counts the offer in ${theirs}, and the order is in ${ours}`,
		hint: 'Correct the conversion in Affise, and use an offer in the currency of the shop.',
		field: 'currency',
	});
}
