import {
	addOrderComment,
	describeMagentoFailure,
	ensureCoupon,
	findCustomer,
	readStock,
	setCustomerAttributes,
	type MagentoClient,
	type MagentoCustomer,
	type MagentoResult,
} from '../../../lib/connectors/magento';
import { magentoError } from '../../shared/storeChanges';
import { doneOutcome, type StoreOutcome } from '../outcome';
import { magentoStoreOrder } from './storeOrder';
import {
	changedTags,
	type AffiliateCoupon,
	type StoreFields,
	type StoreSystem,
} from './storeSystem';

/** Attribute of customers that holds our tags; it must be made in the store. */
const TAGS = 'affiliate_tags';

/** The website and the groups that coupons are made for: all of a store with one website. */
const MAIN_WEBSITE = 1;
const DEFAULT_GROUPS = [0, 1, 2, 3];

/** Orders by comments, customers by custom attributes. */
export function magentoSystem(client: MagentoClient, storeKey: string): StoreSystem {
	return {
		value: 'magento',
		name: 'Magento',
		storeKey,
		readOrder: async (orderId) => await magentoStoreOrder(client, storeKey, orderId),
		writeOrder: async (orderId, { fields, note }) => {
			const text = note ?? commentOf(fields);
			const added = await addOrderComment(client, orderId, { text });
			return outcomeOf(added, (outcome) => doneOutcome(outcome, orderId));
		},
		findCustomer: async (email) => {
			const customer = valueOf(await findCustomer(client, email));
			if (customer === null) return null;
			const { [TAGS]: tags = '', ...fields } = attributesOf(customer);
			const groupId = customer['group_id'];
			return {
				id: String(customer.id),
				tags: listed(tags),
				fields,
				facts: { groupId: typeof groupId === 'number' ? groupId : null },
			};
		},
		updateTags: async ({ id, tags }, change) =>
			await setAttributes(client, id, { [TAGS]: changedTags(tags, change).join(', ') }),
		setFields: async ({ id }, fields) => await setAttributes(client, id, fields),
		setConsent: null,
		ensureCoupon: async (coupon) => await makeCoupon(client, coupon),
		readStock: async (sku) => {
			const stock = valueOf(await readStock(client, sku));
			if (stock === null) return null;
			const { quantity, inStock } = stock;
			const isTracked = quantity !== null;
			return { id: sku, sku: stock.sku, isTracked, quantity, isInStock: inStock, locations: [] };
		},
	};
}

async function setAttributes(
	client: MagentoClient,
	customerId: string,
	fields: StoreFields,
): Promise<StoreOutcome> {
	const values = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, value ?? '']),
	);
	const set = await setCustomerAttributes(client, customerId, values);
	return outcomeOf(set, ({ outcome }) => doneOutcome(outcome, customerId));
}

async function makeCoupon(
	client: MagentoClient,
	{ code, discount, usageLimit, oncePerCustomer, startsAt, endsAt }: AffiliateCoupon,
): Promise<StoreOutcome> {
	const made = await ensureCoupon(client, {
		code,
		discount:
			discount.kind === 'percentage'
				? { kind: 'percent', percent: discount.percent }
				: { kind: 'amount', amount: discount.amount },
		websiteIds: [MAIN_WEBSITE],
		customerGroupIds: DEFAULT_GROUPS,
		usesPerCoupon: usageLimit ?? 0,
		usesPerCustomer: oncePerCustomer ? 1 : 0,
		fromDate: startsAt.slice(0, 10),
		...(endsAt === null ? {} : { toDate: endsAt.slice(0, 10) }),
	});
	return outcomeOf(made, ({ outcome, couponId, differences }) =>
		differences.length === 0
			? doneOutcome(outcome, couponId)
			: {
					...doneOutcome('unchanged', couponId),
					outcome: 'rejected',
					reason: `The store has the coupon '${code}' with other terms: ${differences.join(', ')}`,
					hint: 'Choose another code, or change the rule in the store.',
				},
	);
}

function outcomeOf<Value>(
	result: MagentoResult<Value>,
	done: (value: Value) => StoreOutcome,
): StoreOutcome {
	if (result.ok) return done(result.value);
	const { failure } = result;
	const { reason, hint } = describeMagentoFailure(failure);
	const { retryable, retryAfterMilliseconds } = failure;
	return { outcome: 'failed', id: null, reason, hint, retryable, retryAfterMilliseconds };
}

function valueOf<Value>(result: MagentoResult<Value>): Value {
	if (result.ok) return result.value;
	throw magentoError(result.failure);
}

function attributesOf({ custom_attributes: attributes }: MagentoCustomer): Record<string, string> {
	const entries = attributes.flatMap(({ attribute_code: code, value }) =>
		typeof value === 'string' || typeof value === 'number' ? [[code, String(value)]] : [],
	);
	return Object.fromEntries(entries) as Record<string, string>;
}

/** Known facts in one line, as the staff reads them. */
function commentOf(fields: StoreFields): string {
	return Object.entries(fields)
		.flatMap(([name, value]) => (value === null ? [] : [`${name.replaceAll('_', ' ')}: ${value}`]))
		.join(', ');
}

function listed(text: string): string[] {
	return text
		.split(',')
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
}
