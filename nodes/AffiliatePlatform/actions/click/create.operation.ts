import { systemClock } from '../../../shared/clock';
import { momentOf } from '../../../shared/momentOf';
import {
	collectionOf,
	moreFields,
	moreOf,
	programmeField,
	requiredText,
	textOf,
} from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { writtenItem } from '../../platformItem';

export const createClick: PlatformNodeOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create click',
	description: 'Tell the platform of a click, and get its click ID',
	needs: 'click.create',
	fields: [
		{
			displayName: 'Affiliate',
			name: 'affiliate',
			type: 'string',
			default: '',
			required: true,
			description: "Code or ID, as the platform's links name it",
		},
		{
			displayName: 'Landing URL',
			name: 'landingUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com',
			description: 'Page that the visitor came to',
		},
		programmeField(),
		{
			displayName: 'Details',
			name: 'details',
			type: 'collection',
			placeholder: 'Add detail',
			default: {},
			options: [
				{
					displayName: 'Clicked At',
					name: 'occurredAt',
					type: 'dateTime',
					default: '',
					description: 'When it happened (UTC); now when left out',
				},
				{
					displayName: 'IP Address',
					name: 'ip',
					type: 'string',
					default: '',
					description: 'Of the visitor; only with a ground to pass it on',
				},
				moreFields(),
				{
					displayName: 'Referrer',
					name: 'referrer',
					type: 'string',
					default: '',
					description: 'Page that the visitor came from',
				},
				{
					displayName: 'Sub ID',
					name: 'subId',
					type: 'string',
					default: '',
					description: "The affiliate's own mark of the place",
				},
				{
					displayName: 'User Agent',
					name: 'userAgent',
					type: 'string',
					default: '',
					description: 'Of the visitor',
				},
			],
			description: 'What else is known of the click',
		},
	],
	async run(context) {
		const { text, all } = collectionOf(context, 'details');
		const written = await context.platform.createClick({
			affiliate: requiredText(context, 'affiliate', 'affiliate'),
			programmeId: textOf(context, 'programmeId'),
			landingUrl: requiredText(context, 'landingUrl', 'landing URL'),
			referrer: text('referrer'),
			ip: text('ip'),
			userAgent: text('userAgent'),
			subId: text('subId'),
			occurredAt: momentOf(all['occurredAt']) ?? systemClock.now(),
			more: moreOf(all['more']),
		});
		return writtenItem(context, written);
	},
};
