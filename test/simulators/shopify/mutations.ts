import type { Args, Resolver } from './execute.ts';
import { createDiscount } from './discounts.ts';
import { metafieldFault } from './metafield-rules.ts';
import { gidOf } from './queries.ts';
import type { Shop, ShopRecord, SimulatedMetafield } from './shop.ts';
import { ShopifyError, type UserError } from './shopify-error.ts';
import { createWebhook, deleteWebhook } from './webhook-subscriptions.ts';

const MOST_TAGS = 250;

const LONGEST_TAG = 255;

const LONGEST_NOTE = 5_000;

/** The root fields that write. */
export function mutationFields(shop: Shop): Readonly<Record<string, Resolver>> {
	return {
		tagsAdd: (args) => changeTags(shop, args, addTags),
		tagsRemove: (args) => changeTags(shop, args, removeTags),
		orderUpdate: ({ input }) => updateOrder(shop, input as ShopRecord),
		metafieldsSet: ({ metafields }) => setMetafields(shop, metafields as readonly ShopRecord[]),
		customerEmailMarketingConsentUpdate: ({ input }) => setConsent(shop, input as ShopRecord),
		discountCodeBasicCreate: ({ basicCodeDiscount }) =>
			createDiscount(shop, basicCodeDiscount as ShopRecord),
		webhookSubscriptionCreate: (args) => createWebhook(shop, args),
		webhookSubscriptionDelete: (args) => deleteWebhook(shop, args),
	};
}

function changeTags(
	shop: Shop,
	{ id, tags }: Args,
	change: (present: string[], tags: readonly string[]) => string[],
): unknown {
	const record = shop.orders.get(gidOf(id)) ?? shop.customers.get(gidOf(id));
	if (record === undefined)
		return { node: null, userErrors: [fault(['id'], 'Resource does not exist')] };
	const given = (Array.isArray(tags) ? tags.map(String) : []).flatMap((tag) => tag.split(','));
	const next = change(
		record['tags'] as string[],
		given.map((tag) => tag.trim()),
	);
	if (next.length !== (record['tags'] as string[]).length) shop.touch(record);
	record['tags'] = next;
	return { node: record, userErrors: [] };
}

/** Too long and surplus tags are left out without a word. */
function addTags(present: string[], tags: readonly string[]): string[] {
	const next = [...present];
	for (const tag of tags) {
		const isKnown = next.some((known) => known.toLowerCase() === tag.toLowerCase());
		if (isKnown || tag === '' || tag.length > LONGEST_TAG || next.length >= MOST_TAGS) continue;
		next.push(tag);
	}
	return next;
}

function removeTags(present: string[], tags: readonly string[]): string[] {
	const gone = new Set(tags.map((tag) => tag.toLowerCase()));
	return present.filter((tag) => !gone.has(tag.toLowerCase()));
}

/** Note, tags and attributes replace what is there. */
function updateOrder(shop: Shop, input: ShopRecord): unknown {
	const order = shop.orders.get(gidOf(input['id'], 'Order'));
	if (order === undefined)
		return { order: null, userErrors: [fault(['id'], 'Order does not exist')] };
	const note = input['note'];
	if (typeof note === 'string' && note.length > LONGEST_NOTE) {
		return {
			order: null,
			userErrors: [fault(['note'], `Note is too long (maximum is ${LONGEST_NOTE} characters)`)],
		};
	}
	if (note !== undefined) order['note'] = note === '' ? null : note;
	if (Array.isArray(input['tags'])) order['tags'] = input['tags'].map(String);
	if (Array.isArray(input['customAttributes'])) {
		order['customAttributes'] = structuredClone(input['customAttributes']);
	}
	shop.touch(order);
	return { order, userErrors: [] };
}

/** At most 25, and all or none of them. */
function setMetafields(shop: Shop, inputs: readonly ShopRecord[]): unknown {
	if (inputs.length > 25) {
		throw new ShopifyError(
			'MAX_INPUT_SIZE_EXCEEDED',
			'The input array size of is greater than the maximum allowed of 25.',
		);
	}
	const userErrors = inputs.flatMap((input, index) => metafieldErrors(shop, input, index, inputs));
	if (userErrors.length > 0) return { metafields: null, userErrors };
	const metafields = inputs.map((input): SimulatedMetafield => {
		const ownerId = String(input['ownerId']);
		const field = fieldId(input);
		const value = String(input['value']);
		const metafield: SimulatedMetafield = {
			__typename: 'Metafield',
			id: shop.metafields.get(field)?.id ?? shop.nextId('Metafield'),
			ownerId,
			namespace: String(input['namespace']),
			key: String(input['key']),
			type: String(input['type']),
			value,
			compareDigest: digestOf(value),
		};
		shop.metafields.set(field, metafield);
		const owner = shop.find(ownerId);
		if (owner !== undefined) shop.touch(owner);
		return metafield;
	});
	return { metafields, userErrors: [] };
}

function metafieldErrors(
	shop: Shop,
	input: ShopRecord,
	index: number,
	all: readonly ShopRecord[],
): UserError[] {
	const at = (name: string) => ['metafields', String(index), name];
	if (shop.find(gidOf(input['ownerId'])) === undefined) {
		return [fault(at('ownerId'), 'Owner does not exist.', 'INVALID')];
	}
	const [namespace, key] = [String(input['namespace'] ?? ''), String(input['key'])];
	if (namespace.length < 3)
		return [
			fault(at('namespace'), 'Namespace is too short (minimum is 3 characters)', 'TOO_SHORT'),
		];
	if (!/^[A-Za-z0-9_-]{2,64}$/.test(key)) return [fault(at('key'), 'Key is invalid.', 'INVALID')];
	const twin = all.findIndex((other) => fieldId(other) === fieldId(input));
	if (twin < index) return [fault(at('key'), 'Key is used more than once.', 'TAKEN')];
	const found = metafieldFault(String(input['type']), String(input['value']));
	if (found !== null) return [fault(at('value'), found.message, found.code)];
	const present = shop.metafields.get(fieldId(input));
	if (present !== undefined && present.type !== input['type']) {
		return [fault(at('type'), 'Type cannot be changed.', 'INVALID_TYPE')];
	}
	if (!('compareDigest' in input)) return [];
	if ((present?.compareDigest ?? null) === input['compareDigest']) return [];
	return [
		fault(
			at('compareDigest'),
			'The resource has been updated since it was loaded.',
			'STALE_OBJECT',
		),
	];
}

function setConsent(shop: Shop, input: ShopRecord): unknown {
	const customer = shop.customers.get(gidOf(input['customerId'], 'Customer'));
	const address = customer?.['defaultEmailAddress'] as ShopRecord | null | undefined;
	if (customer === undefined || !address) {
		return {
			customer: null,
			userErrors: [fault(['input', 'customerId'], 'Customer has no e-mail address', 'INVALID')],
		};
	}
	const consent = input['emailMarketingConsent'] as ShopRecord;
	const state = String(consent['marketingState']);
	if (!['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'].includes(state)) {
		return {
			customer: null,
			userErrors: [
				fault(
					['input', 'emailMarketingConsent', 'marketingState'],
					'Cannot specify this marketing state',
					'INVALID',
				),
			],
		};
	}
	address['marketingState'] = state;
	address['marketingOptInLevel'] = consent['marketingOptInLevel'] ?? null;
	address['marketingUpdatedAt'] = consent['consentUpdatedAt'] ?? shop.timestamp();
	shop.touch(customer);
	return { customer, userErrors: [] };
}

function fieldId(input: ShopRecord): string {
	return `${String(input['ownerId'])} ${String(input['namespace'])}.${String(input['key'])}`;
}

/** Any text that changes with the value does. */
function digestOf(value: string): string {
	return btoa(encodeURIComponent(value)).slice(-40);
}

function fault(field: readonly string[] | null, message: string, code?: string): UserError {
	return { field, message, ...(code === undefined ? {} : { code }) };
}
