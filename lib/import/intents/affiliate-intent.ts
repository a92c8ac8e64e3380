import { deterministicId } from '../../kernel';
import { affiliateSchema, type Affiliate } from '../../model/affiliate';
import { parseModel } from '../../model/parse';
import type { AffiliateDirectory } from '../affiliate-directory';
import type { AffiliateRecord } from '../records/import-record';
import type { ImportContext, ImportIntent } from './import-intent';

/** The id that an affiliate of this code has, or will have once it is imported. */
export function affiliateIdOf(code: string, directory: Pick<AffiliateDirectory, 'byCode'>): string {
	return directory.byCode(code)?.affiliateId ?? deterministicId('aff', code.toLowerCase());
}

/**
 * A new affiliate, or the known one with what the row says; what the row leaves empty stays.
 * Parents are checked before, by `orderByParents`.
 */
export function affiliateIntent(
	record: AffiliateRecord,
	directory: Pick<AffiliateDirectory, 'byCode'>,
	{ at }: ImportContext,
): ImportIntent & { readonly kind: 'affiliate' } {
	const known = directory.byCode(record.code);
	const parentId = record.parentCode === null ? null : affiliateIdOf(record.parentCode, directory);
	const affiliate: Affiliate = {
		affiliateId: affiliateIdOf(record.code, directory),
		code: known?.code ?? record.code,
		name: record.name ?? known?.name ?? record.code,
		status: record.status ?? known?.status ?? 'active',
		email: record.email ?? known?.email ?? null,
		payoutEmail: record.payoutEmail ?? known?.payoutEmail ?? null,
		phone: known?.phone ?? null,
		partnerType: known?.partnerType ?? null,
		priority: known?.priority ?? 'standard',
		lookbackDays: known?.lookbackDays ?? null,
		mayIntercept: known?.mayIntercept ?? false,
		sites: known?.sites ?? [],
		address: known?.address ?? null,
		signup: known?.signup ?? null,
		groupCode: record.groupCode ?? known?.groupCode ?? null,
		parentId: parentId ?? known?.parentId ?? null,
		createdAt: known?.createdAt ?? record.createdAt ?? at,
		updatedAt: at,
	};
	return { kind: 'affiliate', affiliate: parseModel(affiliateSchema, affiliate, 'affiliate') };
}
