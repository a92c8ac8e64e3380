import { z } from 'zod/v4';

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

/** A fraud policy as data: what an agency exports and adapts per client. */
export const fraudPolicySchema = z.object({
	rules: z.record(z.string(), ruleOverrideSchema).describe('By rule id, e.g. "F11"'),
	thresholds: thresholdsSchema,
	allow: allowListsSchema,
});

export type FraudPolicy = z.output<typeof fraudPolicySchema>;
export type RuleOverride = z.output<typeof ruleOverrideSchema>;

/** Parameters of rules that have none. */
export const noParametersSchema = z.object({});

const listSchema = z.array(z.string().trim().min(1).max(253)).max(5_000);

/** Parameters of the ban rule: who is never credited. */
export const banListsSchema = z.object({
	countries: listSchema.describe('ISO 3166 codes of customer or visitor'),
	emailDomains: listSchema.describe('Domains of the customer, with their sub-domains'),
	ipHashes: listSchema.describe('Keyed address hashes as click records show them'),
	networks: listSchema.describe('Addresses or ranges such as 203.0.113.0/24'),
	referrerHosts: listSchema.describe('Hosts, with their sub-domains; * stands for any text'),
});

export type BanLists = z.output<typeof banListsSchema>;
