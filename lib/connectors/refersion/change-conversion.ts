import { z } from 'zod/v4';
import {
	AffiliateError,
	formatMoney,
	isZeroMoney,
	subtractMoney,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../kernel';
import {
	acceptedOutcome,
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	idText,
	readMoney,
	rejectedOutcome,
	requireId,
	type ConversionAdjustment,
	type ConversionCancellation,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { post } from './client';
import { conversionsOfOrder } from './conversions';
import { REFERSION_WORDS } from './failure';
import type { RefersionGraph } from './graph';
import { wholeItem, type OrderItem } from './order-items';

/** What went back becomes a negative conversion of its own, once for each change. */
export async function adjustConversion(
	client: VendorClient,
	{ orderId, amount, formerAmount, more }: ConversionAdjustment,
): Promise<PlatformOutcome> {
	const id = requireId(orderId, 'orderId');
	if (formerAmount === null) {
		return rejectedOutcome({
			reason: 'Refersion takes the difference, so the amount before is needed',
			hint: "Fill in 'Amount Before', or use 'Mirror', which remembers it.",
			field: 'formerAmount',
		});
	}
	if (formerAmount.currency !== amount.currency) {
		return rejectedOutcome({
			reason: `The amount before is in ${formerAmount.currency}, and what is left in ${amount.currency}`,
			hint: 'Give both in the currency of the order.',
			field: 'currency',
		});
	}
	const back = subtractMoney(formerAmount, amount);
	if (isZeroMoney(back)) {
		return duplicateOutcome(null, `It stands at ${formatMoney(amount)} already`, null);
	}
	if (back.amountMinor < 0n) {
		return rejectedOutcome({
			reason: 'The order is worth more than before, and Refersion only takes back',
			hint: 'Credit the affiliate by hand in Refersion, or send what was added as an order of its own.',
			field: 'amount',
		});
	}
	const given = givenItems(more['items']);
	if (given === null) return await takeBack(client, id, [wholeItem(back, more['sku'])]);
	if (totalOf(given, back.currency).amountMinor === back.amountMinor) {
		return await takeBack(client, id, given);
	}
	return rejectedOutcome({
		reason: `The items do not add up to ${formatMoney(back)}, which is what went back`,
		hint: "Correct 'items', or leave them out: then one item has the difference.",
		field: 'items',
	});
}

/**
 * The items that are given; else the whole order, named by its id alone. Only what earlier changes have left of
 * it, where conversions can be read or the caller knows: no more goes back than was credited.
 */
export async function cancelConversion(
	client: VendorClient,
	graph: RefersionGraph | null,
	{ orderId, leftAmount, more }: ConversionCancellation,
): Promise<PlatformOutcome> {
	const id = requireId(orderId, 'orderId');
	const given = givenItems(more['items']);
	if (given !== null) return await takeBack(client, id, given);
	const left = graph === null ? leftAmount : await leftOf(graph, id);
	if (left === 'currencies') {
		return rejectedOutcome({
			reason: 'Refersion holds the order in several currencies',
			hint: 'Take it back in Refersion.',
			field: 'currency',
		});
	}
	if (left === null) return await takeBack(client, id, []);
	if (left.amountMinor > 0n) return await takeBack(client, id, [wholeItem(left)]);
	return duplicateOutcome(null, 'Nothing is left of the order in Refersion', null);
}

/** Null where nothing was changed yet, or it cannot be told. Throws as readings do. */
async function leftOf(
	graph: RefersionGraph,
	orderId: string,
): Promise<Money | 'currencies' | null> {
	const conversions = await conversionsOfOrder(graph, orderId);
	const counted = conversions?.filter(({ status }) => status !== 'declined') ?? [];
	const amounts = counted.flatMap(({ amount }) => amount ?? []);
	const [first] = amounts;
	if (first === undefined || amounts.length < counted.length) return null;
	if (amounts.some(({ currency }) => currency !== first.currency)) return 'currencies';
	const hasChanged = amounts.some(({ amountMinor }) => amountMinor < 0n);
	return hasChanged ? sumMoney(amounts, first.currency) : null;
}

/** Refersion would take the same back twice. */
async function takeBack(
	client: VendorClient,
	orderId: string,
	items: readonly OrderItem[],
): Promise<PlatformOutcome> {
	const body = { order_id: orderId, items };
	const answer = await post(client, '/conversion/cancel', body, 'once');
	if (!answer.ok) return failureOutcome(answer.failure, REFERSION_WORDS);
	const { body: raw } = answer.response;
	const read = z.object({ conversion_id: idText }).safeParse(raw);
	if (read.success) return confirmedOutcome(read.data.conversion_id, raw);
	return acceptedOutcome(null, { by: 'event', reference: orderId }, raw);
}

const itemsSchema = z
	.array(
		z.object({
			sku: z.string().min(1),
			price: z.coerce.number().nonnegative(),
			quantity: z.coerce.number().int().positive(),
		}),
	)
	.min(1);

/** More Field `items`, a list as JSON; null when it is left out. */
function givenItems(text: string | undefined): readonly OrderItem[] | null {
	if (text === undefined || text.trim() === '') return null;
	const read = itemsSchema.safeParse(jsonOf(text));
	if (read.success) return read.data;
	throw new AffiliateError("'items' is no list of items", {
		code: 'invalid_input',
		path: 'more.items',
		hint: 'Give JSON such as [{"sku":"TEA-1","price":40,"quantity":1}].',
	});
}

function totalOf(items: readonly OrderItem[], currency: string): Money {
	const minor = items.reduce((sum, { price, quantity }) => {
		const one = readMoney(price, currency) ?? zeroMoney(currency);
		return sum + one.amountMinor * BigInt(quantity);
	}, 0n);
	return { amountMinor: minor, currency };
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
