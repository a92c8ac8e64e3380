import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { PlatformAffiliate, PlatformConversion, PlatformPayout } from '../affiliate-platform';
import { conversionOf, payoutOf, toldAffiliateOf } from './records';
import { conversionSchema, paymentSchema, toldAffiliateSchema } from './schema';

/** What an event of Refersion tells. Topics that are not known have no records; `raw` is there always. */
export type RefersionEvent = { readonly topic: string; readonly raw: unknown } & (
	| { readonly object: 'conversion'; readonly records: readonly PlatformConversion[] }
	| { readonly object: 'affiliate'; readonly records: readonly PlatformAffiliate[] }
	| { readonly object: 'payout'; readonly records: readonly PlatformPayout[] }
	| { readonly object: null; readonly records: readonly [] }
);

/**
 * What a topic is about, such as `APPROVED_CONVERSION`; null for another. The full list of them is not
 * published, so that it goes by their words; triggers of conversions and bonus tiers are neither.
 */
export function refersionEventObject(topic: string): RefersionEvent['object'] {
	const words = topic
		.trim()
		.toUpperCase()
		.split(/[^A-Z]+/);
	if (words.some((word) => ['TRIGGER', 'BONUS', 'TIER'].includes(word))) return null;
	if (words.includes('PAYMENT')) return 'payout';
	if (words.includes('CONVERSION')) return 'conversion';
	return words.includes('AFFILIATE') ? 'affiliate' : null;
}

/**
 * Reads an event, `body` as text or parsed, whose signature was checked before. Throws `invalid_input` for what is not JSON, or not what the topic promises.
 */
export function readRefersionEvent(topic: string, body: unknown): RefersionEvent {
	const raw = typeof body === 'string' ? jsonOf(body) : body;
	const object = refersionEventObject(topic);
	const told = contentOf(raw);
	switch (object) {
		case 'conversion':
			return { topic, raw, object, records: [conversionOf(as(conversionSchema, told), told)] };
		case 'affiliate':
			return {
				topic,
				raw,
				object,
				records: [toldAffiliateOf(as(toldAffiliateSchema, told), told)],
			};
		case 'payout':
			return { topic, raw, object, records: payoutsOf(told) };
		case null:
			return { topic, raw, object, records: [] };
	}
}

const payeesSchema = z.object({
	affiliates: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
});

const payeeSchema = z.object({
	id: z.union([z.string(), z.number()]).transform(String).optional(),
	payments: z.array(z.unknown()),
});

/** Payments are grouped by the number of their affiliate. */
function payoutsOf(told: unknown): PlatformPayout[] {
	const { affiliates } = as(payeesSchema, told);
	return Object.entries(affiliates).flatMap(([key, payee]) => {
		const { id = Array.isArray(affiliates) ? null : key, payments } = as(payeeSchema, payee);
		return payments.map((payment) => payoutOf(as(paymentSchema, payment), id, payment));
	});
}

/** Some events have their content under `data`. */
function contentOf(raw: unknown): unknown {
	const wrapped = z.object({ data: z.record(z.string(), z.unknown()) }).safeParse(raw);
	return wrapped.success ? wrapped.data.data : raw;
}

function as<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
	const read = schema.safeParse(value);
	if (read.success) return read.data;
	const field = read.error.issues[0]?.path.join('.') ?? '';
	throw notAnEvent(`'${field}' is missing, or is not what it should be`);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw notAnEvent('it is not JSON');
	}
}

function notAnEvent(why: string): AffiliateError {
	return new AffiliateError(`This is no event of Refersion: ${why}`, {
		code: 'invalid_input',
		path: 'body',
		hint: 'Give the body as Refersion sent it, with the topic of its header Refersion-Topic.',
	});
}
