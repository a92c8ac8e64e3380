import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';

/** All that a later run needs to see whether what was queued has happened. */
const referenceSchema = z.object({
	orderId: z.string().min(1),
	programmeId: z.string().nullable(),
	actionType: z.string().nullable(),
	/** By its id, where the conversion was there already. */
	conversionId: z.string().nullable(),
	/** Moment of the order, or of the conversion: lists need dates. */
	from: z.string(),
	/** When it was told. */
	at: z.string(),
	currency: z.string().nullable(),
	/** What is to be there; null for what is left as it is. */
	sum: z.string().nullable(),
	payouts: z.string().nullable(),
	status: z.enum(['confirmed', 'pending', 'declined']).nullable(),
});

export type AffiseReference = z.output<typeof referenceSchema>;

export function writeReference(reference: AffiseReference): string {
	return JSON.stringify(reference);
}

/** Throws `invalid_input` for a text that is none of ours. */
export function readReference(text: string): AffiseReference {
	try {
		return referenceSchema.parse(JSON.parse(text));
	} catch {
		throw new AffiliateError('This is no reference of a conversion in Affise', {
			code: 'invalid_input',
			path: 'reference',
			hint: "Give the 'reference' of the outcome that is to be confirmed, as it came.",
		});
	}
}
