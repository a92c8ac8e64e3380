import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod/v4';
import { parseModel } from '../../model/parse';
import { touchSchema } from '../../model/touch';
import type { EngineKind } from '../engine';
import { readableJson } from '../postgres/readable-json';

const creditedTouchesSchema = z.array(
	touchSchema.pick({
		kind: true,
		affiliateId: true,
		occurredAt: true,
		clickId: true,
		couponCode: true,
	}),
);

/** A touch that an order was credited for, as far as it matters across orders. */
export type CreditedTouch = z.output<typeof creditedTouchesSchema>[number];

/**
 * Expression over the outer tables `v` (conversions) and `w` (its newest version): the credited touches as
 * JSON. The rest of the record stays in the database.
 */
export function touchesColumn(kind: EngineKind): RawBuilder<string> {
	return kind === 'sqlite'
		? sql<string>`json_extract(coalesce(w.record, v.record), '$.touches')`
		: sql<string>`${readableJson(sql`coalesce(w.record, v.record)`)} ->> 'touches'`;
}

export function creditedTouches(json: string): CreditedTouch[] {
	return parseModel(creditedTouchesSchema, JSON.parse(json), 'touches');
}
