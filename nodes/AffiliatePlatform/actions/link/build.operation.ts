import { programmeField, requiredText, textOf } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { platformItem } from '../../platformItem';

export const buildLink: PlatformNodeOperation = {
	value: 'build',
	name: 'Build',
	action: 'Build link',
	description: "Make an affiliate's tracked link",
	needs: 'link.build',
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
			description: 'Page that the link leads to',
		},
		programmeField(),
		{
			displayName: 'Sub ID',
			name: 'subId',
			type: 'string',
			default: '',
			description: "The affiliate's own mark of the place",
		},
		{
			displayName: 'Banner ID',
			name: 'bannerId',
			type: 'string',
			default: '',
			description: 'Banner or ad that the link belongs to, where the platform has them',
		},
	],
	async run(context) {
		const link = await context.platform.buildLink({
			affiliate: requiredText(context, 'affiliate', 'affiliate'),
			programmeId: textOf(context, 'programmeId'),
			landingUrl: requiredText(context, 'landingUrl', 'landing URL'),
			subId: textOf(context, 'subId'),
			bannerId: textOf(context, 'bannerId'),
		});
		return platformItem(context, { outcome: 'built', link });
	},
};
