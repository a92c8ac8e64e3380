import { PARTNER_PRIORITIES, type Affiliate } from '../model/affiliate';
import { setAside, type Assessment, type EligibleTouch } from './assessment';
import { competingTouches } from './competing-touches';

/**
 * Of the touches that compete, only those of the best partner group present stay; the model then
 * shares the credit inside this group (impact's credit groups). Coupons are not held against it,
 * because the coupon policy goes before the model.
 */
export function keepBestPriority(
	assessments: readonly Assessment[],
	affiliates: readonly Affiliate[],
): readonly Assessment[] {
	const rankOf = ({ touch }: EligibleTouch) => {
		const owner = affiliates.find(({ affiliateId }) => affiliateId === touch.affiliateId);
		return PARTNER_PRIORITIES.indexOf(owner?.priority ?? 'standard');
	};
	const competing = competingTouches(assessments);
	const best = Math.min(...competing.map(rankOf));
	const behind = new Set<Assessment>(competing.filter((each) => rankOf(each) > best));
	if (behind.size === 0) return assessments;
	const reason = `a partner of the group "${wordsOf(best)}" took part and goes before it`;
	return assessments.map((assessment) =>
		behind.has(assessment) ? setAside(assessment, 'lower_priority', reason) : assessment,
	);
}

function wordsOf(rank: number): string {
	return (PARTNER_PRIORITIES[rank] ?? '').replace('_', '-');
}
