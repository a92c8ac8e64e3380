import { affiliateCodes } from './affiliate-codes';
import type { ExportedRows, ImportRow, PlatformProgrammeRecords } from './platform-programme';

const HEADINGS = ['Affiliate Code', 'Destination'] as const;

/** What the platforms' links carry besides the shop's own page. */
const TRACKING_PARAMETERS = new Set(
	[
		...['ref', 'tap_a', 'tap_s', 'a_aid', 'a_bid', 'chan', 'data1', 'data2', 'rfsn', 'subid'],
		...['gspk', 'gsxid', 'ps_xid', 'ps_partner_key', 'irclickid', 'im_ref', 'irgwc', 'clickid'],
	].map((name) => name.toLowerCase()),
);

/** Hosts that only send on: what stands in their paths is no page of a shop. */
const TRACKING_HOSTS =
	/(?:^|\.)(?:g2afse\.com|go2affise\.com|affise\.com|sjv\.io|pxf\.io|partnerlinks\.io|partnerstack\.com|refersion\.com|tapfiliate\.com|postaffiliatepro\.com)$/i;

/**
 * A link for each affiliate: to the page that its link on the platform leads to, else to that of the
 * programme. Pure.
 */
export function linkRows({
	affiliates,
	landingUrl,
}: Pick<PlatformProgrammeRecords, 'affiliates' | 'landingUrl'>): ExportedRows {
	const codes = affiliateCodes(affiliates);
	const rows: ImportRow[] = [];
	const leftOut: Array<{ id: string; reason: string }> = [];
	for (const { id, link } of affiliates) {
		const code = codes.get(id);
		const destination = pageOf(link) ?? pageOf(landingUrl);
		if (code === undefined) continue;
		if (destination === null) {
			leftOut.push({ id, reason: 'No page of a shop is known that its link leads to' });
			continue;
		}
		rows.push({ 'Affiliate Code': code, Destination: destination });
	}
	return { headings: HEADINGS, rows, leftOut };
}

/** Without what tracks; null for what is no page of a shop. */
function pageOf(link: string | null): string | null {
	if (link === null || !URL.canParse(link)) return null;
	const url = new URL(link);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
	if (TRACKING_HOSTS.test(url.hostname)) return null;
	for (const name of [...url.searchParams.keys()]) {
		if (TRACKING_PARAMETERS.has(name.toLowerCase())) url.searchParams.delete(name);
	}
	if (/^#a_aid=/i.test(url.hash)) url.hash = '';
	return url.toString();
}
