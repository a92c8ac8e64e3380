import { randomBytes } from 'node:crypto';
import type { AffiliateWrite } from '../../../../lib/connectors/affiliate-platform';
import { collectionOf, moreFields, moreOf, programmeField, requiredText } from '../../fields';
import type { PlatformNodeOperation, PlatformOperationContext } from '../../operation';
import { writtenItem } from '../../platformItem';

/** Long, and with every kind of character that a platform may ask for; the affiliate sets another one. */
function madePassword(): string {
	return `${randomBytes(24).toString('base64url')}aA1!`;
}

function read(context: PlatformOperationContext): AffiliateWrite {
	const { text, all } = collectionOf(context, 'details');
	return {
		email: requiredText(context, 'email', 'e-mail address'),
		firstName: requiredText(context, 'firstName', 'first name'),
		lastName: requiredText(context, 'lastName', 'last name'),
		company: text('company'),
		code: text('code'),
		programmeId: text('programmeId'),
		parentId: text('parentId'),
		status: text('status') === 'approved' ? 'approved' : 'pending',
		country: text('country'),
		password: text('password') ?? (context.system.needsPassword ? madePassword() : null),
		more: moreOf(all['more']),
	};
}

export const createAffiliate: PlatformNodeOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create affiliate',
	description: 'Add an affiliate to the platform',
	needs: 'affiliate.create',
	fields: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'name@email.com',
			description: 'Address of the affiliate',
		},
		{
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			required: true,
			description: 'First name of the affiliate',
		},
		{
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			required: true,
			description: 'Last name of the affiliate',
		},
		{
			displayName: 'Details',
			name: 'details',
			type: 'collection',
			placeholder: 'Add detail',
			default: {},
			options: [
				{
					displayName: 'Code',
					name: 'code',
					type: 'string',
					default: '',
					description: 'Public code that the affiliate would like in links',
				},
				{
					displayName: 'Company',
					name: 'company',
					type: 'string',
					default: '',
					description: 'Company of the affiliate',
				},
				{
					displayName: 'Country',
					name: 'country',
					type: 'string',
					default: '',
					placeholder: 'e.g. DE',
					description: 'Two letters (ISO 3166-1); Affise and Impact need it',
				},
				moreFields(),
				{
					displayName: 'Parent',
					name: 'parentId',
					type: 'string',
					default: '',
					description: "Affiliate who recruited this one, by the platform's ID",
				},
				{
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description:
						'First password, where affiliates sign in with one; a random one when left out, for them to reset',
				},
				programmeField(),
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Approved', value: 'approved' },
						{ name: 'Pending', value: 'pending' },
					],
					default: 'pending',
					description: 'Whether the affiliate may begin at once',
				},
			],
			description: 'What else is known of the affiliate',
		},
	],
	async run(context) {
		return writtenItem(context, await context.platform.createAffiliate(read(context)));
	},
};
