import { z } from 'zod/v4';

/** An amount without its currency, which a preset is given apart. */
export const presetAmountSchema = z
	.string()
	.regex(/^\d{1,12}(\.\d{1,4})?$/, { message: 'write an amount such as "5.00"' });
