import { z } from 'zod/v4';

/** One step of an explanation, in words an affiliate can read. */
export const traceStepSchema = z.object({
	rule: z.string().describe('Stable id of the rule, e.g. "base" or "F11"'),
	text: z.string().describe('What the rule did, in one sentence'),
	inputs: z.record(z.string(), z.string()).optional().describe('Values the rule looked at'),
});

export const traceSchema = z.array(traceStepSchema);

export type TraceStep = z.output<typeof traceStepSchema>;
