/** Platforms whose exports are recognised; `generic` is a heading set of our own. */
export const IMPORT_SOURCES = [
	'post_affiliate_pro',
	'affiliatewp',
	'tapfiliate',
	'refersion',
	'generic',
] as const;

export type ImportSource = (typeof IMPORT_SOURCES)[number];

/** What the rows of a file are. */
export const IMPORT_KINDS = ['affiliate', 'link', 'coupon', 'conversion', 'balance'] as const;

export type ImportKind = (typeof IMPORT_KINDS)[number];

const SOURCE_NAMES: Readonly<Record<ImportSource, string>> = {
	post_affiliate_pro: 'Post Affiliate Pro',
	affiliatewp: 'AffiliateWP',
	tapfiliate: 'Tapfiliate',
	refersion: 'Refersion',
	generic: 'a CSV file',
};

/** For sentences: "Imported from Tapfiliate". */
export function sourceName(source: ImportSource): string {
	return SOURCE_NAMES[source];
}
