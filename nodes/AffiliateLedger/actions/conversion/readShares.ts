import { AffiliateError } from '../../../../lib/kernel';
import type { Affiliate } from '../../../../lib/model/affiliate';
import { requireText, textList } from '../../fields';
import { affiliateByCode } from '../../locators';
import type { OperationContext } from '../../operation';

/**
 * Affiliates with their parts, as in "anna=60, ben=40"; without numbers all have the same part.
 * Throws `invalid_share`, `missing_input` and `unknown_affiliate`.
 */
export async function readShares(
	context: OperationContext,
): Promise<Array<{ affiliate: Affiliate; weight: number }>> {
	const entries = textList(requireText(context, 'affiliateShares', 'Affiliates'));
	const shares = [];
	for (const entry of entries) {
		const { code, weight } = shareOf(entry);
		shares.push({ affiliate: await affiliateByCode(context, code), weight });
	}
	return shares;
}

function shareOf(entry: string): { code: string; weight: number } {
	const [, code = '', part = '1'] = /^([^=\s]+)\s*(?:=\s*(\d{1,9})\s*)?$/.exec(entry) ?? [];
	const weight = Number(part);
	if (code !== '' && weight >= 1) return { code, weight };
	throw new AffiliateError(`'${entry}' is not an affiliate with its part`, {
		code: 'invalid_share',
		path: 'affiliateShares',
		hint: 'Write code=part with whole numbers from 1, such as "anna=60, ben=40".',
	});
}
