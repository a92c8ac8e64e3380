import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { requiredText } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { platformItem, skippedItem } from '../../platformItem';

export const getConversion: PlatformNodeOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get conversion',
	description: 'Read one conversion',
	needs: 'conversion.get',
	fields: [
		{
			displayName: 'Conversion ID',
			name: 'conversionId',
			type: 'string',
			default: '',
			required: true,
			description: "The platform's ID of the conversion; by order ID use 'Get Many'",
		},
	],
	async run(context) {
		const wanted = requiredText(context, 'conversionId', 'ID of a conversion');
		const found = await context.platform.getConversion(wanted);
		if (found === null) {
			return skippedItem(context, 'no_conversion', 'The platform has no such conversion');
		}
		const conversion = toJson(found) as unknown as IDataObject;
		return platformItem(context, { outcome: 'found', externalId: found.id, conversion });
	},
};
