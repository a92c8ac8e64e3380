import { affiliateField, noteField, programmeField, requiredText, textOf } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { writtenItem } from '../../platformItem';

const fields = [
	affiliateField(),
	programmeField({
		description:
			'Programme that the decision is about, where the platform decides for each. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	noteField,
];

/** Two operations, because people look for them by these names. */
function deciding(status: 'approved' | 'declined'): PlatformNodeOperation['run'] {
	return async (context) => {
		const affiliateId = requiredText(context, 'affiliateId', 'affiliate to decide about');
		const about = {
			programmeId: textOf(context, 'programmeId'),
			note: textOf(context, 'note'),
		};
		return writtenItem(
			context,
			await context.platform.setAffiliateStatus(affiliateId, status, about),
		);
	};
}

export const approveAffiliate: PlatformNodeOperation = {
	value: 'approve',
	name: 'Approve',
	action: 'Approve affiliate',
	description: 'Let an affiliate take part',
	needs: 'affiliate.approve',
	fields,
	run: deciding('approved'),
};

export const declineAffiliate: PlatformNodeOperation = {
	value: 'decline',
	name: 'Decline',
	action: 'Decline affiliate',
	description: 'Refuse an affiliate, or end the partnership',
	needs: 'affiliate.decline',
	fields,
	run: deciding('declined'),
};
