import { AffiliateError } from '../../kernel';
import type { PlatformPage, PlatformProgramme } from '../affiliate-platform';
import { unreadable } from './client';
import { GRAPH_PAGE, type RefersionGraph } from './graph';
import { offerSchema } from './schema';

/** Offers are Refersion's programmes; what they pay is in `raw`. */
export async function listOffers(
	graph: RefersionGraph,
	cursor: string | null,
): Promise<PlatformPage<PlatformProgramme>> {
	const offset = cursor === null ? 0 : Number(cursor);
	if (!Number.isSafeInteger(offset) || offset < 0) {
		throw new AffiliateError('There is no such page', {
			code: 'invalid_input',
			path: 'cursor',
			hint: 'Give the cursor of the page before.',
		});
	}
	const selection = { id: true, offer_name: true, type: true, commission: true } as const;
	const raws = await graph.rows('offers', offset, {}, selection);
	const records = raws.map((raw) => {
		const read = offerSchema.safeParse(raw);
		if (!read.success) throw unreadable();
		const { id, offer_name: name } = read.data;
		return { id, name: name ?? id, currency: null, landingUrl: null, raw };
	});
	return { records, cursor: raws.length < GRAPH_PAGE ? null : String(offset + raws.length) };
}
