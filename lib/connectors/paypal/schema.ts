import { z } from 'zod/v4';

/*
 * PayPal's answers (Payouts API 1.9), read leniently: a field more or less must not hide whether
 * money went out.
 */

const text = z.string().optional().catch(undefined);

const linkSchema = z.object({ href: text, rel: text });

const detailSchema = z.object({
	field: text,
	issue: text,
	description: text,
	/** On a duplicate batch, where the original is. */
	link: z.array(linkSchema).optional().catch(undefined),
	links: z.array(linkSchema).optional().catch(undefined),
});

export const errorSchema = z.object({
	name: text,
	message: text,
	debug_id: text,
	details: z.array(detailSchema).optional().catch(undefined),
	links: z.array(linkSchema).optional().catch(undefined),
	/** The token endpoint writes errors as OAuth does. */
	error: text,
	error_description: text,
});

export const tokenSchema = z.object({ access_token: z.string().min(1) });

const amountSchema = z.object({ value: z.string(), currency: z.string() });

export const batchHeaderSchema = z.object({
	payout_batch_id: z.string().min(1),
	batch_status: z.string().catch('PENDING'),
	sender_batch_header: z.object({ sender_batch_id: text }).catch({ sender_batch_id: undefined }),
	amount: amountSchema.optional().catch(undefined),
});

export const createdSchema = z.object({ batch_header: batchHeaderSchema });

const itemSchema = z.object({
	payout_item_id: text,
	transaction_id: text,
	transaction_status: text,
	payout_item: z.object({
		sender_item_id: text,
		amount: amountSchema.optional().catch(undefined),
	}),
	errors: z.object({ name: text, message: text }).optional().catch(undefined),
});

export const batchSchema = z.object({
	total_items: z.int().min(0).optional().catch(undefined),
	total_pages: z.int().min(0).optional().catch(undefined),
	batch_header: batchHeaderSchema,
	items: z.array(itemSchema).default([]),
});

export type PayPalErrorBody = z.output<typeof errorSchema>;
export type PayPalBatchPage = z.output<typeof batchSchema>;
export type PayPalBatchItem = PayPalBatchPage['items'][number];
