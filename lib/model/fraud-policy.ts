import { z } from 'zod/v4';
import { idSchema, instantSchema } from './primitives';

export const RULE_MODES = ['on', 'monitor', 'off'] as const;

export type RuleMode = (typeof RULE_MODES)[number];

export const UNKNOWN_ACTIONS = ['allow', 'flag', 'hold'] as const;

/** What happens when a rule cannot look: `allow` only shows it, the others ask for a review. */
export type UnknownAction = (typeof UNKNOWN_ACTIONS)[number];

const fractionSchema = z.number().min(0).max(1);

/** What a policy changes about one rule; what it leaves out stays as the rule has it. */
export const ruleOverrideSchema = z.object({
	mode: z.enum(RULE_MODES).optional(),
	weight: fractionSchema.optional(),
	onUnknown: z.enum(UNKNOWN_ACTIONS).optional(),
	keepsUnmuted: z
		.boolean()
		.optional()
		.describe('Keeps the rule counting although people found most of its hits wrong (F38)'),
	parameters: z.record(z.string(), z.unknown()).optional(),
});

/** Scores from which on an order is flagged, held and declined; they must not fall. */
export const thresholdsSchema = z
	.object({ flag: fractionSchema, hold: fractionSchema, decline: fractionSchema })
	.refine(({ flag, hold, decline }) => flag > 0 && flag <= hold && hold <= decline, {
		message: 'must be above zero and rise: flag, then hold, then decline',
	});

/** Whoever is on one of these lists passes; findings are still shown. */
export const allowListsSchema = z.object({
	affiliates: z.array(z.string()).max(5_000).describe('Codes or ids of affiliates'),
	emails: z.array(z.string()).max(5_000).describe('E-mail addresses of customers'),
	customerKeys: z.array(z.string()).max(5_000).describe('Keyed hashes of customers'),
});

/** What becomes of an order that waits for a person, when nobody decides. */
export const reviewSettingsSchema = z.object({
	days: z.int().min(1).max(365).describe('Days until a review ends by itself'),
	onExpiry: z
		.enum(['release', 'decline'])
		.describe('What happens to the commissions then; `release` in doubt for the affiliate'),
});

export const DEFAULT_REVIEW_SETTINGS = { days: 30, onExpiry: 'release' } as const;

/** A fraud policy as data: what an agency exports and adapts per client. */
export const fraudPolicySchema = z.object({
	rules: z.record(z.string(), ruleOverrideSchema).describe('By rule id, e.g. "F11"'),
	thresholds: thresholdsSchema,
	allow: allowListsSchema,
	review: reviewSettingsSchema.default({ ...DEFAULT_REVIEW_SETTINGS }),
});

export type FraudPolicy = z.output<typeof fraudPolicySchema>;

/** A programme's policy as it is kept. A change makes a new version; none is ever edited. */
export const recordedFraudPolicySchema = z.object({
	programmeId: idSchema,
	version: z.int().min(1),
	policy: fraudPolicySchema,
	createdAt: instantSchema,
});

export type RecordedFraudPolicy = z.output<typeof recordedFraudPolicySchema>;
