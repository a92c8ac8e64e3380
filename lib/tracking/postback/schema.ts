import { z } from 'zod/v4';
import { readAddress } from '../../kernel';
import { CONSENTS } from '../../model/click';
import { codeSchema, idSchema, instantSchema } from '../../model/primitives';

/** Where a visitor was whose click a server tells; everything else goes through a tracked link. */
export const POSTBACK_MEDIA = ['app', 'server'] as const;

const MAX_VALUE_LENGTH = 200;

/** NUL and halves of pairs: PostgreSQL keeps neither, and the sender would be told to come again. */
const WHOLE = /^[^\p{Cc}\p{Cs}]*$/u;

const NOT_WHOLE = { message: 'leave out control characters' };

const valueSchema = z.string().max(MAX_VALUE_LENGTH).optional();

const optionalText = (maxLength: number) =>
	z.string().trim().min(1).max(maxLength).regex(WHOLE, NOT_WHOLE).nullable().default(null);

/** Shown with what the fraud check finds, hence nobody's address. */
const sourceSchema = z
	.string()
	.trim()
	.regex(/^[^@\p{Cc}\p{Cs}]{1,100}$/u, {
		message: 'name a system in 1 to 100 characters without @',
	})
	.nullable()
	.default(null);

/** Printable and without spaces, so that it can be written down anywhere. */
const nonceSchema = z.string().regex(/^[\x21-\x7e]{8,100}$/, {
	message: 'use 8 to 100 letters, digits or signs without spaces, other ones for every call',
});

const visitorSchema = z.strictObject({
	ip: z
		.string()
		.refine((text) => readAddress(text) !== null, { message: 'not an IP address' })
		.nullable()
		.default(null),
	userAgent: optionalText(2_000),
	country: z
		.string()
		.regex(/^[A-Za-z]{2}$/, { message: 'write two letters (ISO 3166), such as "DE"' })
		.nullable()
		.default(null),
	consent: z.enum(CONSENTS).default('not_asked'),
	journeyId: optionalText(100).describe('Joins the clicks of one visitor; kept as a keyed hash'),
});

const common = { programme: codeSchema, nonce: nonceSchema };

const clickPostbackSchema = z.strictObject({
	type: z.literal('click'),
	...common,
	link: codeSchema.nullable().default(null).describe('Code of a tracked link'),
	affiliate: codeSchema.nullable().default(null).describe('Code, for a click without a link'),
	occurredAt: instantSchema.nullable().default(null).describe('Null: now'),
	medium: z.enum(POSTBACK_MEDIA).default('server'),
	visitor: visitorSchema.prefault({}),
	subIds: z
		.strictObject({
			sub1: valueSchema,
			sub2: valueSchema,
			sub3: valueSchema,
			sub4: valueSchema,
			sub5: valueSchema,
		})
		.prefault({}),
	utm: z
		.strictObject({
			source: valueSchema,
			medium: valueSchema,
			campaign: valueSchema,
			term: valueSchema,
			content: valueSchema,
			id: valueSchema,
		})
		.prefault({}),
	externalId: optionalText(200).describe("The sender's own id of the click; told twice, kept once"),
});

const conversionPostbackSchema = z.strictObject({
	type: z.literal('conversion'),
	...common,
	orderId: idSchema.regex(WHOLE, NOT_WHOLE),
	store: idSchema
		.regex(WHOLE, NOT_WHOLE)
		.nullable()
		.default(null)
		.describe('Key of the shop; null where it is not known'),
	affiliate: codeSchema.nullable().default(null),
	amount: z
		.string({ message: 'write the amount as text, such as "87.20"' })
		.nullable()
		.default(null),
	currency: z.string().nullable().default(null),
	status: optionalText(50),
	source: sourceSchema.describe('Who says so; the affiliate code when left out'),
});

/**
 * What a partner's server posts. Unknown fields are refused: a misspelt one would otherwise be lost
 * in silence, and with it somebody's sub-id or consent.
 */
export const postbackSchema = z
	.discriminatedUnion('type', [clickPostbackSchema, conversionPostbackSchema])
	.superRefine((postback, context) => {
		if (postback.type === 'click' && (postback.link === null) === (postback.affiliate === null)) {
			context.addIssue({
				code: 'custom',
				path: ['link'],
				message: 'name either the link or the affiliate',
			});
		}
		if (
			postback.type === 'conversion' &&
			(postback.amount === null) !== (postback.currency === null)
		) {
			context.addIssue({
				code: 'custom',
				path: [postback.amount === null ? 'amount' : 'currency'],
				message: 'amount and currency belong together',
			});
		}
	});

export type ClickPostback = z.output<typeof clickPostbackSchema>;

export type ConversionPostback = z.output<typeof conversionPostbackSchema>;
