import { AffiliateError } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import type { AffiliatesTable } from '../tables';

/** A host name has 253 characters at most, and so many labels. */
const MOST_LABELS = 127;

/** Registers an affiliate's hosts in place of its former ones. Throws `site_taken`. */
export async function replaceSites(
	tx: StoreQueries,
	{ affiliateId, sites }: Affiliate,
): Promise<void> {
	const hosts = [...new Set(sites)];
	await tx.deleteFrom('affiliate_sites').where('affiliate_id', '=', affiliateId).execute();
	for (const part of chunks(hosts)) {
		const taken = await tx
			.selectFrom('affiliate_sites')
			.select('host')
			.where('host', 'in', part)
			.orderBy('host')
			.executeTakeFirst();
		if (taken !== undefined) throw siteTaken(taken.host, sites.indexOf(taken.host));
		const rows = part.map((host) => ({ host, affiliate_id: affiliateId }));
		await tx.insertInto('affiliate_sites').values(rows).execute();
	}
}

/** The affiliate of a host or of the nearest registered host above it. */
export async function rowBySite(
	db: StoreQueries,
	host: string,
): Promise<AffiliatesTable | undefined> {
	const hosts = hostsUpTo(host);
	if (hosts.length === 0) return undefined;
	const rows = await db
		.selectFrom('affiliate_sites as s')
		.innerJoin('affiliates as a', 'a.id', 's.affiliate_id')
		.selectAll('a')
		.select('s.host')
		.where('s.host', 'in', hosts)
		.execute();
	// All of them end alike, so the longest is the nearest.
	return rows.sort((a, b) => b.host.length - a.host.length).at(0);
}

/** "a.b.example" gives itself and "b.example"; a bare top-level domain is nobody's. */
function hostsUpTo(host: string): string[] {
	const labels = host.trim().toLowerCase().replace(/\.$/, '').split('.').slice(-MOST_LABELS);
	return labels.slice(0, -1).map((_label, index) => labels.slice(index).join('.'));
}

function siteTaken(host: string, index: number): AffiliateError {
	return new AffiliateError(`The site '${host}' is registered for another affiliate`, {
		code: 'site_taken',
		path: `affiliate.sites[${index}]`,
		hint: 'Take it away from the other affiliate first, or register a more exact host.',
		details: { host },
	});
}
