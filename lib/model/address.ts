import { z } from 'zod/v4';

const textSchema = z.string().max(300).nullable();

/** Where somebody lives or gets a parcel, as far as it is told. */
export const addressSchema = z.object({
	line: textSchema.describe('Street and number'),
	postcode: textSchema,
	city: textSchema,
	country: textSchema.describe('ISO 3166 code'),
	lastName: textSchema,
});

export type Address = z.output<typeof addressSchema>;
