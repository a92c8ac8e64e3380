import type { AffiliateChange } from '../../../../lib/connectors/affiliate-platform';
import { affiliateField, collectionOf, moreFields, moreOf, requiredText } from '../../fields';
import type { PlatformNodeOperation, PlatformOperationContext } from '../../operation';
import { writtenItem } from '../../platformItem';

const NAMES = ['email', 'firstName', 'lastName', 'company', 'code'] as const;

function read(context: PlatformOperationContext): AffiliateChange {
	const { text, all } = collectionOf(context, 'changes');
	const given = NAMES.flatMap((name) => {
		const value = text(name);
		return value === null ? [] : [[name, value] as const];
	});
	return {
		affiliateId: requiredText(context, 'affiliateId', 'affiliate to change'),
		...Object.fromEntries(given),
		more: moreOf(all['more']),
	};
}

export const updateAffiliate: PlatformNodeOperation = {
	value: 'update',
	name: 'Update',
	action: 'Update affiliate',
	description: 'Change what is filled in, and nothing else',
	needs: 'affiliate.update',
	fields: [
		affiliateField(),
		{
			displayName: 'Changes',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add change',
			default: {},
			options: [
				{
					displayName: 'Code',
					name: 'code',
					type: 'string',
					default: '',
					description: 'Public code in links',
				},
				{
					displayName: 'Company',
					name: 'company',
					type: 'string',
					default: '',
					description: 'Company of the affiliate',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'name@email.com',
					description: 'Address of the affiliate',
				},
				{
					displayName: 'First Name',
					name: 'firstName',
					type: 'string',
					default: '',
					description: 'First name of the affiliate',
				},
				{
					displayName: 'Last Name',
					name: 'lastName',
					type: 'string',
					default: '',
					description: 'Last name of the affiliate',
				},
				moreFields(),
			],
			description: 'What changes',
		},
	],
	async run(context) {
		return writtenItem(context, await context.platform.updateAffiliate(read(context)));
	},
};
