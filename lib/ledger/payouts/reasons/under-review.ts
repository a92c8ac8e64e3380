import type { ReasonRule } from './reason';

/** An open case about the affiliate stops its payouts until a person or its end decides (F29–F37). */
export const underReview: ReasonRule = ({ candidate: { openCaseIds } }) =>
	openCaseIds.length === 0
		? null
		: {
				code: 'under_review',
				text: `The affiliate is under review: ${openCaseIds.join(', ')}.`,
				affiliateText:
					'Your account is being checked. Your balance is kept for you until that is done.',
			};
