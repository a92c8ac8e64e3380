import type { PlatformAffiliate } from '../../model/platform-records';
import { affiliateCodes } from './affiliate-codes';
import { cell, type ExportedRows, type ImportRow } from './platform-programme';

const HEADINGS = [
	'Code',
	'Name',
	'First Name',
	'Last Name',
	'Email',
	'Status',
	'Parent Code',
	'Created At',
] as const;

/** As the import reads them; who was refused comes over as paused. */
const STATUSES: Readonly<Record<PlatformAffiliate['status'], string>> = {
	approved: 'active',
	pending: 'pending',
	declined: 'declined',
	disabled: 'disabled',
	// Nothing says that they may earn: a person decides.
	unknown: 'pending',
};

/** Pure. */
export function affiliateRows(affiliates: readonly PlatformAffiliate[]): ExportedRows {
	const codes = affiliateCodes(affiliates);
	const rows: ImportRow[] = [];
	const leftOut: Array<{ id: string; reason: string }> = [];
	for (const affiliate of affiliates) {
		const code = codes.get(affiliate.id);
		if (code === undefined) {
			leftOut.push({ id: affiliate.id, reason: 'Neither its code nor its id is a code here' });
			continue;
		}
		const isPerson = affiliate.firstName !== null || affiliate.lastName !== null;
		rows.push({
			Code: code,
			// The import takes the name before first and last name.
			Name: isPerson ? '' : cell(affiliate.company),
			'First Name': cell(affiliate.firstName),
			'Last Name': cell(affiliate.lastName),
			Email: cell(affiliate.email),
			Status: STATUSES[affiliate.status],
			'Parent Code': cell(affiliate.parentId === null ? null : codes.get(affiliate.parentId)),
			'Created At': cell(affiliate.createdAt),
		});
	}
	return { headings: HEADINGS, rows, leftOut };
}
