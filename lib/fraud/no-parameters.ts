import { z } from 'zod/v4';

/** Parameters of rules that have none. */
export const noParametersSchema = z.object({});
