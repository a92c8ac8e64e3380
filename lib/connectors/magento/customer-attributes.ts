import { z } from 'zod/v4';
import { NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import { attributeValue, sameAttributeValue } from './attribute-value';
import type { MagentoClient, MagentoResult } from './client';
import {
	attributeSchema,
	customerSchema,
	type CustomerAttribute,
	type MagentoCustomer,
} from './schema';

export interface AttributeOutcome {
	readonly outcome: 'updated' | 'unchanged';
	readonly customerId: string;
	/** Codes of the attributes that got another value. */
	readonly changed: readonly string[];
}

/**
 * Sets custom attributes of a customer, by attribute code; of a drop-down by label or option id.
 * Reads the customer right before writing and sends all of it back, because Magento takes what is left
 * out, attributes and addresses alike, for removed (magento2 issue 27909). Nothing is sent when nothing
 * changes.
 *
 * Magento passes over attributes it does not know without a word, so they are looked up first (failure
 * `UNKNOWN_ATTRIBUTE`, nothing written), and the answer is checked (`NOT_KEPT`).
 */
export async function setCustomerAttributes(
	client: MagentoClient,
	customerId: string,
	values: Readonly<Record<string, string>>,
): Promise<MagentoResult<AttributeOutcome>> {
	const attributes = await readAttributes(client);
	if (!attributes.ok) return attributes;
	const wanted = wantedValues(values, attributes.value);
	if (!wanted.ok) return wanted;
	const path = `/customers/${encodeURIComponent(customerId)}`;
	const customer = await client.call({ method: 'GET', path, safety: 'repeatable' }, customerSchema);
	if (!customer.ok) return customer;
	const changed = differing(customer.value, wanted.value);
	if (changed.length === 0) {
		return { ok: true, value: { outcome: 'unchanged', customerId, changed: [] } };
	}
	const saved = await client.call(
		{
			method: 'PUT',
			path,
			body: { customer: withAttributes(customer.value, wanted.value) },
			safety: 'repeatable',
		},
		customerSchema,
	);
	if (!saved.ok) return saved;
	const [lost] = differing(saved.value, wanted.value);
	if (lost !== undefined) {
		return refused('NOT_KEPT', lost, 'Magento took the value and did not keep it');
	}
	return { ok: true, value: { outcome: 'updated', customerId, changed } };
}

async function readAttributes(
	client: MagentoClient,
): Promise<MagentoResult<ReadonlyMap<string, CustomerAttribute>>> {
	const answer = await client.call(
		{ method: 'GET', path: '/attributeMetadata/customer/custom', safety: 'repeatable' },
		z.array(attributeSchema),
	);
	if (!answer.ok) return answer;
	const byCode = new Map(answer.value.map((attribute) => [attribute.attribute_code, attribute]));
	return { ok: true, value: byCode };
}

/** The values as Magento stores them. */
function wantedValues(
	values: Readonly<Record<string, string>>,
	attributes: ReadonlyMap<string, CustomerAttribute>,
): MagentoResult<ReadonlyMap<string, string>> {
	const wanted = new Map<string, string>();
	for (const [code, value] of Object.entries(values)) {
		const attribute = attributes.get(code);
		if (attribute === undefined) {
			return refused('UNKNOWN_ATTRIBUTE', code, 'The store has no such customer attribute');
		}
		const stored = attributeValue(attribute, value);
		if (stored === null) {
			return refused('UNKNOWN_OPTION', code, 'The attribute has no such option');
		}
		wanted.set(code, stored);
	}
	return { ok: true, value: wanted };
}

function differing(
	{ custom_attributes: attributes }: MagentoCustomer,
	wanted: ReadonlyMap<string, string>,
): string[] {
	return [...wanted]
		.filter(([code, value]) => {
			const current = attributes.find(({ attribute_code }) => attribute_code === code);
			return !sameAttributeValue(current?.value, value);
		})
		.map(([code]) => code);
}

/** A null among the attributes is refused by Magento, so those that are empty are left out. */
function withAttributes(
	customer: MagentoCustomer,
	wanted: ReadonlyMap<string, string>,
): Record<string, unknown> {
	const kept = customer.custom_attributes.filter(
		({ attribute_code, value }) =>
			!wanted.has(attribute_code) && value !== null && value !== undefined,
	);
	return {
		...customer,
		id: Number(customer.id),
		...(customer.website_id === null || customer.website_id === undefined
			? {}
			: { website_id: Number(customer.website_id) }),
		custom_attributes: [
			...kept,
			...[...wanted].map(([code, value]) => ({ attribute_code: code, value })),
		],
	};
}

function refused(
	code: string,
	field: string,
	message: string,
): { readonly ok: false; readonly failure: VendorFailure } {
	return { ok: false, failure: { ...NO_FAILURE_DETAILS, status: 400, code, field, message } };
}
