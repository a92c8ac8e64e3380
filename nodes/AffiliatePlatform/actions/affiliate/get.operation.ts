import { requiredText } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { platformItem, skippedItem } from '../../platformItem';
import { toJson } from '../../../../lib/model/json';
import type { IDataObject } from 'n8n-workflow';

export const getAffiliate: PlatformNodeOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get affiliate',
	description: 'Read one affiliate',
	needs: 'affiliate.get',
	fields: [
		{
			displayName: 'Affiliate',
			name: 'affiliate',
			type: 'string',
			default: '',
			required: true,
			description: 'ID, code or e-mail address, whichever the platform takes',
		},
	],
	async run(context) {
		const wanted = requiredText(context, 'affiliate', 'affiliate to look for');
		const found = await context.platform.getAffiliate(wanted);
		if (found === null) {
			return skippedItem(context, 'no_affiliate', 'The platform has no such affiliate');
		}
		const affiliate = toJson(found) as unknown as IDataObject;
		return platformItem(context, { outcome: 'found', externalId: found.id, affiliate });
	},
};
