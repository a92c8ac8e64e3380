import { z } from 'zod/v4';
import { lenientText, type PlatformPage, type PlatformProgramme } from '../affiliate-platform';
import type { PostAffiliateProClient } from './client';
import { cursorOf, offsetOf, readGrid, unreadable } from './grid';

const rowSchema = z.object({ id: lenientText, campaignid: lenientText, name: lenientText });

/** Campaigns, in the account's currency. */
export async function listProgrammes(
	client: PostAffiliateProClient,
	cursor: string | null,
): Promise<PlatformPage<PlatformProgramme>> {
	const query = {
		className: 'Pap_Merchants_Campaign_CampaignsGrid',
		columns: ['campaignid', 'name', 'rstatus', 'rtype'],
		filters: [],
		sortColumn: 'name',
	};
	const { rows, next } = await readGrid(client, query, offsetOf(cursor));
	const records = rows.map((raw): PlatformProgramme => {
		const parsed = rowSchema.safeParse(raw);
		const id = parsed.success ? (parsed.data.campaignid ?? parsed.data.id) : null;
		if (!parsed.success || id === null) throw unreadable();
		const { currency } = client.account;
		return { id, name: parsed.data.name ?? id, currency, landingUrl: null, raw };
	});
	return { records, cursor: cursorOf(next) };
}
