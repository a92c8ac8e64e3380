import { z } from 'zod/v4';
import { idSchema } from './primitives';

export const FRAUD_ACTIONS = ['allow', 'flag', 'hold', 'decline', 'drop'] as const;

export type FraudAction = (typeof FRAUD_ACTIONS)[number];

/** What one rule found. `unknown` means it could not look; that is never `clear`. */
export const findingSchema = z.object({
	ruleId: z.string(),
	ruleVersion: z.int().min(1),
	status: z.enum(['hit', 'clear', 'unknown']),
	action: z.enum(FRAUD_ACTIONS).describe('What the rule asks for when it hits'),
	weight: z.number().min(0).max(1),
	isHard: z.boolean().describe('Decides alone, whatever the score'),
	isMonitored: z.boolean().describe('Shown, but without effect on score and verdict'),
	isMuted: z
		.boolean()
		.default(false)
		.describe('Monitored because people found most of its hits wrong (F38)'),
	evidence: z.record(z.string(), z.string()).describe('Facts; no personal data'),
	reason: z.string().describe('For the merchant'),
	affiliateReason: z.string().describe('Safe to show to the affiliate'),
});

export type Finding = z.output<typeof findingSchema>;

/** The decision on one order. The score is 1 − Π(1 − weight) over soft hits. */
export const verdictSchema = z.object({
	verdict: z.enum(['approve', 'review', 'reject']),
	score: z.number().min(0).max(1),
	affiliateIds: z.array(idSchema),
	policyVersion: z
		.int()
		.min(1)
		.nullable()
		.default(null)
		.describe("Version of the programme's policy; null for another one"),
	findings: z.array(findingSchema),
	reason: z.string(),
	affiliateReason: z.string(),
});

export type Verdict = z.output<typeof verdictSchema>;
