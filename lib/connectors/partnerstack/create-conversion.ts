import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import { AffiliateError, type Money } from '../../kernel';
import {
	acceptedOutcome,
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type ConversionWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { PARTNERSTACK_WORDS } from './client';
import { readOne } from './read';
import { DIFFERENCE_MARK } from './records';
import { customerSchema, transactionSchema } from './schema';

/** What a transaction needs once its customer is there; nothing personal. */
const pendingSchema = z.object({
	customer: z.string().min(1),
	cents: z.string().regex(/^-?\d+$/),
	currency: z.string(),
	key: z.string().min(1),
	category: z.string().nullable(),
	product: z.string().nullable(),
	metadata: z.record(z.string(), z.string()),
});

type PendingTransaction = z.output<typeof pendingSchema>;

/**
 * The customer first, then the transaction under the order's own id, which makes it one. A customer with a
 * click is made by PartnerStack minutes later, and never again for the same key: then the outcome is
 * `accepted`, and confirming it goes on.
 */
export async function createConversion(
	api: VendorClient,
	tracking: VendorClient | null,
	conversion: ConversionWrite,
): Promise<PlatformOutcome> {
	const pending = pendingOf(conversion);
	const before = await readOne(api, transactionPath(pending.key), transactionSchema);
	if (before?.source.archived === true) return archived(before.raw);
	if (before !== null) {
		return duplicateOutcome(
			before.source.key,
			'PartnerStack has a transaction of this order',
			before.raw,
		);
	}
	const customerPath = `/customers/${encodeURIComponent(pending.customer)}`;
	if ((await readOne(api, customerPath, customerSchema)) !== null) {
		return await addTransaction(api, pending);
	}
	if (conversion.clickId === null) {
		const refused = await addCustomer(api, pending.customer, conversion);
		return refused ?? (await addTransaction(api, pending));
	}
	if (tracking === null) {
		return rejectedOutcome({
			reason: 'The credential has no tracking token, which the customer of a click needs',
			hint: "Fill in 'Tracking Token', or leave the click out and name the affiliate.",
			field: 'trackingToken',
		});
	}
	const refused = await addCustomerOfClick(tracking, pending.customer, conversion);
	if (refused !== null) return refused;
	return acceptedOutcome(null, { by: 'operation', reference: referenceOf(pending) }, null);
}

/** A deleted transaction that PartnerStack still shows: its key is used up. */
function archived(raw: unknown): PlatformOutcome {
	return rejectedOutcome(
		{
			reason: 'PartnerStack has deleted the transaction of this order and keeps its key',
			hint: 'Restore it in PartnerStack, or use another order ID.',
			field: 'key',
		},
		raw,
	);
}

/** Goes on with an order whose customer was on its way. */
export async function confirmConversion(
	api: VendorClient,
	reference: string,
): Promise<PlatformOutcome> {
	const pending = pendingFrom(reference);
	const known = await readOne(api, transactionPath(pending.key), transactionSchema);
	if (known !== null) return confirmedOutcome(known.source.key, known.raw);
	const path = `/customers/${encodeURIComponent(pending.customer)}`;
	if ((await readOne(api, path, customerSchema)) === null) {
		return acceptedOutcome(null, { by: 'operation', reference }, null);
	}
	return await addTransaction(api, pending);
}

async function addCustomer(
	api: VendorClient,
	key: string,
	{ affiliate, customer }: ConversionWrite,
): Promise<PlatformOutcome | null> {
	const { email, name } = customer;
	if (affiliate === null || email === null) {
		return rejectedOutcome({
			reason: 'A new customer without a click needs an e-mail address and the partner',
			hint: 'Give the affiliate (its partner key), and an order with an address.',
			field: affiliate === null ? 'partner_key' : 'email',
		});
	}
	const answer = await api.call({
		method: 'POST',
		path: '/customers',
		body: { customer_key: key, email, partner_key: affiliate, ...(name === null ? {} : { name }) },
		// PartnerStack has one customer of a key.
		safety: 'repeatable',
	});
	if (answer.ok) return null;
	const exists = await readOne(api, `/customers/${encodeURIComponent(key)}`, customerSchema);
	if (exists !== null) return null;
	return failureOutcome(answer.failure, PARTNERSTACK_WORDS, [email, name ?? '']);
}

/** Answered with 200 and nothing, whether or not a customer comes of it. */
async function addCustomerOfClick(
	tracking: VendorClient,
	key: string,
	{ clickId, customer }: ConversionWrite,
): Promise<PlatformOutcome | null> {
	const { email, name, ip, userAgent } = customer;
	const answer = await tracking.call({
		method: 'POST',
		path: '/conversion/xid',
		expects: ({ body }) => typeof body !== 'string' || body === '',
		body: {
			xid: clickId,
			customer_key: key,
			...(email === null ? {} : { email }),
			...(name === null ? {} : { name }),
			...(ip === null ? {} : { ip_address: ip }),
			...(userAgent === null ? {} : { user_agent: userAgent }),
		},
		safety: 'repeatable',
	});
	if (answer.ok) return null;
	return failureOutcome(answer.failure, PARTNERSTACK_WORDS, [email ?? '', name ?? '', ip ?? '']);
}

async function addTransaction(
	api: VendorClient,
	pending: PendingTransaction,
): Promise<PlatformOutcome> {
	const { customer, cents, currency, key, category, product, metadata } = pending;
	return await postTransaction(api, {
		customer_external_key: customer,
		amount: exactCents(cents),
		currency,
		key,
		...(category === null ? {} : { category_key: category }),
		...(product === null ? {} : { product_key: product }),
		metadata: { ...metadata, order: key },
	});
}

/** Also for differences. What PartnerStack says to a key that it has is not written down: it is looked up. */
export async function postTransaction(
	api: VendorClient,
	body: Readonly<Record<string, unknown>> & { readonly key: string },
): Promise<PlatformOutcome> {
	requireKey(body.key);
	const answer = await api.call({
		method: 'POST',
		path: '/transactions',
		body,
		safety: 'repeatable',
	});
	if (answer.ok) return confirmedOutcome(body.key, answer.response.body);
	const outcome = failureOutcome(answer.failure, PARTNERSTACK_WORDS);
	const known = await lookUp(api, body.key);
	return known === null ? outcome : duplicateOutcome(body.key, 'It was there already', known);
}

/** Null also when it cannot be asked: what became of the write is then as uncertain as before. */
async function lookUp(api: VendorClient, key: string): Promise<unknown> {
	try {
		return (await readOne(api, transactionPath(key), transactionSchema))?.raw ?? null;
	} catch {
		return null;
	}
}

const LONGEST_KEY = 255;

function requireKey(key: string): void {
	if (key.length <= LONGEST_KEY) return;
	throw new AffiliateError('PartnerStack takes no keys of more than 255 characters', {
		code: 'invalid_input',
		path: 'orderId',
		hint: 'Use shorter order and adjustment IDs.',
	});
}

export function transactionPath(key: string): string {
	return `/transactions/${encodeURIComponent(key)}`;
}

/** Throws `invalid_input` for more than a JSON number keeps. */
export function exactCents(cents: string): number {
	const value = Number(cents);
	if (Number.isSafeInteger(value)) return value;
	throw new AffiliateError('The amount has more digits than a number in JSON keeps', {
		code: 'invalid_input',
		path: 'amount',
		hint: 'Amounts of up to 15 digits can be sent.',
	});
}

export function centsText({ amountMinor }: Money): string {
	return amountMinor.toString();
}

const SHORTEST_KEY = 4;

function pendingOf({
	orderId,
	amount,
	customer,
	actionType,
	programmeId,
	more,
}: ConversionWrite): PendingTransaction {
	const key = requireId(orderId, 'orderId');
	if (key.length < SHORTEST_KEY) {
		throw new AffiliateError('PartnerStack takes no order ID of less than 4 characters', {
			code: 'invalid_input',
			path: 'orderId',
			hint: "Choose 'Store and Order ID' under 'Order ID From'.",
		});
	}
	if (key.includes(DIFFERENCE_MARK)) {
		throw new AffiliateError(
			`The order ID holds '${DIFFERENCE_MARK}', which stands before our changes`,
			{
				code: 'invalid_input',
				path: 'orderId',
				hint: 'Use another order ID, such as the number.',
			},
		);
	}
	const cents = centsText(amount);
	exactCents(cents);
	return {
		customer: customerKey(customer, key),
		cents,
		currency: amount.currency,
		key,
		category: actionType,
		product: programmeId,
		metadata: { ...more },
	};
}

/** The store's own id; else a name made from the address, which cannot be read back from it. */
function customerKey({ id, email }: ConversionWrite['customer'], orderId: string): string {
	if (id !== null) return id;
	if (email === null) return `order-${orderId}`;
	const address = email.trim().toLowerCase();
	return `guest-${createHash('sha256').update(address).digest('hex').slice(0, 32)}`;
}

function referenceOf(pending: PendingTransaction): string {
	return Buffer.from(JSON.stringify(pending), 'utf8').toString('base64url');
}

function pendingFrom(reference: string): PendingTransaction {
	const read = pendingSchema.safeParse(
		jsonOf(Buffer.from(reference, 'base64url').toString('utf8')),
	);
	if (read.success) return read.data;
	throw new AffiliateError('There is no such reference', {
		code: 'invalid_input',
		path: 'reference',
		hint: "Give what the accepted write gave as 'confirmation.reference'.",
	});
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
