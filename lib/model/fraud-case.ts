import { z } from 'zod/v4';
import { idSchema, instantSchema } from './primitives';
import { findingSchema, verdictSchema } from './verdict';

export const CASE_SUBJECTS = ['order', 'affiliate', 'coupon', 'signup'] as const;

export type CaseSubject = (typeof CASE_SUBJECTS)[number];

export const CASE_STATUSES = ['open', 'confirmed', 'cleared', 'expired', 'superseded'] as const;

export type CaseStatus = (typeof CASE_STATUSES)[number];

/**
 * Something a person should decide. `confirmed`: it was fraud; `cleared`: it was not; `expired`:
 * nobody decided in time; `superseded`: a later check of the same subject found no ground any more.
 */
export const fraudCaseSchema = z.object({
	caseId: idSchema.describe('Made from subject and occasion, so that a retry opens no second one'),
	subject: z.enum(CASE_SUBJECTS),
	programmeId: idSchema.nullable(),
	affiliateIds: z.array(idSchema),
	conversionId: idSchema.nullable().describe('For an order'),
	storeKey: z.string().nullable(),
	orderId: z.string().nullable(),
	couponCode: z.string().nullable(),
	status: z.enum(CASE_STATUSES),
	verdict: z.enum(['approve', 'review', 'reject']),
	score: z.number().min(0).max(1),
	findings: z.array(findingSchema).describe('Hits and what could not be looked at'),
	reason: z.string(),
	affiliateReason: z.string(),
	holds: z.boolean().describe('While open, payouts of the affiliates wait'),
	openedAt: instantSchema,
	expiresAt: instantSchema.nullable().describe('Null: waits for a person without end'),
	onExpiry: z.enum(['release', 'decline']),
	decidedAt: instantSchema.nullable(),
	decidedBy: z.string().nullable(),
	note: z.string().nullable(),
});

export type FraudCase = z.output<typeof fraudCaseSchema>;

/** One step of a case; the last one is how it stands. Nothing is edited. */
export const caseMoveSchema = z.object({
	caseId: idSchema,
	from: z.enum(CASE_STATUSES).nullable(),
	to: z.enum(CASE_STATUSES),
	actor: z.string(),
	note: z.string().nullable(),
	at: instantSchema,
});

export type CaseMove = z.output<typeof caseMoveSchema>;

/** The last check of an order as it is kept: facts sealed, for a replay under another policy. */
export const fraudCheckSchema = z.object({
	storeKey: idSchema,
	orderId: idSchema,
	programmeId: idSchema.nullable(),
	checkedAt: instantSchema,
	orderedAt: instantSchema,
	verdict: verdictSchema,
});

export type FraudCheck = z.output<typeof fraudCheckSchema>;

/** What people made of the hits of one rule (F38). */
export interface RuleRecord {
	readonly ruleId: string;
	/** Decided cases in which the rule hit, with effect or monitored, and weighed something. */
	readonly confirmed: number;
	readonly cleared: number;
}
