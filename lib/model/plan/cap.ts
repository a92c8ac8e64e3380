import { z } from 'zod/v4';
import { CALENDAR_WINDOWS } from '../../kernel';
import { moneySchema } from '../money';
import { codeSchema, timeZoneSchema } from '../primitives';

export const CAP_SCOPES = ['order', 'customer', 'affiliate', 'programme'] as const;

/** The most that is paid (C20). What goes beyond is cut, with a note; refunds make room again. */
export const planCapSchema = z.object({
	capId: codeSchema.describe('Unique in the plan'),
	scope: z
		.enum(CAP_SCOPES)
		.describe('For one order, per customer, per affiliate, or for the whole programme'),
	window: z
		.enum(CALENDAR_WINDOWS)
		.default('lifetime')
		.describe('By the time of the order; no matter for the scope "order"'),
	timeZone: timeZoneSchema.default('UTC'),
	limit: moneySchema.describe('In the currency of the programme'),
});

export type PlanCap = z.output<typeof planCapSchema>;
