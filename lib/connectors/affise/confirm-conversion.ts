import { addDays, parseAmount, type Instant, type Money } from '../../kernel';
import {
	acceptedOutcome,
	confirmedOutcome,
	rejectedOutcome,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { edit, isAsWanted } from './edit-conversion';
import {
	conversionById,
	conversionsOfOrder,
	onlyOne,
	type FoundConversion,
} from './find-conversions';
import { conversionId } from './records';
import { readReference, type AffiseReference } from './reference';
import { QUEUE_DAYS } from './settings';

/** Whether what was queued has happened: the conversion is there, and as it was to be. */
export async function confirmConversion(
	client: VendorClient,
	text: string,
	now: Instant,
): Promise<PlatformOutcome> {
	const reference = readReference(text);
	const isLate = now > addDays(reference.at, QUEUE_DAYS);
	const waiting = acceptedOutcome(
		reference.conversionId,
		{ by: 'operation', reference: text },
		null,
	);
	const found = await candidates(client, reference, now);
	if (found.length === 0) return isLate ? notMade() : waiting;
	const one = onlyOne(found);
	if ('outcome' in one) return one.outcome;
	const { source, raw } = one.found;
	const { currency } = reference;
	if (currency !== null && source.currency !== null && source.currency.toUpperCase() !== currency) {
		return otherCurrency(source.currency.toUpperCase(), currency);
	}
	const wanted = {
		sum: moneyOf(reference.sum, currency),
		payouts: moneyOf(reference.payouts, currency),
		status: reference.status === 'pending' ? null : reference.status,
	};
	if (isAsWanted(source, wanted)) return confirmedOutcome(conversionId(source), raw);
	// An import takes no commission: ours is set once the conversion is there.
	if (reference.conversionId === null) {
		return await edit(client, one.found, { wanted, note: null, more: {}, now });
	}
	return isLate ? notChanged() : waiting;
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

function notChanged(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Affise has not changed the conversion within a day',
		hint: 'Change it in Affise, or send it again.',
	});
}

function otherCurrency(theirs: string, ours: string): PlatformOutcome {
	return rejectedOutcome({
		reason: `Affise counts the offer in ${theirs}, and the order is in ${ours}`,
		hint: 'Correct the conversion in Affise, and use an offer in the currency of the shop.',
		field: 'currency',
	});
}
