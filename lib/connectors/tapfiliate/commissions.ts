import {
	confirmedOutcome,
	failureOutcome,
	requireId,
	type CommissionDecision,
	type PlatformCommission,
	type PlatformOutcome,
	type PlatformPage,
	type RecordFilter,
} from '../affiliate-platform';
import type { TapfiliateClient } from './client';
import { TAPFILIATE_WORDS } from './failure';
import { findByOrder, isWanted } from './find-conversions';
import { readPage } from './read-page';
import { commissionOf } from './records';
import { commissionSchema } from './schema';

/** Of an order by way of its conversion; Tapfiliate filters commissions by affiliate alone. */
export async function listCommissions(
	client: TapfiliateClient,
	filter: RecordFilter,
	cursor: string | null,
): Promise<PlatformPage<PlatformCommission>> {
	const { orderId, affiliateId } = filter;
	if (orderId !== null) {
		const found = await findByOrder(client, orderId);
		const records = found.flatMap(({ source }) =>
			source.commissions.map((commission) => commissionOf(commission, commission, source)),
		);
		return { records: records.filter((record) => isWanted(record, filter)), cursor: null };
	}
	const query: Record<string, string> = affiliateId === null ? {} : { affiliate_id: affiliateId };
	const page = await readPage(client, '/commissions/', query, commissionSchema, cursor);
	const records = page.rows.map(({ source, raw }) => commissionOf(source, raw));
	return { records: records.filter((record) => isWanted(record, filter)), cursor: page.cursor };
}

export async function decideCommission(
	client: TapfiliateClient,
	{ commissionId }: CommissionDecision,
	to: 'approved' | 'declined',
): Promise<PlatformOutcome> {
	const id = requireId(commissionId, 'commissionId');
	const path = `/commissions/${encodeURIComponent(id)}/approved/`;
	const answer = await client.write(to === 'approved' ? 'PUT' : 'DELETE', path);
	if (!answer.ok) return failureOutcome(answer.failure, TAPFILIATE_WORDS);
	return confirmedOutcome(id, answer.response.body);
}
